import Bookkeeping
import Testing

/// domain.md C7: printed figures win, computed ones are the check.
struct PrintedFiguresTests {
    let mapping = VoucherMapping(rules: Sample.rules())

    private func finalInvoice() throws -> Document {
        try Sample.document([Sample.line("1", "12345.67", "19")], kind: .finalInvoice).with {
            $0.deductions = [try Sample.deduction("19", "5000.00", "950.00"), try Sample.deduction("19", "3333.33", "633.33")]
        }
    }

    private func figures(_ document: Document) -> [Int64]? {
        mapping.voucher(for: document).mapped.map { [$0.gross.amount, $0.tax.amount] }
    }

    // MARK: Per rate

    @Test func printedAfterDeductionsIsTheRemainder() throws {
        #expect(figures(try finalInvoice().with { $0.printed = [try Sample.printed("19", "4012.34", "762.35")] }) == [477_469, 76_235])
    }

    @Test func printedBeforeDeductionsIsReduced() throws {
        let full = try finalInvoice().with { $0.printed = [try Sample.printed("19", "12345.67", "2345.68")] }
        #expect(figures(full) == [477_469, 76_235])
        // One cent more tax, printed by row: still the undeducted sum, and the cent is booked.
        let byRow = try finalInvoice().with { $0.printed = [try Sample.printed("19", "12345.67", "2345.69")] }
        #expect(mapping.voucher(for: byRow).mapped?.gross.amount == 477_470)
    }

    @Test func printedThatFitsNeitherIsHeld() throws {
        let outcome = mapping.voucher(for: try finalInvoice().with { $0.printed = [try Sample.printed("19", "12000.00", "2280.00")] })
        #expect(outcome.reason == .totalMismatch)
        #expect(
            outcome.detail == "printed net=1200000 tax=228000 gross=1428000 full net=1234567 tax=234568 gross=1469135 "
                + "remainder net=401234 tax=76235 gross=477469")
    }

    @Test func printedWithoutLines() throws {
        let document = try Sample.document([]).with {
            $0.printed = [try Sample.printed("7", "200.00", "14.00"), try Sample.printed("19", "1000.00", "190.00")]
        }
        let voucher = try #require(mapping.voucher(for: document).mapped)
        #expect(voucher.items.map(\.rate) == [19, 7])
        #expect(voucher.gross.amount == 140_400)
        let export = try Sample.document([]).with {
            $0.taxCase = .exportGoods
            $0.printed = [try Sample.printed("0", "40", "0")]
        }
        #expect(mapping.voucher(for: export).mapped?.items.map(\.category) == [.exportGoods])
    }

    @Test func printedZeroRateTakesTheCategoryOfItsLines() throws {
        let document = try Sample.document([Sample.line("1", "40", "0", .photovoltaic0), Sample.line("1", "100", "19")]).with {
            $0.printed = [try Sample.printed("0", "40.01", "0"), try Sample.printed("19", "100", "19")]
        }
        let voucher = try #require(mapping.voucher(for: document).mapped)
        #expect(voucher.items.map(\.category) == [.revenue, .photovoltaic0])
        #expect(voucher.items.map(\.amount.amount) == [11_900, 4001])
    }

    @Test func twoCategoriesOfOneRateMustAddUp() throws {
        let lines = [try Sample.line("1", "40", "0", .photovoltaic0), try Sample.line("1", "60", "0", .exportGoods)]
        let equal = try Sample.document(lines).with { $0.printed = [try Sample.printed("0", "100", "0")] }
        #expect(mapping.voucher(for: equal).mapped?.items.map(\.amount.amount) == [6000, 4000])
        let other = try Sample.document(lines).with { $0.printed = [try Sample.printed("0", "100.01", "0")] }
        #expect(mapping.voucher(for: other).reason == .totalMismatch)
    }

    @Test func oneRatePrintedTwiceIsAdded() throws {
        let document = try Sample.document([Sample.line("1", "100", "19")]).with {
            $0.printed = [try Sample.printed("19", "60", "11.40"), try Sample.printed("19.0", "40", "7.60")]
        }
        #expect(figures(document) == [11_900, 1900])
    }

    @Test func printedRateThatNoLineHasAndViceVersa() throws {
        let document = try Sample.document([Sample.line("1", "100", "19"), Sample.line("1", "10", "7")])
        let missing = try document.with { $0.printed = [try Sample.printed("19", "110", "20.90")] }
        #expect(mapping.voucher(for: missing).detail == "rate=7 printed net=0 tax=0 gross=0 computed net=1000 tax=70 gross=1070")
        let surplus = try Sample.document([Sample.line("1", "100", "19")]).with {
            $0.printed = [try Sample.printed("19", "90", "17.10"), try Sample.printed("7", "10", "0.70")]
        }
        #expect(mapping.voucher(for: surplus).detail == "rate=7 printed net=1000 tax=70 gross=1070 computed net=0 tax=0 gross=0")
        let opposite = try Sample.document([Sample.line("1", "100", "19")]).with { $0.printed = [try Sample.printed("19", "-100", "-19")] }
        #expect(mapping.voucher(for: opposite).reason == .totalMismatch)
    }

    @Test func printedAndTotalsMustAgree() throws {
        let document = try Sample.document([Sample.line("1", "100", "19")]).with { $0.printed = [try Sample.printed("19", "100", "19")] }
        #expect(
            figures(
                document.with {
                    $0.totalNet = Cents(10_000); $0.totalTax = Cents(1900)
                }) == [11_900, 1900])
        let outcome = mapping.voucher(
            for: document.with {
                $0.totalNet = Cents(10_000); $0.totalTax = Cents(1901)
            })
        #expect(outcome == .blocked(.totalMismatch, detail: "stated_net=10000 stated_tax=1901 printed net=10000 tax=1900 gross=11900"))
        // Undeducted rows beside a payable total are both right.
        let payable = try finalInvoice().with {
            $0.printed = [try Sample.printed("19", "12345.67", "2345.68")]
            $0.totalNet = Cents(401_234)
            $0.totalTax = Cents(76_235)
        }
        #expect(figures(payable) == [477_469, 76_235])
    }

    @Test func printedReversalWithoutLines() throws {
        let credit = try Sample.document([], kind: .creditNote).with { $0.printed = [try Sample.printed("19", "150", "28.50")] }
        let outcome = mapping.voucher(for: credit)
        #expect(outcome.mapped?.type == .salesCreditNote)
        #expect(outcome.mapped?.items == [VoucherItem(rate: 19, category: .revenue, amount: Cents(17_850), taxAmount: Cents(2850))])
        #expect(outcome.flags == [.signNormalised])
    }

    // MARK: Totals of the document

    @Test(arguments: [(401_234, 76_235), (1_234_567, 234_568)])
    func totalsBeforeAndAfterDeductions(_ net: Int64, _ tax: Int64) throws {
        #expect(
            figures(
                try finalInvoice().with {
                    $0.totalNet = Cents(net); $0.totalTax = Cents(tax)
                }) == [477_469, 76_235])
    }

    @Test func totalsNearlyBeforeDeductionsAreReduced() throws {
        #expect(
            figures(
                try finalInvoice().with {
                    $0.totalNet = Cents(1_234_568); $0.totalTax = Cents(234_568)
                }) == [477_470, 76_235])
        let neither = try finalInvoice().with {
            $0.totalNet = Cents(1_000_000); $0.totalTax = Cents(190_000)
        }
        #expect(mapping.voucher(for: neither).reason == .totalMismatch)
    }

    @Test func totalsOfOneGroupWin() throws {
        let document = try Sample.document(Array(repeating: Sample.line("1", "0.99", "19"), count: 3))
        #expect(
            figures(
                document.with {
                    $0.totalNet = Cents(297); $0.totalTax = Cents(57)
                }) == [354, 57])
        // A discount HERO prints but does not deliver.
        #expect(
            figures(
                document.with {
                    $0.totalNet = Cents(200); $0.totalTax = Cents(38)
                }) == [238, 38])
        #expect(
            mapping.voucher(
                for: document.with {
                    $0.totalNet = Cents(-297); $0.totalTax = Cents(-56)
                }
            ).reason == .totalMismatch)
        #expect(
            mapping.voucher(
                for: document.with {
                    $0.totalNet = .zero; $0.totalTax = .zero
                }
            ).reason == .totalMismatch)
        #expect(
            mapping.voucher(
                for: document.with {
                    $0.totalNet = Cents(297); $0.totalTax = .zero
                }
            ).reason == .taxRoundingDiff)
        #expect(figures(document.with { $0.totalNet = Cents(297) }) == [353, 56])
        #expect(mapping.voucher(for: document.with { $0.totalNet = Cents(298) }).reason == .totalMismatch)
    }

    @Test func totalsOfTwoGroupsMustAddUp() throws {
        let document = try Sample.document([Sample.line("1", "389.75", "19"), Sample.line("4", "53.65", "7")])
        #expect(
            figures(
                document.with {
                    $0.totalNet = Cents(60_435); $0.totalTax = Cents(8907)
                }) == [69_342, 8907])
        let outcome = mapping.voucher(
            for: document.with {
                $0.totalNet = Cents(60_435); $0.totalTax = Cents(8908)
            })
        #expect(outcome == .blocked(.totalMismatch, detail: "stated_net=60435 stated_tax=8908 computed net=60435 tax=8907 gross=69342"))
    }

    // MARK: Lines

    @Test func informationLinesAreIgnored() throws {
        let notice = try Sample.line("1", "5000", "8.5").with { $0.isInformation = true }
        #expect(figures(try Sample.document([Sample.line("1", "100", "19"), notice])) == [11_900, 1900])
    }

    @Test func lineDiscount() throws {
        // 3 × 33.35 × 0.875 = 87.54375 → 87.54; tax 16.6326 → 16.63
        let line = try Sample.line("3", "33.35", "19").with { $0.discountPercent = ExactDecimal(coefficient: 125, scale: 1) }
        #expect(figures(try Sample.document([line])) == [10_417, 1663])
    }

    /// 1.00 over three groups of 100.00: 33.33… cents each, and the cent left over goes to the higher rate.
    @Test func absoluteDiscountGoesToTheLargestRemainder() throws {
        let lines = [try Sample.line("1", "100", "0", .exportGoods), try Sample.line("1", "100", "7"), try Sample.line("1", "100", "19")]
        let voucher = try #require(mapping.voucher(for: try Sample.document(lines).with { $0.discount = .amount(Cents(100)) }).mapped)
        #expect(voucher.items.map(\.net.amount) == [9966, 9967, 9967])
    }

    @Test func surchargeIsADiscountBelowZero() throws {
        let document = try Sample.document([Sample.line("1", "100", "19")]).with { $0.discount = .amount(Cents(-1000)) }
        #expect(figures(document) == [13_090, 2090])
    }
}
