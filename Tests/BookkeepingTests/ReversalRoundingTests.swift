import Bookkeeping
import Testing

/// A reversal is booked with the figures of its original where the two are the same, rounded by the sign (domain.md C10, C11).
struct ReversalRoundingTests {
    /// What a reversal's figures may be told by.
    enum Telling: CaseIterable { case lines, positions, totals }

    /// Net, rate, and the tax of original and reversal: exactly half a cent between them.
    static let halves = [
        ("7612.50", 19, "1446.38", "1446.37"), ("0.50", 19, "0.10", "0.09"), ("97.50", 19, "18.53", "18.52"), ("0.50", 7, "0.04", "0.03"),
        ("1234.50", 7, "86.42", "86.41"),
    ]

    let mapping = VoucherMapping(rules: Sample.rules())

    private func invoice(_ net: String, _ rate: Int, _ tax: String) throws -> Document {
        try Sample.document([Sample.line("1", net, "\(rate)")]).with {
            $0.totalNet = try Sample.cents(net)
            $0.totalTax = try Sample.cents(tax)
        }
    }

    private func told(_ document: Document, by telling: Telling) -> Document {
        document.with {
            if telling == .positions { $0.positions = $0.lines }
            if telling != .lines { $0.lines = [] }
        }
    }

    @Test(arguments: halves, Telling.allCases)
    func halfACent(_ half: (String, Int, String, String), _ telling: Telling) throws {
        let (net, rate, up, down) = half
        let original = try #require(mapping.voucher(for: invoice(net, rate, up)).mapped)
        #expect(original.gross == (try Sample.cents(net) + Sample.cents(up)))
        for kind in [DocumentKind.cancellation, .creditNote] {
            for tax in [up, down] {
                let reversal = try told(invoice(net, rate, tax), by: telling).cancelled().with { $0.kind = kind }
                let outcome = mapping.voucher(for: reversal, original: original)
                #expect(outcome.mapped?.items == original.items, "\(outcome)")
                #expect(outcome.mapped?.type == .salesCreditNote)
                #expect(outcome.flags == (tax == up ? [] : [.taxRoundingDiff(rate: rate, cents: 1)]))
                // Alone it is what HERO prints.
                let alone = mapping.voucher(for: reversal)
                #expect(alone.mapped?.gross == (try Sample.cents(net) + Sample.cents(tax)))
            }
        }
    }

    @Test func halvesOfTwoRates() throws {
        let invoice = try Sample.document([Sample.line("1", "97.50", "19"), Sample.line("1", "0.50", "7")]).with {
            (net: $0.totalNet, tax: $0.totalTax) = (net: Cents(9800), tax: Cents(1857))
        }
        let original = try #require(mapping.voucher(for: invoice).mapped)
        for tax in [Int64(-1857), -1856, -1855] {
            let reversal = invoice.cancelled().with { $0.totalTax = Cents(tax) }
            #expect(mapping.voucher(for: reversal, original: original).mapped?.items == original.items)
        }
        let other = invoice.cancelled().with { $0.totalTax = Cents(-1854) }
        #expect(mapping.voucher(for: other, original: original).reason == .totalMismatch)
    }

    /// A cent that is no half is another figure: C11 blocks it, and a credit note is booked as it is.
    @Test func aCentThatIsNoHalf() throws {
        let original = try #require(mapping.voucher(for: invoice("1000", 19, "190.00")).mapped)
        let reversal = try invoice("1000", 19, "190.01").cancelled()
        #expect(mapping.voucher(for: reversal, original: original).reason == .cancellationMismatch)
        let credit = mapping.voucher(for: reversal.with { $0.kind = .creditNote }, original: original)
        #expect(credit.mapped?.gross == Cents(119_001))
    }

    /// A final invoice over two rates is booked less its parts, which its cancellation does not name: HERO's sums say that it is all of it.
    @Test func whatCancelsTheSumCancelsTheItems() throws {
        let whole = try Sample.document([Sample.line("1", "1000", "19"), Sample.line("1", "200", "7")]).with {
            (net: $0.totalNet, tax: $0.totalTax) = (net: Cents(70_000), tax: Cents(12_100))
        }
        let deductions = try [Sample.deduction("19", "400", "76"), Sample.deduction("7", "100", "7")]
        let original = try #require(mapping.voucher(for: whole.with { $0.deductions = deductions }).mapped)
        let cancellation = whole.cancelled()
        #expect(mapping.voucher(for: cancellation).reason == .totalMismatch)
        for document in [cancellation, cancellation.with { $0.lines = [] }, whole.with { $0.kind = .cancellation }] {
            let outcome = mapping.voucher(for: document, original: original)
            #expect(outcome.mapped?.items == original.items, "\(outcome)")
            #expect(outcome.mapped?.type == .salesCreditNote)
        }
        let less = cancellation.with { $0.totalNet = Cents(-69_999) }
        #expect(mapping.voucher(for: less, original: original).reason == .totalMismatch)
        // A credit note is not all of anything.
        let credit = cancellation.with { $0.kind = .creditNote }
        #expect(mapping.voucher(for: credit, original: original).reason == .totalMismatch)
    }

    @Test func aPartOfTheOriginalIsItself() throws {
        let original = try #require(mapping.voucher(for: invoice("7612.50", 19, "1446.38")).mapped)
        let credit = try invoice("100", 19, "19").cancelled().with { $0.kind = .creditNote }
        #expect(mapping.voucher(for: credit, original: original).mapped?.gross == Cents(11_900))
    }

    /// What lowered turnover is reversed by raising it, and nothing else.
    @Test func aCreditOfUnknownVoucherIsHeld() throws {
        let credit = try invoice("100", 19, "19").with { $0.kind = .creditNote }
        let booked = try #require(mapping.voucher(for: credit).mapped)
        for sign in [Int64(1), -1] {
            let cancellation = try invoice("100", 19, "19").with {
                $0.kind = .cancellation
                $0.reversesCredit = true
                $0.lines[0] = $0.lines[0].times(sign)
                $0.totalNet = Cents(sign * 10_000)
                $0.totalTax = Cents(sign * 1900)
            }
            #expect(mapping.voucher(for: cancellation) == .blocked(.originalMissing, detail: "reverses=credit original_voucher=none"))
            let known = mapping.voucher(for: cancellation, original: booked)
            #expect(known.mapped?.type == .salesInvoice)
            #expect(known.mapped?.items == booked.items)
        }
    }
}
