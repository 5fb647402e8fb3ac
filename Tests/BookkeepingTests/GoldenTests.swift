import Bookkeeping
import Testing

/// domain.md §11: every figure there was checked with Python's decimal.
struct GoldenTests {
    @Test func thereAreTwentySeven() throws { #expect(try GoldenExample.load().count == 27) }

    @Test(arguments: try GoldenExample.load())
    func example(_ golden: GoldenExample) throws {
        let outcome = VoucherMapping(rules: golden.rules).voucher(for: try golden.document())
        let expect = golden.expect
        switch expect.action {
        case nil:
            let voucher = try #require(outcome.mapped, "\(outcome)")
            let items = try #require(expect.items)
            #expect(voucher.type.rawValue == expect.type)
            #expect(voucher.items == items.map(\.voucherItem))
            #expect(voucher.items.map(\.net.amount) == items.map(\.net))
            #expect(voucher.gross.amount == expect.gross)
            #expect(voucher.tax.amount == expect.tax)
            #expect(voucher.number == golden.id)
            #expect(outcome.flags.map(\.text) == expect.flags ?? [])
        case "blocked":
            #expect(outcome.reason?.rawValue == expect.reason)
            let detail = try #require(outcome.detail)
            if let groups = expect.groups {
                let text = groups.map { "\($0.rate):\($0.category) net=\($0.net) tax=\($0.tax) gross=\($0.gross)" }
                #expect(detail == text.joined(separator: "; "))
            }
            if let diff = expect.diff, let tolerance = expect.tolerance {
                #expect(detail == "rate=19 diff=\(diff) tolerance=\(tolerance)")
            }
        case "skipped": #expect(outcome == .skipped(.zeroTotal))
        default: Issue.record("unknown action \(expect.action ?? "")")
        }
    }

    /// "The cancellation of every invoice here is the same items with the type flipped."
    @Test(arguments: try GoldenExample.load().filter { $0.expect.action == nil })
    func cancellation(_ golden: GoldenExample) throws {
        let mapping = VoucherMapping(rules: golden.rules)
        let document = try golden.document()
        let original = try #require(mapping.voucher(for: document).mapped)
        let cancelled = document.cancelled()
        let outcome = mapping.voucher(for: cancelled, original: original)
        let voucher = try #require(outcome.mapped, "\(outcome)")
        #expect(voucher.type == original.type.reversed)
        #expect(voucher.items == original.items)
        #expect(voucher.number == "S-\(golden.id)")
        #expect(outcome.flags == [])

        // Without the original only the sign is left, and a reversal is always a revenue reduction.
        let alone = mapping.voucher(for: cancelled)
        #expect(alone.mapped?.type == .salesCreditNote)
        #expect(alone.mapped?.items == original.items)
        let wasNegative = golden.doc.kind == nil && original.type == .salesCreditNote
        #expect(alone.flags == (wasNegative ? [.signNormalised] : []))
    }

    @Test(arguments: [("G14d", "G14c"), ("G22", "G05")])
    func printedCancellation(_ id: String, of originalID: String) throws {
        let examples = try GoldenExample.load()
        let golden = try #require(examples.first { $0.id == id })
        let original = try #require(examples.first { $0.id == originalID })
        let mapping = VoucherMapping(rules: golden.rules)
        let booked = try #require(mapping.voucher(for: original.document()).mapped)
        let cancellation = try golden.document().with { $0.kind = .cancellation }
        let voucher = try #require(mapping.voucher(for: cancellation, original: booked).mapped)
        #expect(voucher.items == golden.expect.items?.map(\.voucherItem))
        #expect(voucher.type == .salesCreditNote)
    }
}
