import Administration
import Bookkeeping
import Foundation
import HTTPTypes
import Persistence
import Reconciliation
import StateCharts
import TestSupport
import Testing
import Transport

@testable import Sandbox

/// A person says whom a customer's documents are booked on; the next passes do it, once.
@Suite struct ContactAnswerTests {
    private static let name = "Müller & Söhne Bau"
    private static let email = "rechnung@mueller.example"
    private static let answers: [ContactAnswer] = [.collective, .new]

    /// Two invoices of a customer whom two contacts in lexoffice look like.
    private final class Twins {
        let company: Company
        let customer: Int
        let twins: Set<String>
        let ids: [Int]

        init(store: Store? = nil) async throws {
            company = try Company(store: store)
            customer = company.openShop()
            try await company.setup()
            twins = [
                company.enterContact(ContactAnswerTests.name, email: ContactAnswerTests.email),
                company.enterContact(ContactAnswerTests.name, email: ContactAnswerTests.email),
            ]
            company.settleIndex()
            let (company, customer) = (company, customer)
            ids = (0..<2).map { _ in company.invoice(customer: customer) }
            try await company.pass()
            for id in ids { #expect(try company.standing(id: id)?.machine.reason == .contactAmbiguous) }
        }

        var contact: ContactState? {
            get throws { try company.store.machine(ContactChart.self, String(customer))?.configuration.state }
        }

        func events(_ event: ContactEvent) throws -> [JournalEntry] {
            try company.store.journal(ContactChart.self, String(customer)).filter { $0.event == event.rawValue }
        }

        /// Every invoice once, with its file, on one contact that is none of those that were there.
        func expectNewContact(_ comment: String = "") throws {
            let contacts = Set(company.world.lexoffice.contacts.map(\.id)).subtracting(twins)
            #expect(contacts.count == 1, "\(comment)")
            for id in ids {
                let found = company.vouchers(of: id)
                #expect(found.count == 1 && found.first?.files.count == 1, "\(comment)")
                #expect(found.first?.content.contactID == contacts.first, "\(comment)")
                #expect(try company.standing(id: id)?.transfer == .fileComplete, "\(comment)")
            }
            #expect(try contact == .linked && company.store.openIntents().isEmpty, "\(comment)")
            #expect(try company.store.verifyJournal().broken == nil, "\(comment)")
        }

        func expectQuiet() async throws {
            company.advance(hours: 25)
            let report = try await company.pass()
            #expect(report.writes == 0 && report.exit == .success)
        }
    }

    // MARK: a new contact

    @Test func noneOfThemIsTheCustomer() async throws {
        let scene = try await Twins()
        let company = scene.company
        _ = try await company.answer(.contact(.new), String(scene.ids[0]))
        #expect(try scene.contact == .unlinked)
        #expect(try company.store.disowned(String(scene.customer)) == scene.twins)
        #expect(company.world.lexoffice.contacts.count == 2 && company.vouchers.isEmpty)
        try await company.pass()
        try scene.expectNewContact()
        let told = try #require(try scene.events(.opCreateNew).first)
        #expect(scene.twins.allSatisfy { told.detail.contains($0) } && told.effects.contains("disownCandidates"))
        try await scene.expectQuiet()
        // It was answered, and is answered once.
        await expectRefused(.contact(.new), scene)
        #expect(company.world.lexoffice.executions(.createContact) == 1)
    }

    /// What was sent without an answer is told apart from those that are not the customer.
    @Test(arguments: [Fault.Kind.dropBefore, .dropAfter]) func theAnswerAboutTheNewOneIsLost(kind: Fault.Kind) async throws {
        let scene = try await Twins()
        let company = scene.company
        _ = try await company.answer(.contact(.new), String(scene.ids[0]))
        let create = FaultPlan.Selector(.lexoffice, method: "POST", path: "/v1/contacts")
        company.world.install(FaultPlan(appointments: [.init(create, nth: 1, Fault(kind))]))
        try await company.pass()
        #expect(try scene.contact == .uncertain)
        for answer in Self.answers { await expectRefused(.contact(answer), scene) }
        try await company.passUntilQuiet()
        try scene.expectNewContact()
        #expect(company.world.lexoffice.executions(.createContact) == 1)
    }

    /// The process dies before any entry of the journal, and the person, who saw no answer, answers again.
    @Test func itDiesAnywhere() async throws {
        let calm = try await Twins()
        let first = try calm.company.store.journalLength() + 1
        _ = try await calm.company.answer(.contact(.new), String(calm.ids[0]))
        try await calm.company.passUntilQuiet()
        try calm.expectNewContact("undisturbed")
        let last = try calm.company.store.journalLength()
        #expect(last - first > 8)
        try await sideBySide(Array(first...last), atOnce: 2) { entry in
            let scene = try await Twins()
            let company = scene.company
            try company.store.crash(atEntry: entry)
            // Whatever ends here is the process.
            do {
                _ = try await company.answer(.contact(.new), String(scene.ids[0]))
                try await company.passUntilQuiet()
                Issue.record("nothing was written at \(entry)")
            } catch { #expect(try company.store.journalLength() < entry) }
            try company.store.survive()
            if try scene.contact == .ambiguous { _ = try await company.answer(.contact(.new), String(scene.ids[0])) }
            try await company.passUntilQuiet()
            try scene.expectNewContact("died before entry \(entry)")
            #expect(try scene.events(.opCreateNew).count == 1)
        }
    }

    @Test func aSupplierIsNotTheCustomer() async throws {
        let company = try Company()
        let customer = company.openShop()
        try await company.setup()
        let supplier = company.enterContact(Self.name, email: Self.email, isCustomer: false)
        company.settleIndex()
        let id = company.invoice(customer: customer)
        try await company.pass()
        #expect(try company.standing(id: id)?.machine.reason == .contactNotCustomer)
        _ = try await company.answer(.contact(.new), String(id))
        try await company.pass()
        let contact = try company.voucher(of: id).content.contactID
        #expect(contact != supplier && contact != nil && company.world.lexoffice.contacts.count == 2)
    }

    // MARK: the collective customer

    @Test func theCollectiveCustomer() async throws {
        let scene = try await Twins()
        let company = scene.company
        _ = try await company.answer(.contact(.collective), String(scene.ids[0]))
        #expect(try scene.contact == .collective)
        try await company.pass()
        let later = company.invoice(customer: scene.customer)
        try await company.pass()
        for id in scene.ids + [later] {
            #expect(company.vouchers(of: id).count == 1)
            let voucher = try company.voucher(of: id)
            #expect(voucher.content.usesCollectiveContact && voucher.content.contactID == nil && voucher.files.count == 1)
            #expect(try company.standing(id: id)?.transfer == .fileComplete)
        }
        #expect(company.world.lexoffice.executions(.createContact) == 0 && company.world.lexoffice.contacts.count == 2)
        #expect(try scene.events(.opUseCollective).count == 1)
        // It is no difference to what was sent, and trying a document again does not take it back.
        try await scene.expectQuiet()
        await #expect(throws: AnswerFailure.self) { _ = try await company.answer(.retry, String(later)) }
        #expect(try scene.contact == .collective)
        await expectRefused(.contact(.collective), scene)
    }

    /// No contact could be made of a customer without a name.
    @Test func aCustomerWithoutName() async throws {
        let company = try Company()
        let customer = company.openShop(HeroCustomerRecord(type: "private", firstName: "Änne"))
        try await company.setup()
        let id = company.invoice(customer: customer)
        try await company.pass()
        #expect(try company.standing(id: id)?.machine.reason == .contactIncomplete)
        _ = try await company.answer(.contact(.collective), String(id))
        try await company.pass()
        #expect(try company.voucher(of: id).content.usesCollectiveContact)
        #expect(company.vouchers.count == 1 && company.world.lexoffice.contacts.isEmpty)
    }

    /// lexoffice refuses the contact: the document need not wait until it is put right.
    @Test func aRefusedContact() async throws {
        let company = try Company()
        let customer = company.openShop()
        try await company.setup()
        let id = company.invoice(customer: customer)
        var refusal = Meddler()
        refusal.answer = { request in
            guard request.isWrite, request.head.path?.hasPrefix("/v1/contacts") == true else { return nil }
            return IncomingResponse(
                status: 406, #"{"IssueList":[{"i18nKey":"invalid_value","source":"company.name","type":"validation_failure"}]}"#)
        }
        try await company.pass(refusal)
        #expect(try company.standing(id: id)?.machine.reason == .rejectedByLexoffice)
        #expect(try company.store.machine(ContactChart.self, String(customer))?.configuration.state == .rejected)
        _ = try await company.answer(.contact(.collective), String(id))
        try await company.pass()
        #expect(try company.voucher(of: id).content.usesCollectiveContact)
        #expect(company.vouchers.count == 1 && company.world.lexoffice.contacts.isEmpty)
    }

    /// § 13b takes no collective customer: held, and `retry` takes the decision back.
    @Test func aCategoryThatNeedsAContact() async throws {
        let scene = try await Twins()
        let company = scene.company
        _ = try await company.answer(.contact(.collective), String(scene.ids[0]))
        let id = company.invoice(customer: scene.customer, rate: 0, type: SampleTypes.construction)
        try await company.pass()
        #expect(try company.standing(id: id)?.machine.reason == .contactRequired && company.vouchers.count == 2)
        _ = try await company.answer(.retry, String(id))
        #expect(try scene.contact == .unlinked)
        try await company.pass()
        #expect(try company.standing(id: id)?.machine.reason == .contactAmbiguous)
        _ = try await company.answer(.contact(.new), String(id))
        try await company.pass()
        #expect(try company.voucher(of: id).content.contactID != nil)
        #expect(company.vouchers.count == 3 && company.world.lexoffice.contacts.count == 3)
    }

    // MARK: this one

    @Test(arguments: [0, 1]) func itIsThisOne(place: Int) async throws {
        let scene = try await Twins()
        let company = scene.company
        let chosen = scene.twins.sorted()[place]
        _ = try await company.answer(.contact(.chosen(chosen)), String(scene.ids[0]))
        #expect(try scene.contact == .linked)
        try await company.pass()
        for id in scene.ids { #expect(try company.voucher(of: id).content.contactID == chosen) }
        #expect(company.world.lexoffice.executions(.createContact) == 0 && company.world.lexoffice.contacts.count == 2)
        #expect(try scene.events(.opChoose).first?.detail.contains(chosen) == true)
        try await scene.expectQuiet()
        await expectRefused(.contact(.chosen(chosen)), scene)
    }

    /// Nobody knows it, it is archived, or it is a supplier: a voucher could not name it.
    @Test func aContactThatCannotBeUsedIsNotTaken() async throws {
        let scene = try await Twins()
        let company = scene.company
        let now = company.now
        let twins = scene.twins.sorted()
        try company.world.withLexoffice {
            try $0.archiveContact(twins[0], now: now)
            try $0.takeCustomerRole(twins[1], now: now)
        }
        for id in twins + ["00000000-0000-4000-8000-000000000009"] { await expectRefused(.contact(.chosen(id)), scene) }
        #expect(try scene.contact == .ambiguous && company.vouchers.isEmpty)
    }

    // MARK: no

    @Test func aContactThatIsFoundIsNoQuestion() async throws {
        let company = try Company()
        let customer = company.openShop()
        try await company.setup()
        let id = company.invoice(customer: customer)
        try await company.pass()
        for answer in Self.answers {
            let failure = await #expect(throws: AnswerFailure.self) { _ = try await company.answer(.contact(answer), String(id)) }
            guard case .refused(let state, let why)? = failure else {
                Issue.record("\(String(describing: failure))")
                continue
            }
            #expect(state == "contact linked" && why == "which contact is meant is no open question")
        }
        let entries = try company.store.journal(ContactChart.self, String(customer)).suffix(2)
        #expect(entries.map(\.event) == ["op.useCollective", "op.createNew"] && entries.allSatisfy { $0.detail.contains("refused=") })
        #expect(try company.store.machine(ContactChart.self, String(customer))?.configuration.state == .linked)
    }

    /// lexoffice has too many contacts to search for this one: there is nothing to tell apart, and a new one might be the second.
    @Test func whoCannotBeSearchedForGetsNoNewContact() async throws {
        let company = try Company()
        let customer = company.openShop(HeroCustomerRecord(type: "private", firstName: "Änne"))
        try await company.setup()
        let id = company.invoice(customer: customer)
        try await company.pass()
        let context = try company.clients().context
        for (event, commitment) in [(ContactEvent.sysNeed, TransitionChanges()), (.replyFoundMany, .because(.contactNotSearchable))] {
            _ = try company.store.advance(
                ContactChart.self, String(customer), event, commitment, by: context.author, at: company.now)
        }
        let failure = await #expect(throws: AnswerFailure.self) { _ = try await company.answer(.contact(.new), String(id)) }
        guard case .refused(let state, let why)? = failure else {
            Issue.record("\(String(describing: failure))")
            return
        }
        #expect(state == "contact ambiguous" && why.hasSuffix("use --collective"))
        _ = try await company.answer(.contact(.collective), String(id))
        try await company.pass()
        #expect(try company.voucher(of: id).content.usesCollectiveContact && company.world.lexoffice.contacts.isEmpty)
    }

    @Test func nobodyIsAskedForAnUnknownCustomer() async throws {
        let company = try Company()
        try await company.setup()
        let id = company.invoice(customer: 999_999)
        try await company.pass()
        for answer in Self.answers {
            await #expect(throws: AnswerFailure.self) { _ = try await company.answer(.contact(answer), String(id)) }
            await #expect(throws: AnswerFailure.self) { _ = try await company.answer(.contact(answer), "RE-0000") }
        }
        #expect(try company.store.machines(ContactChart.self).isEmpty)
    }

    private func expectRefused(_ answer: Answer, _ scene: Twins) async {
        await #expect(throws: AnswerFailure.self) { _ = try await scene.company.answer(answer, String(scene.ids[0])) }
    }
}
