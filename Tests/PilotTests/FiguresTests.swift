import Bookkeeping
import Testing
import Wording

@testable import Hero
@testable import Pilot

/// Sums of lines, and rest or whole, on documents worked out by hand.
@Suite struct FiguresTests {
    private func line(_ quantity: Int, _ cents: Int, _ rate: Int = 19, percent: Int? = nil, isInformation: Bool = false) -> DocumentLine {
        DocumentLine(
            quantity: ExactDecimal(quantity), unitPrice: ExactDecimal(coefficient: Int128(cents), scale: 2),
            discountPercent: percent.map(ExactDecimal.init), rate: ExactDecimal(rate), isInformation: isInformation)
    }

    private func document(
        _ lines: [DocumentLine], net: Int64, tax: Int64, mode: PriceMode = .net, discount: DocumentDiscount? = nil,
        deductions: [Deduction] = []
    ) -> Document {
        Document(
            id: 1, number: "1", kind: .invoice, priceMode: mode, lines: lines, discount: discount, deductions: deductions,
            totalNet: Cents(net), totalTax: Cents(tax))
    }

    @Test func `sums by rate, discount and deduction`() {
        // 2 × 50.00 at 19 % and 3 × 10.00 at 7 %: 130.00, VAT 19.00 + 2.10.
        let two = [line(2, 50_00), line(3, 10_00, 7), line(9, 9_99, isInformation: true)]
        let earlier = Deduction(number: "A", rate: ExactDecimal(19), net: Cents(40_00), tax: Cents(7_60))
        let cases: [(Document, LineSums.Outcome, Int64)] = [
            (document(two, net: 130_00, tax: 21_10), .meets, 130_00),
            (document(two, net: 130_01, tax: 21_10), .centOff, 130_00),
            (document(two, net: 130_00, tax: 21_50), .taxDiffers, 130_00),
            (document(two, net: 131_00, tax: 21_10), .lower, 130_00),
            (document(two, net: 90_00, tax: 13_50), .higher, 130_00),
            (document(two, net: 90_00, tax: 13_50, deductions: [earlier]), .meets, 130_00),
            // 10 % off each: 90.00 and 27.00, VAT 17.10 + 1.89.
            (document(two, net: 117_00, tax: 18_99, discount: .percent(ExactDecimal(10))), .meets, 117_00),
            // 5.00 off 100.00 at one rate: 95.00, VAT 18.05.
            (document([line(2, 50_00)], net: 95_00, tax: 18_05, discount: .amount(Cents(5_00))), .meets, 95_00),
            (document(two, net: 125_00, tax: 20_00, discount: .amount(Cents(5_00))), .notComparable, 0),
            // 119.00 with the tax inside.
            (document([line(1, 119_00)], net: 100_00, tax: 19_00, mode: .gross), .meets, 100_00),
            (document([line(1, 100_00, percent: 25)], net: 75_00, tax: 14_25), .meets, 75_00),
            (document([line(1, 100_00, 119)], net: 100_00, tax: 19_00), .notComparable, 0),
            (document([line(1, 100_00, percent: 101)], net: 0, tax: 0), .notComparable, 0),
        ]
        for (document, outcome, net) in cases {
            let sums = LineSums(document)
            #expect(sums?.outcome == outcome && sums?.net == Cents(net), "\(outcome) \(net)")
        }
        #expect(LineSums(document([line(1, 1, isInformation: true)], net: 1, tax: 0)) == nil)
    }

    @Test func `figures beyond every document do not trap`() {
        let huge = DocumentLine(
            quantity: ExactDecimal(coefficient: 999_999_999_999_999_999, scale: 0),
            unitPrice: ExactDecimal(coefficient: 999_999_999_999_999_999, scale: 12),
            discountPercent: ExactDecimal(coefficient: 1, scale: 12), rate: ExactDecimal(19))
        #expect(LineSums(document([huge], net: 1, tax: 1))?.outcome == .notComparable)
    }

    private func header(_ id: Int, _ style: String, net: Int64, project: Int? = 7, balance: Int64? = nil, status: Int = 100)
        -> DocumentHeader
    {
        DocumentHeader(
            id: id, statusCode: status, valueNet: Cents(net), vat: Cents(net * 19 / 100), projectMatchID: project, invoiceStyle: style,
            booking: balance.map { DocumentBooking(isOpen: true, balance: Cents($0)) }, unreadable: [])
    }

    /// Parts of 4,000 and 5,000 of a job over 17,000 (hero-2026.md §2).
    @Test func `the rest or the whole`() {
        let parts = [header(1, "parted", net: 400_000), header(2, "parted", net: 500_000), header(3, "parted", net: 100_000, status: 600)]
        func outcome(_ last: DocumentHeader, lines: Int64, deducted: Int64? = nil) -> RestEvidence.Outcome? {
            RestEvidence.outcome(of: last, lines: Cents(lines), deducted: deducted.map(Cents.init), among: parts + [last])
        }
        #expect(outcome(header(9, "full", net: 800_000), lines: 1_700_000) == .rest)
        #expect(outcome(header(9, "full", net: 800_000), lines: 800_000) == .linesAreValue)
        #expect(outcome(header(9, "cumulative", net: 1_700_000, balance: 1_700_000 * 119 / 100), lines: 1_700_000) == .linesAreValue)
        // 8,000 net are open of a document over 17,000.
        #expect(outcome(header(9, "full", net: 1_700_000, balance: 952_000), lines: 1_700_000) == .deductedOutside)
        #expect(outcome(header(9, "full", net: 700_000), lines: 1_700_000) == .other)
        #expect(outcome(header(9, "full", net: 700_000, project: nil), lines: 1_700_000, deducted: 1_000_000) == .rest)
        #expect(outcome(header(9, "full", net: 700_000, project: 8), lines: 1_700_000) == nil)
        #expect(outcome(header(9, "parted", net: 700_000), lines: 1_700_000) == nil)
        #expect(outcome(header(0, "full", net: 700_000), lines: 1_700_000) == nil)
    }

    @Test(arguments: [
        ("full", RestEvidence.Outcome.rest, AssumptionVerdict.holds), ("full", .linesAreValue, .holds),
        ("full", .deductedOutside, .doesNotHold),
        ("full", .other, .notSeen), ("cumulative", .rest, .holds), ("cumulative", .linesAreValue, .notSeen),
        ("cumulative", .deductedOutside, .doesNotHold),
    ])
    func `what it settles`(style: String, outcome: RestEvidence.Outcome, verdict: AssumptionVerdict) {
        let found = RestEvidence.findings([(style, outcome)])
        let (own, other): (Assumption, Assumption) = style == "full" ? (.finalIsRest, .cumulativeIsRest) : (.cumulativeIsRest, .finalIsRest)
        #expect(found.first { $0.assumption == own }?.verdict == verdict)
        #expect(found.first { $0.assumption == other }?.verdict == .notSeen)
    }

    @Test func `the newest of every type and style, and no more than fit`() {
        let headers = (1...500).map { id in
            DocumentHeader(
                id: id, documentTypeID: id % 30, statusCode: id % 7 == 0 ? 0 : 100, projectMatchID: id,
                invoiceStyle: ["full", "parted", nil][id % 3], unreadable: [])
        }
        let ids = PilotSample.ids(headers) { $0.documentTypeID != 5 }
        #expect(ids.count == PilotSample.documentsMaximum && Set(ids).count == ids.count)
        #expect(!ids.contains { $0 % 7 == 0 })
        // Thirty types and one style each: each once before any twice, and last the one that is not booked.
        #expect(Set(ids.prefix(29).map { $0 % 30 }).count == 29)
        #expect(ids.filter { $0 % 30 == 5 } == [485] && ids.last == 485)
        #expect(PilotSample.ids(Array(headers.prefix(6))) { _ in true }.sorted() == [1, 2, 3, 4, 5, 6])
        #expect(PilotSample.ids(Array(headers.prefix(6))) { _ in false }.sorted() == [1, 2, 3, 4, 5, 6])
        #expect(PilotSample.ids([]) { _ in true } == [])
    }
}
