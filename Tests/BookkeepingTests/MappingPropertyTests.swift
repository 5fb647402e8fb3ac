import Bookkeeping
import TestSupport
import Testing

/// Properties over 100 000 generated invoices: lines with thousandths of a unit, returns, discounts, net and gross prices,
/// up to three rates, deductions.
struct MappingPropertyTests {
    @Test func invoices() async throws {
        try await sideBySide(Array(0..<10), atOnce: 2) { tryOut(block: $0) }
    }

    private func tryOut(block: Int) {
        let mapping = VoucherMapping(rules: Sample.rules())
        var failures: [String] = []
        var outcomes: [String: Int] = [:]
        for index in 0..<10_000 {
            let seed = UInt64(block * 10_000 + index)
            var generator = SeededGenerator(seed: seed)
            let invoice = GeneratedInvoice(&generator)
            let outcome = mapping.voucher(for: invoice.document(number: "RE"))
            if let failure = Self.check(invoice, outcome) { failures.append("seed \(seed): \(failure)") }
            let shuffled = mapping.voucher(for: invoice.document(number: "RE", shuffledBy: &generator))
            if shuffled != outcome { failures.append("seed \(seed): order of lines changed \(outcome) to \(shuffled)") }
            if let failure = Self.checkCancellation(of: invoice, outcome, mapping) { failures.append("seed \(seed): \(failure)") }
            outcomes[outcome.reason?.rawValue ?? outcome.mapped?.type.rawValue ?? "", default: 0] += 1
        }
        #expect(failures.prefix(3) == [])
        // The generator must reach every kind of outcome, or the properties prove less than they say.
        for kind in ["salesinvoice", "salescreditnote", "MIXED_SIGN"] { #expect(outcomes[kind, default: 0] > 20, "\(kind) \(outcomes)") }
    }

    private static func check(_ invoice: GeneratedInvoice, _ outcome: MappingOutcome) -> String? {
        switch invoice.expected {
        case .reason(let reason): return outcome.reason == reason ? nil : "expected \(reason), got \(outcome)"
        case .items(let type, let items):
            guard let voucher = outcome.mapped else { return "expected a voucher, got \(outcome)" }
            guard voucher.type == type, voucher.items == items else { return "expected \(items), got \(voucher.items)" }
            let sums = items.reduce(into: (gross: Int64(0), tax: Int64(0))) {
                $0.gross += $1.amount.amount
                $0.tax += $1.taxAmount.amount
            }
            let isExact = voucher.gross.amount == sums.gross && voucher.tax.amount == sums.tax
            return isExact && voucher.items.allSatisfy { $0.amount > .zero } ? nil : "totals are not the sums of the items"
        }
    }

    /// Invoice and cancellation net to zero, item by item; what was not booked is not reversed either.
    private static func checkCancellation(of invoice: GeneratedInvoice, _ outcome: MappingOutcome, _ mapping: VoucherMapping) -> String? {
        let original = outcome.mapped
        let reversed = mapping.voucher(for: invoice.document(number: "RE").cancelled(), original: original)
        guard let original else { return reversed.reason == outcome.reason ? nil : "cancellation of \(outcome) is \(reversed)" }
        guard let voucher = reversed.mapped else { return "cancellation of \(original.items) is \(reversed)" }
        let isPair = voucher.type == original.type.reversed && voucher.items == original.items && reversed.flags == outcome.flags
        return isPair ? nil : "cancellation of \(original.items) is \(voucher.items) \(reversed.flags)"
    }
}
