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

/// A voucher that bears our number already is adopted when it is ours, and shown to a person when it is not (domain.md R6, K5).
@Suite struct AdoptionTests {
    private struct Shop {
        let company: Company
        let contact: String
        let id: Int
        let number: String
    }

    /// A document of a customer whose contact exists; nothing was transferred yet.
    private func shop() async throws -> Shop {
        let company = try Company()
        let customer = company.openShop()
        try await company.setup()
        let contact = company.enterContact("Müller & Söhne Bau", email: "rechnung@mueller.example")
        let id = company.invoice(customer: customer)
        company.settleIndex()
        return Shop(company: company, contact: contact, id: id, number: try #require(company.number(id)))
    }

    @Test func anEqualVoucherIsAdopted() async throws {
        let shop = try await shop()
        let typed = try await shop.company.enterVoucher(shop.number, cents: 11_900, contact: shop.contact)
        shop.company.settleIndex()
        let plan = try await shop.company.pass()
        #expect(plan.count(.adopt) == 1 && plan.count(.create) == 0)
        #expect(shop.company.vouchers.map(\.id) == [typed])
        let standing = try #require(try shop.company.standing(id: shop.id))
        #expect(standing.voucherID == typed && standing.transfer == .fileComplete)
        #expect(shop.company.vouchers[0].files.count == 1)
        #expect(shop.company.vouchers[0].content.remark == "von Hand")
        #expect(try shop.company.history(shop.id).contains { $0.detail.contains("adopted=number") })
        #expect(shop.company.world.lexoffice.executions(.createVoucher) == 1)
        #expect(shop.company.integration?.startDate == .fixed)
    }

    /// What happened to it before it became ours counts too.
    @Test func anAdoptedVoucherThatIsPaidIsPaid() async throws {
        let shop = try await shop()
        let company = shop.company
        let typed = try await company.enterVoucher(shop.number, cents: 11_900, contact: shop.contact)
        let (today, now) = (company.today, company.now)
        try company.world.withLexoffice { try $0.pay(typed, type: .bank, amount: Cents(11_900), on: today, now: now) }
        company.settleIndex()
        try await company.pass()
        try await company.pass()
        #expect(try company.standing(id: shop.id)?.machine.configuration.life == .paid)
    }

    struct Difference: Sendable, CustomTestStringConvertible {
        var cents: Int64 = 11_900
        var type = VoucherType.salesInvoice
        var isOnContact = true
        var days = 0
        var testDescription: String { "\(cents) \(type.rawValue) contact \(isOnContact) days \(days)" }
    }

    @Test(arguments: [
        Difference(cents: 11_901), Difference(cents: 11_899), Difference(type: .salesCreditNote), Difference(isOnContact: false),
        Difference(days: -1),
    ])
    func anotherVoucherIsAQuestion(difference: Difference) async throws {
        let shop = try await shop()
        let company = shop.company
        let typed = try await company.enterVoucher(
            shop.number, cents: difference.cents, type: difference.type, contact: difference.isOnContact ? shop.contact : nil,
            date: company.today.adding(days: difference.days))
        company.settleIndex()
        for _ in 0..<2 {
            let report = try await company.pass()
            #expect(company.vouchers.map(\.id) == [typed] && report.exit == .peopleNeeded)
            let standing = try #require(try company.standing(id: shop.id))
            #expect(standing.transfer == .clash && standing.machine.reason == .duplicateNumber)
            #expect(standing.machine.detail?.contains(typed) == true)
            #expect(Company.line(report, shop.id)?.symbol == .person)
        }
    }

    /// The list shows too little: another category or rate is found by reading the voucher itself.
    @Test func equalInTheListAndDifferentInsideIsAQuestion() async throws {
        let shop = try await shop()
        let company = shop.company
        let typed = try await company.enterVoucher(shop.number, cents: 11_900, contact: shop.contact)
        let now = company.now
        try company.world.withLexoffice { try $0.editVoucher(typed, now: now) { $0.content.items[0].rate = 7 } }
        company.settleIndex()
        try await company.pass()
        #expect(company.vouchers.map(\.id) == [typed])
        #expect(try company.standing(id: shop.id)?.transfer == .clash)
    }

    @Test func absentCreatesOurs() async throws {
        let shop = try await shop()
        let company = shop.company
        let typed = try await company.enterVoucher(shop.number, cents: 5_000, contact: shop.contact)
        company.settleIndex()
        try await company.pass()
        _ = try await company.answer(.absent, shop.number)
        try await company.pass()
        #expect(company.vouchers.count == 2)
        let ours = try company.voucher(of: shop.id)
        #expect(ours.id != typed && ours.content.gross == Cents(11_900) && ours.files.count == 1)
        #expect(company.world.lexoffice.voucher(typed)?.files.isEmpty == true)
        // The other one stays theirs, however often we look.
        company.advance(hours: 25)
        for _ in 0..<2 { #expect(try await company.pass().writes == 0) }
        #expect(try company.standing(id: shop.id)?.transfer == .fileComplete)
    }

    /// A no is meant for all of them, also for those no sentence has room for.
    @Test(arguments: [2, 7]) func absentIsSaidOfEveryVoucherOfTheNumber(count: Int) async throws {
        let shop = try await shop()
        let company = shop.company
        var typed: Set<String> = []
        for index in 1...count {
            typed.insert(try await company.enterVoucher(shop.number, cents: 5_000 + Int64(index), contact: shop.contact))
        }
        company.settleIndex()
        try await company.pass()
        _ = try await company.answer(.absent, shop.number)
        try await company.pass()
        #expect(try company.store.disowned(String(shop.id)) == typed)
        #expect(company.vouchers.count == count + 1)
        #expect(try company.standing(id: shop.id)?.transfer == .fileComplete)
    }

    @Test func adoptLinksTheirs() async throws {
        let shop = try await shop()
        let company = shop.company
        let typed = try await company.enterVoucher(shop.number, cents: 5_000, contact: shop.contact)
        company.settleIndex()
        try await company.pass()
        let standing = try await company.answer(.adopt(voucherID: typed), shop.number)
        #expect(standing.voucherID == typed)
        try await company.pass()
        #expect(company.vouchers.map(\.id) == [typed])
        #expect(company.vouchers[0].content.gross == Cents(5_000) && company.vouchers[0].files.count == 1)
        #expect(try company.standing(id: shop.id)?.booking?.voucher.gross == Cents(5_000))
        company.advance(hours: 25)
        #expect(try await company.pass().exit == .success)
        #expect(try company.standing(id: shop.id)?.transfer == .fileComplete)
    }

    /// Booked by hand because we do not know its kind: its PDF follows all the same.
    @Test func aDocumentOfUnknownKindGetsItsFile() async throws {
        let company = try Company()
        let customer = company.openShop()
        try await company.setup()
        let id = company.invoice(customer: customer, type: SampleTypes.rental)
        try await company.pass()
        let typed = try await company.enterVoucher(try #require(company.number(id)), cents: 11_900)
        _ = try await company.answer(.adopt(voucherID: typed), String(id))
        let report = try await company.pass()
        #expect(report.exit == .success && report.count(.change) == 1)
        let file = try #require(company.vouchers.first?.files.first)
        #expect(company.world.lexoffice.file(file)?.bytes == (try await company.heroFile(id)))
        #expect(try company.standing(id: id)?.transfer == .fileComplete)
    }

    /// Booked by hand because HERO made no PDF: it follows when HERO makes it.
    @Test func aFileThatComesAfterTheAdoptionFollows() async throws {
        let company = try Company()
        let customer = company.openShop()
        try await company.setup()
        var draft = company.draft(customer, [HeroLine("Montage", unitPrice: 10_000, rate: 19)])
        draft.isNeverRendered = true
        let id = company.publish(draft)
        try await company.pass()
        let typed = try await company.enterVoucher(try #require(company.number(id)), cents: 11_900)
        _ = try await company.answer(.adopt(voucherID: typed), String(id))
        let report = try await company.pass()
        #expect(report.exit == .deferred && company.vouchers[0].files.isEmpty)
        let now = company.now
        company.world.withHero { $0.edit(documentID: id, now: now) { $0.isNeverRendered = false } }
        try await company.pass()
        #expect(company.vouchers.map(\.id) == [typed] && company.vouchers[0].files.count == 1)
        #expect(try company.standing(id: id)?.transfer == .fileComplete)
    }

    /// One voucher is one document: it cannot be adopted for a second one, nor can one that does not exist.
    @Test func adoptingIsChecked() async throws {
        let shop = try await shop()
        let company = shop.company
        let customer = try #require(company.world.hero.records.customers.rows.first?.id)
        try await company.pass()
        let taken = try company.voucher(of: shop.id).id
        var draft = company.draft(customer, [HeroLine("Montage", unitPrice: 10_000, rate: 19)])
        draft.currency = "CHF"
        let held = company.publish(draft)
        try await company.pass()
        for voucherID in [taken, "00000000-0000-4000-8000-000000000000"] {
            await #expect(throws: AnswerFailure.self) { try await company.answer(.adopt(voucherID: voucherID), String(held)) }
        }
        #expect(try company.standing(id: held)?.transfer == .blocked)
        #expect(try company.standing(id: shop.id)?.voucherID == taken)
        await #expect(throws: AnswerFailure.self) { try await company.answer(.absent, shop.number) }
        await #expect(throws: AnswerFailure.self) { try await company.answer(.retry, "no such number") }
        let refused = try company.history(shop.id).last
        #expect(refused?.event == "op.absent" && refused?.detail.contains("refused=") == true)
    }
}
