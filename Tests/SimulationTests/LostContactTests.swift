import Administration
import Bookkeeping
import Foundation
import HTTPTypes
import Persistence
import Reconciliation
import Sandbox
import StateCharts
import TestSupport
import Testing
import Transport

/// The contact a customer is linked to is gone, archived, or no customer any more: however it is noticed, the document goes on in the
/// same pass, and no voucher names a contact again that lexoffice has refused.
@Suite struct LostContactTests {
    enum Loss: String, Sendable, CaseIterable { case deleted, archived, roleTaken }

    private func linked() async throws -> (company: Company, customer: Int, contact: String) {
        let company = try Company()
        let customer = company.openShop()
        try await company.setup()
        let id = company.invoice(customer: customer)
        try await company.pass()
        company.time.advance(milliseconds: 60_000)
        return (company, customer, try #require(try company.voucher(of: id).content.contactID))
    }

    private func lose(_ contact: String, _ loss: Loss, _ company: Company) throws {
        let now = company.now
        try company.world.withLexoffice { lexoffice in
            switch loss {
            case .deleted: try lexoffice.deleteContact(contact, now: now)
            case .archived: try lexoffice.archiveContact(contact, now: now)
            case .roleTaken: try lexoffice.takeCustomerRole(contact, now: now)
            }
        }
    }

    private func state(_ company: Company, _ customer: Int) throws -> ContactState? {
        try company.store.machine(ContactChart.self, String(customer))?.configuration.state
    }

    /// Every voucher that was sent in vain, by the contact it named.
    private func expectBooked(_ id: Int, not contact: String, _ company: Company, refusals: Int) throws {
        let voucher = try company.voucher(of: id)
        #expect(voucher.content.contactID != contact && voucher.content.contactID != nil && !voucher.content.usesCollectiveContact)
        #expect(try company.standing(id: id)?.transfer == .fileComplete)
        #expect(company.world.lexoffice.requests(.createVoucher) - company.world.lexoffice.executions(.createVoucher) == refusals)
        #expect(try company.store.openIntents().isEmpty && company.store.verifyJournal().broken == nil)
    }

    /// The list still shows the contact as it was, when the document comes.
    @Test(arguments: Loss.allCases, [404, 406]) func theRefusalTells(loss: Loss, status: Int) async throws {
        guard loss == .deleted || status == 406 else { return }
        let (company, customer, contact) = try await linked()
        company.world.withLexoffice { $0.rules.unknownContactStatus = status }
        try lose(contact, loss, company)
        let id = company.invoice(customer: customer)
        #expect(try await company.pass().exit == .success)
        try expectBooked(id, not: contact, company, refusals: 1)
        #expect(try state(company, customer) == .linked && company.world.lexoffice.executions(.createContact) == 2)
        // Nor later, when the lists have caught up.
        company.advance(hours: 1)
        let later = company.invoice(customer: customer)
        #expect(try await company.pass().exit == .success)
        try expectBooked(later, not: contact, company, refusals: 1)
        #expect(company.world.lexoffice.executions(.createContact) == 2)
    }

    /// lexoffice refuses the contact and does not say why, for whatever reason: it is asked again, and nothing is settled by then.
    @Test(arguments: Loss.allCases, [403, 500]) func aRefusalNobodyExplainsIsAskedAgain(loss: Loss, status: Int) async throws {
        let (company, customer, contact) = try await linked()
        try lose(contact, loss, company)
        let id = company.invoice(customer: customer)
        let silent = Meddler(answer: { request in
            let isAsked = request.head.method == .get && request.head.path?.hasPrefix("/v1/contacts") == true
            return isAsked ? IncomingResponse(status: status, #"{"message":"Forbidden"}"#) : nil
        })
        let refused = { company.world.lexoffice.requests(.createVoucher) - company.world.lexoffice.executions(.createVoucher) }
        for _ in 0..<30 {
            let report = try await company.pass(silent)
            #expect(try company.standing(id: id)?.transfer != .rejected)
            #expect(report.lines.contains { $0.key == String(id) })
            company.time.advance(milliseconds: 60_000)
        }
        #expect((2...8).contains(refused()), "\(refused())")
        company.advance(hours: 2)
        for _ in 0..<3 { try await company.pass() }
        #expect(try company.voucher(of: id).content.contactID != contact && company.vouchers(of: id).count == 1)
        #expect(try await company.pass().exit == .success)
    }

    /// A contact that was given up and still is no customer is not asked about when the next one is lost, too.
    @Test func whatWasGivenUpIsNoQuestionLater() async throws {
        let (company, customer, contact) = try await linked()
        try lose(contact, .roleTaken, company)
        company.advance(hours: 25)
        company.invoice(customer: customer)
        #expect(try await company.pass().exit == .success)
        let second = try #require(company.world.lexoffice.contacts.first { $0.id != contact }?.id)
        try lose(second, .deleted, company)
        company.advance(hours: 25)
        let id = company.invoice(customer: customer)
        for _ in 0..<2 { try await company.pass() }
        #expect(company.lastReport.exit == .success)
        let booked = try company.voucher(of: id).content.contactID
        #expect(booked != contact && booked != second && company.world.lexoffice.contacts.count == 2)
    }

    /// Moved to another contact, as lexoffice's help tells people to do with a double.
    @Test(arguments: Loss.allCases) func theOneThatIsLeftIsTaken(loss: Loss) async throws {
        let (company, customer, contact) = try await linked()
        let left = company.enterContact("Müller und Söhne Bau", email: "rechnung@mueller.example")
        try lose(contact, loss, company)
        company.settleIndex()
        let ids = (0..<3).map { _ in company.invoice(customer: customer) }
        #expect(try await company.pass().exit == .success)
        for id in ids { #expect(try company.voucher(of: id).content.contactID == left) }
        #expect(company.world.lexoffice.executions(.createContact) == 1)
        try expectBooked(ids[0], not: contact, company, refusals: 1)
    }

    @Test(arguments: Loss.allCases) func theDailyListTells(loss: Loss) async throws {
        let (company, customer, contact) = try await linked()
        try lose(contact, loss, company)
        company.advance(hours: 25)
        #expect(try await company.pass().writes == 0)
        #expect(try state(company, customer) == (loss == .deleted ? .unlinked : .archived))
        let id = company.invoice(customer: customer)
        #expect(try await company.pass().exit == .success)
        try expectBooked(id, not: contact, company, refusals: 0)
    }

    @Test(arguments: Loss.allCases) func aWebhookTells(loss: Loss) async throws {
        let (company, customer, contact) = try await linked()
        try lose(contact, loss, company)
        try LookAgain(contacts: [contact, "00000000-0000-4000-8000-00000000dead"]).record(in: company.store)
        let lists = company.world.lexoffice.requests(.searchContacts)
        #expect(try await company.pass().writes == 0)
        #expect(try state(company, customer) == (loss == .deleted ? .unlinked : .archived))
        #expect(company.world.lexoffice.requests(.searchContacts) == lists)
        let id = company.invoice(customer: customer)
        #expect(try await company.pass().exit == .success)
        try expectBooked(id, not: contact, company, refusals: 0)
    }

    /// A quiet pass does not read contacts, and one in a day does.
    @Test func theListIsReadOnceADay() async throws {
        let (company, _, _) = try await linked()
        let before = company.world.lexoffice.requests(.searchContacts)
        for _ in 0..<5 { try await company.pass() }
        #expect(company.world.lexoffice.requests(.searchContacts) == before)
        company.advance(hours: 25)
        for _ in 0..<5 { try await company.pass() }
        #expect(company.world.lexoffice.requests(.searchContacts) == before + 1)
    }

    /// The contact is as it should be: lexoffice means something else, and a person is told.
    @Test func aRefusalForAnotherReasonStays() async throws {
        let (company, customer, contact) = try await linked()
        let id = company.invoice(customer: customer)
        let refusal = Meddler(answer: { request in
            guard request.isWrite, request.head.path == "/v1/vouchers" else { return nil }
            return IncomingResponse(
                status: 406, #"{"IssueList":[{"i18nKey":"invalid_value","source":"contactId","type":"validation_failure"}]}"#)
        })
        try await company.pass(refusal)
        #expect(try company.standing(id: id)?.transfer == .rejected && state(company, customer) == .linked)
        _ = try await company.answer(.retry, String(id))
        #expect(try await company.pass().exit == .success)
        #expect(try company.voucher(of: id).content.contactID == contact)
    }

    /// Whatever the process dies at: no second contact, no second voucher, no dead contact named twice.
    @Test(arguments: Loss.allCases) func itDiesAnywhere(loss: Loss) async throws {
        let calm = try await linked()
        let first = try calm.company.store.journalLength() + 1
        try lose(calm.contact, loss, calm.company)
        calm.company.invoice(customer: calm.customer)
        try await calm.company.passUntilQuiet()
        let last = try calm.company.store.journalLength()
        #expect(last > first)
        try await sideBySide(Array(first...last), atOnce: 2) { entry in
            let (company, customer, contact) = try await linked()
            try lose(contact, loss, company)
            let id = company.invoice(customer: customer)
            try company.store.crash(atEntry: entry)
            // Whatever ends here is the process.
            do { try await company.passUntilQuiet() } catch { #expect(try company.store.journalLength() < entry) }
            try company.store.survive()
            try await company.passUntilQuiet()
            #expect(
                company.vouchers(of: id).count == 1 && company.world.lexoffice.executions(.createContact) == 2, "died before entry \(entry)"
            )
            #expect(try company.voucher(of: id).content.contactID != contact, "died before entry \(entry)")
        }
    }
}
