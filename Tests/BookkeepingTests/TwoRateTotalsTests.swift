import Bookkeeping
import TestSupport
import Testing

/// Random documents of two rates of which HERO prints nothing but net and VAT: booked to exactly these, or held.
struct TwoRateTotalsTests {
    /// How the program that printed the totals may have rounded.
    private enum Rounding: CaseIterable { case byGroup, byLine, once, anyhow }

    private struct Generated {
        var lines: [(thousandths: Int64, price: Int64, rate: Int64)] = []
        var percent: Int64 = 0
        var net: Int64 = 0
        var tax: Int64 = 0
    }

    @Test(arguments: 0..<8)
    func bookedToTheCentOrHeld(_ block: Int) {
        let mapping = VoucherMapping(rules: Sample.rules())
        var failures: [String] = []
        var outcomes: [String: Int] = [:]
        for index in 0..<5_000 {
            let seed = UInt64(block * 5_000 + index)
            var generator = SeededGenerator(seed: seed)
            let rounding = Rounding.allCases[generator.below(Rounding.allCases.count)]
            let generated = Self.generate(rounding, &generator)
            let document = Self.document(generated)
            let outcome = mapping.voucher(for: document)
            if let failure = Self.check(generated, rounding, outcome) { failures.append("seed \(seed) \(rounding): \(failure)") }
            if let voucher = outcome.mapped {
                let reversed = mapping.voucher(for: document.cancelled(), original: voucher)
                if reversed.mapped?.items != voucher.items { failures.append("seed \(seed): cancelled as \(reversed)") }
            }
            outcomes["\(rounding) \(outcome.reason?.rawValue ?? "booked") \(outcome.flags.isEmpty ? "" : "flagged")", default: 0] += 1
        }
        #expect(failures.prefix(3) == [])
        // Every way must be met, or the property proves less than it says.
        for kind in ["byGroup booked ", "byLine booked flagged", "once booked flagged", "anyhow TOTAL_MISMATCH "] {
            #expect(outcomes[kind, default: 0] > 20, "\(kind) \(outcomes)")
        }
    }

    private static func generate(_ rounding: Rounding, _ generator: inout SeededGenerator) -> Generated {
        var result = Generated()
        for rate in [Int64(19), 7] {
            for _ in 0...generator.below(4) {
                let thousandths = generator.below(3) == 0 ? generator.within(1...9_000) : generator.within(1...9) * 1000
                result.lines.append((thousandths, generator.within(100...30_000), rate))
            }
        }
        if rounding == .once { result.percent = generator.within(0...5) }
        let amounts = result.lines.map { GeneratedInvoice.round($0.thousandths * $0.price, 1000) }
        let sums = [Int64(19), 7].map { rate in
            zip(result.lines, amounts).filter { $0.0.rate == rate }.map(\.1).reduce(0, +)
        }
        result.net = amounts.reduce(0, +)
        let byGroup = GeneratedInvoice.round(sums[0] * 19, 100) + GeneratedInvoice.round(sums[1] * 7, 100)
        switch rounding {
        case .byGroup: result.tax = byGroup
        case .byLine: result.tax = zip(result.lines, amounts).map { GeneratedInvoice.round($1 * $0.rate, 100) }.reduce(0, +)
        case .once:
            let kept = 100 - result.percent
            result.net = GeneratedInvoice.round((sums[0] + sums[1]) * kept, 100)
            result.tax = GeneratedInvoice.round((sums[0] * 19 + sums[1] * 7) * kept, 10_000)
        case .anyhow:
            result.net += Int64(generator.below(5)) - 2
            result.tax = byGroup + Int64(generator.below(9)) - 4
        }
        return result
    }

    private static func document(_ generated: Generated) -> Document {
        Document(
            id: 1, number: "RE", kind: .invoice, documentDate: BusinessDay(year: 2026, month: 4, day: 13),
            lines: generated.lines.map {
                DocumentLine(
                    quantity: ExactDecimal(coefficient: Int128($0.thousandths), scale: 3),
                    unitPrice: ExactDecimal(coefficient: Int128($0.price), scale: 2), rate: ExactDecimal(Int($0.rate)))
            },
            discount: generated.percent == 0 ? nil : .percent(ExactDecimal(Int(generated.percent))), totalNet: Cents(generated.net),
            totalTax: Cents(generated.tax))
    }

    private static func check(_ generated: Generated, _ rounding: Rounding, _ outcome: MappingOutcome) -> String? {
        guard let voucher = outcome.mapped else {
            let isAllowed = rounding == .anyhow && (outcome.reason == .totalMismatch || outcome.reason == .taxRoundingDiff)
            return isAllowed ? nil : "\(outcome)"
        }
        let differences = outcome.flags.map { if case .taxRoundingDiff(_, let cents) = $0 { Int64(cents) } else { Int64.max } }
        guard voucher.gross.amount == generated.net + generated.tax else { return "gross \(voucher.gross) of \(generated)" }
        guard voucher.tax.amount - differences.reduce(0, +) == generated.tax else {
            return "tax \(voucher.tax) \(outcome.flags) of \(generated)"
        }
        return nil
    }
}
