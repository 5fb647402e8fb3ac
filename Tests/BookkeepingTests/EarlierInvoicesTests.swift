import Bookkeeping
import FoundationEssentials
import Testing

/// domain.md V17, V18: what a project was invoiced before.
struct EarlierInvoicesTests {
    let mapping = VoucherMapping(rules: Sample.rules())

    /// A job of 10,000 at 19 % and 1,000 at 7 %: two part invoices before, one of both rates.
    private func parts() throws -> [Voucher] {
        try [
            [Sample.line("1", "4000.00", "19"), Sample.line("1", "500.00", "7")], [Sample.line("1", "3333.33", "19")],
        ].enumerated().map { index, lines in
            let document = try Sample.document(lines, kind: .partialInvoice).with { $0.number = "AR-\(index + 1)" }
            return try #require(mapping.voucher(for: document).mapped)
        }
    }

    private func whole(_ net: String, _ tax: String) throws -> Document {
        try Sample.document([Sample.line("1", "10000.00", "19"), Sample.line("1", "1000.00", "7")]).with {
            $0.totalNet = try Sample.cents(net)
            $0.totalTax = try Sample.cents(tax)
        }
    }

    // 10000 − 4000 − 3333.33 = 2666.67, tax 1900 − 760 − 633.33 = 506.67; 1000 − 500 = 500, tax 70 − 35 = 35.
    @Test func theySubtractWhatHEROSubtracts() throws {
        let final = try whole("3166.67", "541.67")
        #expect(mapping.voucher(for: final).reason == .totalMismatch)
        let deductions = try #require(EarlierInvoices(try parts(), rules: Sample.rules()).deductions(for: final))
        #expect(
            deductions == [
                Deduction(number: "AR-1", rate: ExactDecimal(19), net: Cents(400_000), tax: Cents(76_000)),
                Deduction(number: "AR-1", rate: ExactDecimal(7), net: Cents(50_000), tax: Cents(3500)),
                Deduction(number: "AR-2", rate: ExactDecimal(19), net: Cents(333_333), tax: Cents(63_333)),
            ])
        let voucher = try #require(mapping.voucher(for: final.with { $0.deductions = deductions }).mapped)
        #expect(voucher.items.map(\.amount.amount) == [317_334, 53_500])
        let chain = try parts().map(\.gross).sum() + voucher.gross
        #expect(chain == Cents(1_190_000 + 107_000))
    }

    @Test func whatDoesNotMeetToTheCentIsNotSubtracted() throws {
        let earlier = EarlierInvoices(try parts(), rules: Sample.rules())
        // A cent off, the whole itself, one part only, nothing stated, and a reversal.
        for (net, tax) in [("3166.68", "541.67"), ("3166.67", "541.68"), ("11000.00", "1970.00"), ("6500.00", "1175.00")] {
            #expect(earlier.deductions(for: try whole(net, tax)) == nil)
        }
        let final = try whole("3166.67", "541.67")
        #expect(earlier.deductions(for: final.with { $0.totalTax = nil }) == nil)
        #expect(earlier.deductions(for: final.with { $0.kind = .creditNote }) == nil)
        #expect(earlier.deductions(for: final.with { $0.lines = [] }) == nil)
        #expect(EarlierInvoices([], rules: Sample.rules()).deductions(for: final) == nil)
        let named = try final.with { $0.deductions = [try Sample.deduction("19", "1", "0.19")] }
        #expect(earlier.deductions(for: named) == nil)
    }

    /// A credit for a part gives back what the part took.
    @Test func aCreditCountsAgainstThem() throws {
        let credit = try Sample.document([Sample.line("1", "333.33", "19")], kind: .creditNote).with { $0.number = "GU-1" }
        let vouchers = try parts() + [#require(mapping.voucher(for: credit).mapped)]
        let deductions = EarlierInvoices(vouchers, rules: Sample.rules()).deductions(for: try whole("3500.00", "605.00"))
        #expect(deductions?.last == Deduction(number: "GU-1", rate: ExactDecimal(19), net: Cents(-33_333), tax: Cents(-6333)))
    }

    @Test func theLinesMayBePositions() throws {
        let final = try whole("3166.67", "541.67").with {
            $0.positions = $0.lines
            $0.lines = []
        }
        #expect(EarlierInvoices(try parts(), rules: Sample.rules()).deductions(for: final)?.count == 3)
    }

    // MARK: cumulative invoices

    @Test func whetherATotalMayBeTheWhole() throws {
        let cases: [(document: Document, mayBeWhole: Bool)] = [
            (try whole("11000.00", "1970.00"), true), (try whole("3166.67", "541.67"), false),
            // A cent of rounding is no deduction.
            (try whole("10999.99", "1970.00"), true),
            (try whole("3166.67", "541.67").with { $0.lines = [] }, true),
            (try whole("3166.67", "541.67").with { $0.totalNet = nil }, true),
            (try whole("-3166.67", "-541.67").with { $0.lines = $0.lines.map { $0.times(-1) } }, false),
            (
                try whole("11000.00", "1970.00").with {
                    $0.lines = [try Sample.line("1", "11500.00", "19")]
                    $0.deductions = [try Sample.deduction("19", "500", "95")]
                }, false
            ),
            (
                try whole("11000.00", "1970.00").with {
                    $0.positions = $0.lines
                    $0.lines = []
                }, true
            ),
            (try whole("3166.67", "541.67").with { $0.lines[0].rate = ExactDecimal(8) }, true),
        ]
        for (index, given) in cases.enumerated() {
            #expect(mapping.mayTotalTheWhole(given.document.with { $0.kind = .cumulativeInvoice }) == given.mayBeWhole, "\(index)")
        }
    }

    // MARK: stored documents

    /// A document as version 1.0.0 stored it, before there was a second source of its lines.
    @Test func anOlderDocumentIsRead() throws {
        let stored = """
            {"id":1,"number":"RE-1","kind":"final_invoice","currency":"EUR","documentDate":"2026-04-13","priceMode":"net","taxCase":"standard",
             "lines":[{"quantity":"1","unitPrice":"100","rate":"19","isInformation":false}],"deductions":[],"printed":[]}
            """
        let document = try JSONDecoder().decode(Document.self, from: Data(stored.utf8))
        #expect(document.positions == nil && document.unreadLines == nil && document.reversesCredit == nil)
        #expect(mapping.voucher(for: document).mapped?.gross == Cents(11_900))
        let whole = document.with {
            ($0.positions, $0.unreadLines, $0.reversesCredit) = ($0.lines, "data", true)
        }
        #expect(try JSONDecoder().decode(Document.self, from: JSONEncoder().encode(whole)) == whole)
    }
}
