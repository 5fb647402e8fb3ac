import Bookkeeping
import TestSupport
import Testing

/// Absurd figures are shown to a person; none of them ends the program.
struct MappingBoundTests {
    let mapping = VoucherMapping(rules: Sample.rules())

    @Test(arguments: [
        ("999999999999999999", "999999999999999999", "19"), ("1", "10000000000.01", "19"), ("-1", "10000000000.01", "7"),
        ("999999.999999999999", "999999.999999999999", "19"),
    ])
    func lines(_ quantity: String, _ price: String, _ rate: String) throws {
        let document = try Sample.document([Sample.line(quantity, price, rate)])
        #expect(mapping.voucher(for: document) == .blocked(.totalMismatch, detail: "line=out_of_range"))
    }

    @Test func sums() throws {
        let large = try Sample.line("1", "9999999999.99", "19")
        let document = try Sample.document(Array(repeating: large, count: 10_000))
        #expect(mapping.voucher(for: document) == .blocked(.totalMismatch, detail: "group=19:REVENUE out_of_range"))
        #expect(
            mapping.voucher(for: document.with { $0.lines.append(large) }) == .blocked(.totalMismatch, detail: "lines=10001 limit=10000"))
        #expect(mapping.voucher(for: document.with { $0.discount = .percent(ExactDecimal(3)) }).reason == .totalMismatch)
        #expect(mapping.voucher(for: document.with { $0.discount = .amount(Cents(1)) }).reason == .totalMismatch)
    }

    @Test(arguments: [Int64.max, .min, .min + 1, Cents.limit + 1, -Cents.limit - 1])
    func statedFigures(_ amount: Int64) throws {
        let base = try Sample.document([Sample.line("1", "100.00", "19")])
        let absurd = Cents(amount)
        let rate = ExactDecimal(19)
        let variants: [(String, Document)] = [
            ("printed", base.with { $0.printed = [PrintedTotal(rate: rate, net: absurd, tax: .zero)] }),
            ("printed", base.with { $0.printed = [PrintedTotal(rate: rate, net: .zero, tax: absurd)] }),
            ("deductions", base.with { $0.deductions = [Deduction(number: "AR", rate: rate, net: absurd, tax: .zero)] }),
            ("total", base.with { $0.totalNet = absurd }), ("total", base.with { $0.totalTax = absurd }),
            ("discount", base.with { $0.discount = .amount(absurd) }),
        ]
        for (name, document) in variants {
            #expect(mapping.voucher(for: document) == .blocked(.totalMismatch, detail: "\(name)=out_of_range"))
            #expect(mapping.voucher(for: document.with { $0.kind = .cancellation }).reason == .totalMismatch)
        }
    }

    @Test func discountsOfNearlyNothing() throws {
        // One cent is left of billions: the shares of a discount would be astronomical.
        let lines = [try Sample.line("1", "9999999999.99", "19"), try Sample.line("-1", "9999999999.98", "7")]
        let document = try Sample.document(lines).with { $0.discount = .amount(Cents(Cents.limit)) }
        #expect(mapping.voucher(for: document) == .blocked(.totalMismatch, detail: "discount=out_of_range"))
        let nothing = try Sample.document([Sample.line("1", "5", "19"), Sample.line("-1", "5", "7")]).with {
            $0.discount = .amount(Cents(100))
        }
        #expect(mapping.voucher(for: nothing) == .blocked(.totalMismatch, detail: "discount=100 sum=0"))
    }

    @Test(arguments: ["-1", "100.01", "999999999999999999"])
    func percentages(_ percent: String) throws {
        let document = try Sample.document([Sample.line("1", "100", "19")])
        let value = try Sample.decimal(percent)
        let blocked = MappingOutcome.blocked(.totalMismatch, detail: "discount_percent=\(percent)")
        #expect(mapping.voucher(for: document.with { $0.discount = .percent(value) }) == blocked)
        #expect(mapping.voucher(for: document.with { $0.lines[0].discountPercent = value }) == blocked)
    }

    @Test func seededGarbageNeverTraps() {
        var generator = SeededGenerator(seed: 7)
        let extremes: [Int64] = [0, 1, -1, 99, Cents.limit, -Cents.limit, Cents.limit + 1, .max, .min]
        let coefficients: [Int128] = [0, 1, -1, 100, 999_999_999_999_999_999, -999_999_999_999_999_999]
        var outcomes: Set<String> = []
        for _ in 0..<20_000 {
            func cents() -> Cents { Cents(extremes[generator.below(extremes.count)]) }
            func decimal() -> ExactDecimal {
                ExactDecimal(coefficient: coefficients[generator.below(coefficients.count)], scale: generator.below(13))
            }
            func rate() -> ExactDecimal { ExactDecimal([0, 7, 19, 19][generator.below(4)]) }
            var document = Document(
                id: 1, number: "X", kind: DocumentKind.allCases[generator.below(7)],
                documentDate: BusinessDay(year: 2026, month: 1, day: 1),
                priceMode: generator.below(2) == 0 ? .net : .gross, taxCase: .exportGoods)
            for _ in 0..<generator.below(4) {
                let percent = generator.below(3) == 0 ? decimal() : nil
                document.lines.append(DocumentLine(quantity: decimal(), unitPrice: decimal(), discountPercent: percent, rate: rate()))
            }
            if generator.below(3) == 0 { document.discount = generator.below(2) == 0 ? .amount(cents()) : .percent(decimal()) }
            if generator.below(3) == 0 { document.deductions = [Deduction(number: "A", rate: rate(), net: cents(), tax: cents())] }
            if generator.below(3) == 0 { document.printed = [PrintedTotal(rate: rate(), net: cents(), tax: cents())] }
            if generator.below(3) == 0 { document.totalNet = cents() }
            if generator.below(3) == 0 { document.totalTax = cents() }
            let outcome = mapping.voucher(for: document)
            outcomes.insert(outcome.reason?.rawValue ?? "voucher")
        }
        #expect(outcomes.isSuperset(of: ["voucher", "TOTAL_MISMATCH", "ZERO_TOTAL", "MISSING_FIGURES"]))
    }
}
