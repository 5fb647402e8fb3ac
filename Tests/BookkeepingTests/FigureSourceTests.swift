import Bookkeeping
import Testing

/// Of what HERO tells of a document, the first that meets its own totals is booked; what meets nothing is held (hero-2026.md D).
struct FigureSourceTests {
    struct Line: Sendable {
        let net: String
        let rate: String
        init(_ net: String, _ rate: String) { (self.net, self.rate) = (net, rate) }
    }

    enum Expected: Sendable, Equatable {
        /// Rate, gross and tax of each item.
        case items([[Int64]])
        case held(ReasonCode)
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        var lines: [Line] = []
        var positions: [Line]?
        var unread: String?
        var value: String?
        var vat: String?
        var day = "2026-04-13"
        var change: @Sendable (inout Document) -> Void = { _ in }
        let expected: Expected
        var testDescription: String { name }
    }

    static let told = [
        Case(
            name: "lines that meet", lines: [Line("100", "19"), Line("50", "7")], positions: [Line("150", "19")], value: "150",
            vat: "22.50",
            expected: .items([[19, 11_900, 1900], [7, 5350, 350]])),
        Case(
            name: "positions with the deduction below zero", lines: [Line("1000", "19"), Line("200", "7")],
            positions: [Line("1000", "19"), Line("200", "7"), Line("-400", "19"), Line("-100", "7")], value: "700", vat: "121",
            expected: .items([[19, 71_400, 11_400], [7, 10_700, 700]])),
        Case(
            name: "neither meets", lines: [Line("1000", "19"), Line("200", "7")], positions: [Line("900", "19"), Line("200", "7")],
            value: "700", vat: "121", expected: .held(.totalMismatch)),
        Case(
            name: "two rates against one, neither meets", lines: [Line("1000", "19"), Line("200", "7")], positions: [Line("1200", "19")],
            value: "600", vat: "114", expected: .held(.totalMismatch)),
        Case(
            name: "one rate everywhere, and HERO's rest", lines: [Line("1000", "19")], positions: [Line("1000", "19")], value: "600",
            vat: "114", expected: .items([[19, 71_400, 11_400]])),
        Case(
            name: "lines without a reason for 0 %, positions that meet", lines: [Line("100", "19"), Line("40", "0")],
            positions: [Line("100", "19")], value: "100", vat: "19", expected: .items([[19, 11_900, 1900]])),
        Case(
            name: "lines without a reason for 0 %, positions that do not meet", lines: [Line("100", "19"), Line("40", "0")],
            positions: [Line("100", "19")], value: "140", vat: "19", expected: .held(.zeroRateWithoutReason)),
        Case(
            name: "lines of one rate, positions that no voucher can bear", lines: [Line("1000", "19")],
            positions: [Line("900", "19"), Line("100", "0")], value: "600", vat: "114", expected: .held(.totalMismatch)),
        Case(
            name: "positions before the discount", positions: [Line("100", "19"), Line("50", "7")], value: "135", vat: "20.25",
            change: { $0.discount = .percent(ExactDecimal(10)) }, expected: .items([[19, 10_710, 1710], [7, 4815, 315]])),
        Case(
            name: "positions before the deduction", positions: [Line("100", "19"), Line("50", "7")], value: "110", vat: "14.90",
            change: { $0.deductions = [Deduction(number: "AR", rate: ExactDecimal(19), net: Cents(4000), tax: Cents(760))] },
            expected: .items([[19, 7140, 1140], [7, 5350, 350]])),
        Case(
            name: "unreadable lines, positions that meet", positions: [Line("100", "19"), Line("50", "7")], unread: "data.items[0]",
            value: "150", vat: "22.50", expected: .items([[19, 11_900, 1900], [7, 5350, 350]])),
    ]

    static let totals = [
        Case(name: "19 %", value: "1000", vat: "190", expected: .items([[19, 119_000, 19_000]])),
        Case(name: "7 %", value: "214.60", vat: "15.02", expected: .items([[7, 22_962, 1502]])),
        Case(name: "half a cent up", value: "7612.50", vat: "1446.38", expected: .items([[19, 905_888, 144_638]])),
        Case(name: "half a cent down", value: "7612.50", vat: "1446.37", expected: .items([[19, 905_887, 144_637]])),
        Case(name: "a cent more than rounding", value: "100", vat: "19.01", expected: .held(.missingFigures)),
        Case(name: "a mixture", value: "150", vat: "22.50", expected: .held(.missingFigures)),
        Case(name: "16 % today", value: "100", vat: "16", expected: .held(.missingFigures)),
        Case(name: "16 % in 2020", value: "100", vat: "16", day: "2020-08-01", expected: .items([[16, 11_600, 1600]])),
        Case(name: "no tax, no reason", value: "100", vat: "0", expected: .held(.zeroRateWithoutReason)),
        Case(
            name: "no tax, a reason", value: "100", vat: "0", change: { $0.taxCase = .construction13b },
            expected: .items([[0, 10_000, 0]])),
        Case(
            name: "too small", value: "0.02", vat: "0", change: { $0.taxCase = .construction13b }, expected: .held(.missingFigures)),
        Case(name: "nothing", value: "0", vat: "0", expected: .held(.missingFigures)),
        Case(name: "no VAT named", value: "100", expected: .held(.missingFigures)),
        Case(
            name: "unreadable lines, one rate", unread: "data.items[0]", value: "1000", vat: "190",
            expected: .items([[19, 119_000, 19_000]])),
        Case(
            name: "unreadable lines, a mixture", unread: "data.items[0]", value: "150", vat: "22.50", expected: .held(.unreadableDocument)),
        Case(name: "unreadable lines, no totals", unread: "data.items[0]", expected: .held(.unreadableDocument)),
    ]

    @Test(arguments: told + totals)
    func theFirstThatMeets(_ given: Case) throws {
        let outcome = VoucherMapping(rules: Sample.rules()).voucher(for: try Self.document(given))
        switch given.expected {
        case .held(let reason): #expect(outcome.reason == reason, "\(outcome)")
        case .items(let items):
            let voucher = try #require(outcome.mapped, "\(outcome)")
            #expect(voucher.items.map { [Int64($0.rate), $0.amount.amount, $0.taxAmount.amount] } == items)
            #expect(voucher.type == .salesInvoice)
        }
    }

    /// The same figures in a credit note, with either sign, are the same items.
    @Test(arguments: told + totals)
    func aCreditNoteWithEitherSign(_ given: Case) throws {
        for sign in [Int64(1), -1] {
            let credit = try Self.document(given).with {
                $0.kind = .creditNote
                $0.lines = $0.lines.map { $0.times(sign) }
                $0.positions = $0.positions?.map { $0.times(sign) }
                $0.deductions = $0.deductions.map {
                    Deduction(number: $0.number, rate: $0.rate, net: Cents(sign * $0.net.amount), tax: Cents(sign * $0.tax.amount))
                }
                $0.totalNet = $0.totalNet.map { Cents(sign * $0.amount) }
                $0.totalTax = $0.totalTax.map { Cents(sign * $0.amount) }
            }
            let outcome = VoucherMapping(rules: Sample.rules()).voucher(for: credit)
            switch given.expected {
            case .held(let reason): #expect(outcome.reason == reason, "\(outcome)")
            case .items(let items):
                #expect(outcome.mapped?.items.map { [Int64($0.rate), $0.amount.amount, $0.taxAmount.amount] } == items, "\(outcome)")
                #expect(outcome.mapped?.type == .salesCreditNote)
                #expect(outcome.flags.contains(.signNormalised) == (sign > 0))
            }
        }
    }

    @Test func whatCouldNotBeReadIsNamed() throws {
        let document = try Sample.document([]).with { $0.unreadLines = "data.items[3].quantity" }
        let outcome = VoucherMapping(rules: Sample.rules()).voucher(for: document)
        #expect(outcome == .blocked(.unreadableDocument, detail: "field=data.items_3_.quantity"))
    }

    private static func document(_ given: Case) throws -> Document {
        var document = try Sample.document(given.lines.map { try Sample.line("1", $0.net, $0.rate) })
        document.positions = try given.positions?.map { try Sample.line("1", $0.net, $0.rate) }
        document.unreadLines = given.unread
        document.totalNet = try given.value.map { try Sample.cents($0) }
        document.totalTax = try given.vat.map { try Sample.cents($0) }
        document.documentDate = try Sample.day(given.day)
        given.change(&document)
        return document
    }
}
