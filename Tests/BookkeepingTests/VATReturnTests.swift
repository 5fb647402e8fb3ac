import TestSupport
import Testing

@testable import Bookkeeping

/// Lines of the advance VAT return, against figures reckoned by hand.
@Suite struct VATReturnTests {
    // MARK: cases and lines

    /// Rate, category, case and line as domain.md §4 has them for 2026.
    static let lines: [(rate: String?, category: PostingCategory?, kind: VATCase, line: String)] = [
        ("19", .revenue, .rate19, "81"), ("19", .downPayment, .rate19, "81"), ("19", nil, .rate19, "81"),
        ("7", .revenueGoods, .rate7, "86"),
        ("7.0", .revenue, .rate7, "86"), ("16", .revenue, .otherRate, "35"), ("5", .revenue, .otherRate, "35"),
        ("0", .photovoltaic0, .photovoltaic0, "87"), ("0", .construction13b, .construction13b, "60"),
        ("0", .euService13b, .euService13b, "21"), ("0", .intraEUGoods, .intraEUGoods, "41"), ("0", .exportGoods, .exportGoods, "43"),
        ("0", .exportService, .exportService, "45"), ("0", .smallBusiness, .smallBusiness, "none"), ("0", .nonTaxable, .nonTaxable, "none"),
        ("0", .revenue, .otherZero, "unassigned"), ("0.00", nil, .otherZero, "unassigned"), (nil, .revenue, .unknown, "unassigned"),
        // The rate decides before the category: taxed construction work is taxed.
        ("19", .construction13b, .rate19, "81"), ("19", .photovoltaic0, .rate19, "81"),
    ]

    @Test(arguments: lines.indices) func everythingHasItsLine(index: Int) throws {
        let (rate, category, kind, line) = Self.lines[index]
        let exact = try rate.map { try #require(ExactDecimal($0)) }
        #expect(VATCase(rate: exact, category: category) == kind)
        #expect(VATLines()[kind].code == line)
    }

    @Test func theAdviserNamesAnother() throws {
        let lines = VATLines(chosen: [.otherZero: try #require(VATLine("48")), .smallBusiness: try #require(VATLine("48"))])
        #expect(lines[.otherZero] == .number(48) && lines[.smallBusiness] == .number(48) && lines[.rate19] == .number(81))
        #expect(VATLine("none") == .notDeclared)
        for text in ["", "8", "9", "100", "08", "8 1", "unassigned", "-1", "+8", "٨١"] { #expect(VATLine(text) == nil, "\(text)") }
    }

    // MARK: payments

    static let twoRates = [share(.rate19, 38_975, 7_405), share(.rate7, 21_460, 1_502)]

    static func share(_ kind: VATCase, _ net: Int64, _ tax: Int64) -> VATShare {
        let rates: [VATCase: Int] = [.rate19: 19, .rate7: 7]
        return VATShare(kind, rate: kind == .unknown ? nil : ExactDecimal(rates[kind] ?? 0), net: Cents(net), tax: Cents(tax))
    }

    /// Of 693.42 (golden example G05) 300.00 is paid, then the rest: 300.00 × 229.62 / 693.42 = 99.34 at 7 %, 200.66 at 19 %.
    @Test func aPaymentIsSplitByTheGross() {
        let split = SettlementSplit.shares(of: Self.twoRates, by: [Cents(30_000), Cents(39_342)])
        // 200.66 × 74.05 / 463.80 = 32.04; 99.34 × 15.02 / 229.62 = 6.50.
        #expect(split.first == [Self.share(.rate19, 16_862, 3_204), Self.share(.rate7, 9_284, 650)])
        #expect(split.last == [Self.share(.rate19, 22_113, 4_201), Self.share(.rate7, 12_176, 852)])
    }

    /// The example of domain.md §11: 2 % of 2975.00 are 50.00 net and 9.50 tax.
    @Test func aCashDiscountBearsTheRates() {
        let split = SettlementSplit.shares(of: [Self.share(.rate19, 250_000, 47_500)], by: [Cents(291_550), Cents(5_950)])
        #expect(split == [[Self.share(.rate19, 245_000, 46_550)], [Self.share(.rate19, 5_000, 950)]])
    }

    @Test func aRefundIsNegative() {
        let split = SettlementSplit.shares(of: [Self.share(.rate19, -10_000, -1_900)], by: [Cents(5_000), Cents(6_900)])
        // 50.00 × 19 / 119 = 7.983.
        #expect(split == [[Self.share(.rate19, -4_202, -798)], [Self.share(.rate19, -5_798, -1_102)]])
    }

    @Test func aVoucherOfNothingSettlesNothing() {
        #expect(SettlementSplit.shares(of: [], by: [Cents(1)]) == [[]])
        #expect(SettlementSplit.shares(of: [Self.share(.rate19, 0, 0)], by: [Cents(1)]) == [[]])
    }

    /// Whatever comes in whatever pieces: each piece is wholly split, all pieces are the voucher to the cent, and no sum on the way is
    /// further than the roundings from its exact portion.
    @Test func allPaymentsAreTheVoucher() {
        var generator = SeededGenerator(seed: 11)
        let kinds: [VATCase] = [.rate19, .rate7, .construction13b, .photovoltaic0]
        for round in 0..<3_000 {
            let sign: Int64 = Bool.random(using: &generator) ? 1 : -1
            let parts = kinds.prefix(Int.random(in: 1...4, using: &generator)).map { kind -> VATShare in
                let net = Int64.random(in: 1...(round % 7 == 0 ? 40 : 5_000_000), using: &generator)
                let percent: Int64 = kind == .rate19 ? 19 : kind == .rate7 ? 7 : 0
                return Self.share(kind, sign * net, sign * ((net * percent + 50) / 100))
            }
            let total = parts.map(\.gross).sum().magnitude
            var left = total.amount
            var pieces: [Cents] = []
            while left > 0 {
                let piece = pieces.count == 5 ? left : Int64.random(in: 1...left, using: &generator)
                pieces.append(Cents(piece))
                left -= piece
            }
            let split = SettlementSplit.shares(of: parts, by: pieces)
            var settled: Int64 = 0
            var reached = parts.map { _ in Int64(0) }
            for (piece, shares) in zip(pieces, split) {
                #expect(shares.map(\.gross).sum().amount == sign * piece.amount, "round \(round)")
                settled += piece.amount
                for place in parts.indices {
                    reached[place] += shares[place].gross.amount
                    // Off by |reached × total - settled × gross| / total cents.
                    let off = Int128(reached[place]) * Int128(total.amount) - Int128(settled) * Int128(parts[place].gross.amount)
                    #expect(off.magnitude <= UInt128(total.amount.magnitude) * UInt128(parts.count), "round \(round)")
                }
            }
            for place in parts.indices {
                #expect(split.map { $0[place].net }.sum() == parts[place].net, "round \(round)")
                #expect(split.map { $0[place].tax }.sum() == parts[place].tax, "round \(round)")
            }
        }
    }

    /// Ten billion euros in two payments of odd cents.
    @Test func theLargestAmountsDoNotOverflow() {
        let whole = Self.share(.rate19, Cents.limit, 190_000_000_000)
        let split = SettlementSplit.shares(of: [whole], by: [Cents(1), Cents(whole.gross.amount - 1)])
        #expect(split.joined().map(\.tax).sum() == whole.tax && split.joined().map(\.net).sum() == whole.net)
    }

    // MARK: the return

    private func sheet(_ lines: VATLines = VATLines()) throws -> SheetRecord {
        func row(_ key: String, _ number: String, _ fill: (inout SheetRow) -> Void) -> SheetRow {
            var row = SheetRow(key: key, voucherID: "v-\(key)", number: number, status: "OK")
            fill(&row)
            return row
        }
        let rows = [
            row("1", "RE-1") { $0.booked = Self.twoRates },
            row("2", "RE-2") {
                $0.booked = [Self.share(.construction13b, 864_000, 0)]
                $0.received = [Self.share(.construction13b, 864_000, 0)]
            },
            // Booked in an earlier month, paid in this one with a discount.
            row("3", "RE-0") {
                $0.received = [Self.share(.rate19, 245_000, 46_550)]
                $0.reductions = [Self.share(.rate19, -5_000, -950)]
            },
            row("4", "GS-1") { $0.booked = [Self.share(.rate7, -21_499, -1_505)] },
            row("5", "RE-5") {
                $0.booked = [Self.share(.otherZero, 4_000, 0)]
                $0.doubts = [.paymentsUnknown]
            },
        ]
        return SheetRecord(month: try #require(BookMonth("2026-04")), organizationID: "o", agrees: true, lines: lines, rows: rows)
    }

    private func figures(_ vat: VATReturn) -> [String] {
        vat.lines.map { "\($0.line.code) \($0.documents) \($0.wholeEuros) \($0.net.amount) \($0.tax.amount) \($0.reducedNet.amount)" }
    }

    /// 81: 389.75 - 50.00 = 339.75 and 74.05 - 9.50 = 64.55; 86: 214.60 - 214.99 = -0.39 and 15.02 - 15.05 = -0.03.
    @Test func byDocumentDate() throws {
        let vat = VATReturn(try sheet(), by: .documentDate)
        #expect(
            figures(vat) == ["81 2 339 33975 6455 -5000", "86 2 0 -39 -3 0", "60 1 8640 864000 0 0", "unassigned 1 40 4000 0 0"])
        #expect(vat.unclear == ["RE-5"])
    }

    /// A discount is money nobody received.
    @Test func byPaymentDate() throws {
        #expect(figures(VATReturn(try sheet(), by: .paymentDate)) == ["81 1 2450 245000 46550 0", "60 1 8640 864000 0 0"])
    }

    @Test func asTheAdviserSays() throws {
        let lines = VATLines(chosen: [.otherZero: .number(48), .construction13b: .number(48)])
        let vat = VATReturn(try sheet(lines), by: .documentDate)
        #expect(figures(vat) == ["81 2 339 33975 6455 -5000", "86 2 0 -39 -3 0", "48 2 8680 868000 0 0"])
        #expect(vat.lines.last?.cases == [.construction13b, .otherZero])
    }

    /// The form wants whole euros without the cents, of what is taken off as well.
    @Test func centsAreDropped() {
        for (cents, euros) in [(199, 1), (100, 1), (99, 0), (-99, 0), (-100, -1), (-199, -1)] as [(Int64, Int64)] {
            var line = VATReturn.Line(line: .number(81))
            line.net = Cents(cents)
            #expect(line.wholeEuros == euros)
        }
    }
}
