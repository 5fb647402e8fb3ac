import Bookkeeping
import Testing

/// domain.md C10, C11, S33: reversals.
struct CancellationTests {
    let mapping = VoucherMapping(rules: Sample.rules())
    let invoice: Document
    let original: Voucher

    init() throws {
        invoice = try Sample.document([Sample.line("1", "100.00", "19"), Sample.line("1", "10", "7")])
        original = try #require(mapping.voucher(for: invoice).mapped)
    }

    @Test func otherFiguresThanTheOriginal() throws {
        let other = invoice.cancelled().with { $0.lines[0].quantity = ExactDecimal(-2) }
        let outcome = mapping.voucher(for: other, original: original)
        #expect(
            outcome == .blocked(.cancellationMismatch, detail: "gross=24870 tax=3870 original_gross=12970 original_tax=1970"))
        let nothing = invoice.cancelled().with {
            $0.lines = [$0.lines[0]]; $0.lines[0].quantity = ExactDecimal(0)
        }
        #expect(mapping.voucher(for: nothing, original: original).reason == .cancellationMismatch)
        // Equal sums in other items are other figures.
        let moved = original.with {
            $0.items[0].amount += Cents(1); $0.items[1].amount += Cents(-1)
        }
        #expect(mapping.voucher(for: invoice.cancelled(), original: moved).reason == .cancellationMismatch)
    }

    @Test func positiveCancellationIsTurned() throws {
        let positive = invoice.with { $0.kind = .cancellation }
        for original in [original, nil] {
            let outcome = mapping.voucher(for: positive, original: original)
            #expect(outcome.mapped?.type == .salesCreditNote)
            #expect(outcome.mapped?.items == self.original.items)
            #expect(outcome.flags == [.signNormalised])
        }
    }

    @Test func cancellationOfACreditNote() throws {
        let credit = invoice.with { $0.kind = .creditNote }
        let booked = try #require(mapping.voucher(for: credit).mapped)
        #expect(booked.type == .salesCreditNote)
        for cancellation in [credit.cancelled(), invoice.with { $0.kind = .cancellation }] {
            let outcome = mapping.voucher(for: cancellation, original: booked)
            #expect(outcome.mapped?.type == .salesInvoice)
            #expect(outcome.mapped?.items == booked.items)
            #expect(outcome.flags == [])
        }
    }

    @Test func correctionDoesNotCopyItsOriginal() throws {
        let correction = try Sample.document([Sample.line("-1", "20.00", "19")], kind: .creditNote)
        let voucher = try #require(mapping.voucher(for: correction, original: original).mapped)
        #expect(voucher.type == .salesCreditNote)
        #expect(voucher.gross.amount == 2380)
    }

    @Test func categoriesAreCopied() throws {
        let rules = Sample.rules(with: [.downPayment])
        let progress = try Sample.document(
            [Sample.line("1", "100", "19"), Sample.line("1", "50", "0", .construction13b)], kind: .progressInvoice)
        let booked = try #require(VoucherMapping(rules: rules).voucher(for: progress).mapped)
        #expect(booked.items.map(\.category) == [.downPayment, .construction13b])
        // The cancellation document does not say why 0 %, nor that it was a down payment.
        let cancellation = progress.cancelled().with { $0.lines[1].taxCase = nil }
        let voucher = try #require(VoucherMapping(rules: rules).voucher(for: cancellation, original: booked).mapped)
        #expect(voucher.items == booked.items)
        // But it must not say otherwise.
        let contradiction = cancellation.with { $0.taxCase = .exportGoods }
        #expect(VoucherMapping(rules: rules).voucher(for: contradiction, original: booked).reason == .cancellationMismatch)
        #expect(VoucherMapping(rules: Sample.rules()).voucher(for: cancellation, original: booked).reason == .unmappedCategory)
    }

    @Test func twoReasonsOfTheOriginalAreNotGuessed() throws {
        let lines = [try Sample.line("1", "100", "0", .photovoltaic0), try Sample.line("1", "50", "0", .exportGoods)]
        let invoice = try Sample.document(lines)
        let booked = try #require(mapping.voucher(for: invoice).mapped)
        #expect(mapping.voucher(for: invoice.cancelled(), original: booked).mapped?.items == booked.items)
        let silent = invoice.cancelled().with { $0.lines[0].taxCase = nil }
        #expect(mapping.voucher(for: silent, original: booked).reason == .zeroRateWithoutReason)
    }

    @Test func ratesOf2020FollowTheOriginalsService() throws {
        let old = try Sample.document([Sample.line("1", "100", "16")]).with { $0.documentDate = try Sample.day("2020-09-30") }
        let booked = try #require(mapping.voucher(for: old).mapped)
        let cancellation = try old.cancelled().with { $0.documentDate = try Sample.day("2026-04-13") }
        #expect(mapping.voucher(for: cancellation, original: booked).mapped?.items == booked.items)
        #expect(mapping.voucher(for: cancellation).reason == .unsupportedRate)
    }

    @Test func totalsArriveNegatedOrNot() throws {
        for sign in [Int64(1), -1] {
            let cancellation = invoice.cancelled().with {
                $0.totalNet = Cents(sign * 11_000)
                $0.totalTax = Cents(sign * 1970)
            }
            let outcome = mapping.voucher(for: cancellation, original: original)
            #expect(outcome.mapped?.items == original.items)
            #expect(outcome.flags == (sign > 0 ? [.signNormalised] : []))
            let printed = try invoice.cancelled().with {
                $0.printed = [
                    try Sample.printed("19", "\(sign * 100)", "\(sign * 19)"),
                    try Sample.printed("7", "\(sign * 10)", sign < 0 ? "-0.70" : "0.70"),
                ]
            }
            #expect(mapping.voucher(for: printed, original: original).mapped?.items == original.items)
        }
    }

    @Test func discountOfACancellationNegatedOrNot() throws {
        let discounted = invoice.with { $0.discount = .amount(Cents(1234)) }
        let booked = try #require(mapping.voucher(for: discounted).mapped)
        for amount in [Int64(1234), -1234] {
            let cancellation = discounted.cancelled().with { $0.discount = .amount(Cents(amount)) }
            #expect(mapping.voucher(for: cancellation, original: booked).mapped?.items == booked.items)
        }
    }

    @Test func ownNumberDatesAndRemark() throws {
        let cancellation = try invoice.cancelled().with {
            $0.documentDate = try Sample.day("2026-05-02")
            $0.serviceDate = try Sample.day("2026-05-01")
            $0.dueDate = try Sample.day("2026-05-16")
        }
        let voucher = try #require(mapping.voucher(for: cancellation, original: original).mapped)
        #expect(voucher.number == "S-RE-1")
        #expect(voucher.remark == "Stornorechnung S-RE-1 zu RE-1")
        #expect(voucher.voucherDate == cancellation.documentDate)
        #expect(voucher.shippingDate == cancellation.serviceDate)
        #expect(voucher.dueDate == cancellation.dueDate)
    }
}

extension Voucher {
    func with(_ change: (inout Voucher) -> Void) -> Voucher {
        var copy = self
        change(&copy)
        return copy
    }
}
