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

/// Contacts are created once, found where they are, and never guessed (domain.md S36-S38).
@Suite struct ContactHoldTests {
    private static let name = "Müller & Söhne Bau"
    private static let email = "rechnung@mueller.example"

    @Test func tenFirstInvoicesOfOneCustomerMakeOneContact() async throws {
        let company = try Company()
        let customer = company.openShop()
        try await company.setup()
        let ids = (0..<10).map { _ in company.invoice(customer: customer) }
        try await company.pass()
        #expect(company.world.lexoffice.contacts.count == 1)
        #expect(company.vouchers.count == 10)
        #expect(Set(company.vouchers.map(\.content.contactID)) == [company.world.lexoffice.contacts.first?.id])
        for id in ids { #expect(try company.standing(id: id)?.transfer == .fileComplete) }
    }

    @Test func aContactThatIsThereIsUsed() async throws {
        let company = try Company()
        let customer = company.openShop()
        try await company.setup()
        let contact = company.enterContact("MUELLER & Soehne Bau", email: Self.email)
        company.settleIndex()
        let id = company.invoice(customer: customer)
        try await company.pass()
        #expect(try company.voucher(of: id).content.contactID == contact)
        #expect(company.world.lexoffice.contacts.count == 1)
    }

    @Test func twoMatchingContactsAreAQuestion() async throws {
        let company = try Company()
        let customer = company.openShop()
        let other = company.openShop(Company.customer("Weiß GmbH", email: "post@weiss.example"))
        try await company.setup()
        let twins = [company.enterContact(Self.name, email: Self.email), company.enterContact(Self.name, email: Self.email)]
        company.settleIndex()
        let ids = [company.invoice(customer: customer), company.invoice(customer: customer)]
        let good = company.invoice(customer: other)
        for _ in 0..<2 {
            let report = try await company.pass()
            #expect(report.exit == .peopleNeeded)
            for id in ids {
                let standing = try #require(try company.standing(id: id))
                #expect(standing.transfer == .blocked && standing.machine.reason == .contactAmbiguous)
                for twin in twins { #expect(standing.machine.detail?.contains(twin) == true) }
            }
        }
        #expect(try company.standing(id: good)?.transfer == .fileComplete)
        #expect(company.world.lexoffice.contacts.count == 3)
        let now = company.now
        try company.world.withLexoffice { try $0.archiveContact(twins[0], now: now) }
        company.settleIndex()
        _ = try await company.answer(.retry, String(ids[0]))
        try await company.pass()
        for id in ids { #expect(try company.voucher(of: id).content.contactID == twins[1]) }
        #expect(company.world.lexoffice.contacts.count == 3)
    }

    @Test func aSupplierIsNoCustomer() async throws {
        let company = try Company()
        let customer = company.openShop()
        try await company.setup()
        let supplier = company.enterContact(Self.name, email: Self.email, isCustomer: false)
        company.settleIndex()
        let id = company.invoice(customer: customer)
        for _ in 0..<3 {
            try await company.pass()
            #expect(try company.standing(id: id)?.machine.reason == .contactNotCustomer)
            #expect(try company.standing(id: id)?.machine.detail == "candidates=\(supplier)")
        }
        #expect(company.world.lexoffice.contacts.count == 1)
        let now = company.now
        try company.world.withLexoffice { try $0.editContact(supplier, now: now) { $0.content.isCustomer = true } }
        company.settleIndex()
        _ = try await company.answer(.retry, String(id))
        try await company.pass()
        #expect(try company.voucher(of: id).content.contactID == supplier)
    }

    /// lexoffice may not know its own new contact for a moment (lexoffice-api.md §6.3): the voucher is tried again, once made.
    @Test(arguments: [404, 406]) func aFreshContactThatIsNotYetUsable(status: Int) async throws {
        var rules = Company.rules()
        rules.contactUsableAfterMilliseconds = 2_000
        rules.unknownContactStatus = status
        let company = try Company(rules: rules)
        let customer = company.openShop()
        try await company.setup()
        let id = company.invoice(customer: customer)
        let report = try await company.pass()
        #expect(report.interruption == nil)
        #expect(try company.standing(id: id)?.transfer == .fileComplete)
        #expect(company.vouchers.count == 1 && company.world.lexoffice.contacts.count == 1)
        #expect(company.world.lexoffice.requests(.createVoucher) > 1)
        #expect(company.world.lexoffice.executions(.createVoucher) == 1)
        #expect(try company.store.openIntents().isEmpty)
    }

    /// Refused for good, the document is held with lexoffice's code and field, and goes through once the cause is gone.
    @Test func aRefusalOfLexofficeIsHeld() async throws {
        var rules = Company.rules()
        rules.contactUsableAfterMilliseconds = 3_600_000
        let company = try Company(rules: rules)
        let customer = company.openShop()
        try await company.setup()
        let id = company.invoice(customer: customer)
        let report = try await company.pass()
        let standing = try #require(try company.standing(id: id))
        #expect(standing.transfer == .rejected && standing.machine.reason == .rejectedByLexoffice)
        #expect(standing.machine.detail?.contains("contactId") == true)
        #expect(Company.line(report, id)?.symbol == .person && report.exit == .peopleNeeded)
        let requests = company.world.lexoffice.requests(.createVoucher)
        try await company.pass()
        #expect(company.world.lexoffice.requests(.createVoucher) == requests)
        company.advance(hours: 1)
        _ = try await company.answer(.retry, String(id))
        try await company.pass()
        #expect(try company.standing(id: id)?.transfer == .fileComplete)
        #expect(company.vouchers.count == 1 && company.world.lexoffice.contacts.count == 1)
    }
}
