import Administration
import Bookkeeping
import Foundation
import HTTPTypes
import Persistence
import Reconciliation
import Reporting
import Sandbox
import StateCharts
import TestSupport
import Testing
import Transport

/// A right that is missing for one thing stops that thing, and nothing else; once it is there, all goes on by itself.
@Suite struct MissingRightTests {
    struct Right: Sendable, CustomTestStringConvertible {
        var name: String
        var denied: Set<LexofficeOperation>
        /// What goes on all the same: new documents of known customers, their files, new customers, payments.
        var books = true
        var attaches = true
        var meets = true
        var pays = true
        var testDescription: String { name }

        static let all = [
            Right(name: "payments", denied: [.readPayments], pays: false),
            Right(name: "vouchers", denied: [.createVoucher], books: false, attaches: false, meets: false),
            Right(name: "contacts", denied: [.createContact], meets: false),
            Right(name: "contacts", denied: [.createContact, .searchContacts, .readContact], meets: false),
            Right(name: "files", denied: [.uploadFile], attaches: false),
            Right(name: "voucherlist", denied: [.listVouchers], books: false, attaches: false, meets: false),
            // Whose credential it is was checked when it was put in place.
            Right(name: "payments", denied: [.readPayments, .readProfile], pays: false),
        ]
    }

    private func deny(_ company: Company, _ operations: Set<LexofficeOperation>) {
        company.world.withLexoffice { $0.rules.denied = operations }
    }

    private func paid(_ company: Company, _ id: Int) -> Bool {
        company.world.hero.records.documents[id]?.booking?.payments.isEmpty == false
    }

    @Test(arguments: Right.all) func whatNeedsItRestsAndAllElseGoesOn(right: Right) async throws {
        let company = try Company()
        let customer = company.openShop()
        try await company.setup()
        let before = company.invoice(customer: customer)
        try await company.pass()
        company.time.advance(milliseconds: 60_000)
        try await company.pass()

        deny(company, right.denied)
        let known = (0..<3).map { _ in company.invoice(customer: customer) }
        let stranger = company.openShop(Company.customer("Weiß GmbH", email: "weiss@weiss.example"))
        let met = company.invoice(customer: stranger)
        let (voucher, today, now) = (try company.voucher(of: before).id, company.today, company.now)
        try company.world.withLexoffice { try $0.pay(voucher, type: .bank, amount: Cents(11_900), on: today, now: now) }
        company.settleIndex()
        for _ in 0..<6 {
            let report = try await company.pass()
            #expect(report.interruption == nil && company.integration?.flow == .running)
            let lines = report.lines.filter { $0.subject == .right }
            #expect(lines.map(\.key) == [right.name] && lines.map(\.reason) == [.rightMissing] && lines.map(\.symbol) == [.person])
            // The office has one thing to do, and no document of it.
            #expect(report.lines.count { $0.symbol == .person } == 1, "\(report.lines)")
            #expect(report.exit == .peopleNeeded)
            let overview = try Overview.read(company.store)
            #expect(overview.needsPeople && overview.missingRights == [right.name])
            company.time.advance(milliseconds: 60_000)
        }
        for id in known {
            let standing = try #require(try company.standing(id: id))
            #expect(standing.machine.configuration.isOnBooks == right.books)
            #expect((standing.transfer == .fileComplete) == (right.books && right.attaches))
            if !right.books { #expect(standing.transfer == .waiting && standing.machine.reason == .rightMissing) }
        }
        #expect(try company.standing(id: met)?.machine.configuration.isOnBooks == right.meets)
        #expect(paid(company, before) == right.pays)
        // Refused rarely, not for every document in every pass.
        let refused = company.world.log.count { $0.status == 403 }
        #expect((1...14).contains(refused), "\(refused)")

        deny(company, [])
        company.advance(hours: 2)
        for _ in 0..<3 {
            try await company.pass()
            company.time.advance(milliseconds: 60_000)
        }
        for id in known + [met, before] { #expect(try company.standing(id: id)?.transfer == .fileComplete) }
        #expect(paid(company, before))
        #expect(company.vouchers.count == 5 && company.world.lexoffice.contacts.count == 2)
        #expect(try await company.pass().lines.isEmpty && Overview.read(company.store).missingRights.isEmpty)
    }

    /// Another credential is tried at once.
    @Test(arguments: Right.all) func anotherCredentialGoesOnAtOnce(right: Right) async throws {
        let company = try Company()
        let customer = company.openShop()
        try await company.setup()
        deny(company, right.denied)
        let id = company.invoice(customer: customer)
        for _ in 0..<8 {
            try await company.pass()
            company.time.advance(milliseconds: 60_000)
        }
        deny(company, [])
        for _ in 0..<2 { try await company.pass(credential: "another") }
        #expect(try company.standing(id: id)?.transfer == .fileComplete)
        #expect(company.lastReport.exit == .success)
    }

    /// One voucher whose payments are forbidden is that voucher's trouble.
    @Test func oneVoucherIsNoRight() async throws {
        let company = try Company()
        let customer = company.openShop()
        try await company.setup()
        let ids = (0..<3).map { _ in company.invoice(customer: customer) }
        try await company.pass()
        let (today, now) = (company.today, company.now)
        for id in ids {
            let voucher = try company.voucher(of: id).id
            try company.world.withLexoffice { try $0.pay(voucher, type: .bank, amount: Cents(11_900), on: today, now: now) }
        }
        company.settleIndex()
        let bad = try company.voucher(of: ids[0]).id
        let report = try await company.pass(
            Meddler(answer: { $0.head.path == "/v1/payments/\(bad)" ? IncomingResponse(status: 403, #"{"message":"Forbidden"}"#) : nil }))
        #expect(report.lines.allSatisfy { $0.reason != .rightMissing })
        #expect(ids.map { paid(company, $0) } == [false, true, true])
    }
}
