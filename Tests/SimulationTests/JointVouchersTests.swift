import Administration
import Bookkeeping
import Persistence
import Reconciliation
import StateCharts
import TestSupport
import Testing

@testable import Sandbox

/// Several vouchers that are one document: what is paid on any of them comes to HERO, what is changed in any of them is told.
@Suite struct JointVouchersTests {
    private let company: Company
    private let id: Int
    /// 1500.00 and 773.00: together the 2273.00 of the document.
    private let main: String
    private let part: String

    init() async throws {
        company = try Company()
        let customer = company.openShop()
        try await company.setup()
        let held = try #require(HeldCase.figures.first { $0.reason == .mixedSign })
        id = try held.publish(company, customer)
        try await company.pass()
        let number = try #require(company.number(id))
        main = try await company.enterVoucher(number, cents: 150_000)
        part = try await company.enterVoucher("\(number)-2", cents: 77_300)
        company.settleIndex()
        _ = try await company.answer(.adopt(voucherID: part, with: [main]), String(id))
        try await company.passUntilQuiet()
        try #require(try company.standing(id: id)?.voucherID == main)
    }

    private func pay(_ voucher: String, _ cents: Int64) throws {
        let (today, now) = (company.today, company.now)
        try company.world.withLexoffice { try $0.pay(voucher, type: .bank, amount: Cents(cents), on: today, now: now) }
        company.settleIndex()
    }

    private func change(_ voucher: String, _ change: (inout LexofficeVoucherRecord) -> Void) throws {
        let now = company.now
        try company.world.withLexoffice { try $0.editVoucher(voucher, now: now, change) }
        company.settleIndex()
    }

    private var money: [Int64] { company.heroPayments(of: id).map(\.value) }
    private var settlement: InvoiceSettlement? { get throws { try company.standing(id: id)?.machine.configuration.settlement } }

    @Test(arguments: [true, false]) func whatIsPaidOnAnyOfThemIsTheDocuments(partFirst: Bool) async throws {
        let sums: [(String, Int64)] = [(main, 150_000), (part, 77_300)]
        for (index, (voucher, cents)) in (partFirst ? sums.reversed() : sums).enumerated() {
            try pay(voucher, cents)
            try await company.passUntilQuiet()
            #expect(money.count == index + 1 && money.last == cents)
            #expect(try settlement == (index == 0 ? .partly : .exact))
        }
        #expect(money.sorted() == [77_300, 150_000])
        company.advance(hours: 25)
        let report = try await company.pass()
        #expect(report.writes == 0 && report.exit == .success, "\(report.lines)")
        // Taken back on the one that is not linked, it is told.
        let (payment, now) = (LexofficePayment(type: .bank, amount: Cents(77_300), date: company.today.adding(days: -1)), company.now)
        let item = try #require(company.world.lexoffice.voucher(part)?.payments.first { $0.amount == payment.amount })
        try company.world.withLexoffice { try $0.removePayment(part, item, now: now) }
        company.settleIndex()
        #expect(try await company.pass().lines.map(\.reason) == [.paymentWithdrawn])
    }

    @Test(arguments: [true, false]) func anEditOfAnyOfThemIsTold(isLetStand: Bool) async throws {
        let day = company.world.lexoffice.voucher(part)?.content.voucherDate
        try change(part) { $0.content.voucherDate = $0.content.voucherDate?.adding(days: -1) }
        let report = try await company.pass()
        let line = try #require(Company.line(report, id))
        #expect(line.reason == .voucherEdited && line.detail?.contains("voucher=\(part) voucher_date=") == true, "\(line)")
        // It stays told, whatever is looked at.
        try change(main) { $0.content.remark = "sonst etwas" }
        #expect(try await company.pass().exit == .peopleNeeded)
        try change(main) { $0.content.remark = "von Hand" }
        if isLetStand {
            _ = try await company.answer(.accept, String(id))
        } else {
            try change(part) { $0.content.voucherDate = day }
        }
        for _ in 0..<3 {
            company.advance(hours: 9)
            try await company.pass()
        }
        #expect(company.lastReport.exit == .success && company.lastReport.lines.isEmpty, "\(company.lastReport.lines)")
        #expect(try company.standing(id: id)?.transfer == .fileComplete && company.store.verifyJournal().broken == nil)
    }

    /// An answer about payments that nobody can use is told of the document, whichever voucher it is about.
    @Test func anUnknownPaymentOfAnyOfThemIsTold() async throws {
        let (today, now) = (company.today, company.now)
        try company.world.withLexoffice { try $0.pay(part, type: .cashBox, amount: Cents(1_000), on: today, now: now) }
        company.settleIndex()
        let strange = Meddler.lexoffice("/v1/payments/", "partPaymentCashBox", "cryptoPayment")
        let report = try await company.pass(strange)
        #expect(report.lines.map(\.reason) == [.paymentItemUnknown], "\(report.lines)")
        _ = try await company.answer(.accept, String(id))
        #expect(try await company.pass(strange).exit == .success)
    }
}
