import Bookkeeping
import Testing

/// What is left of a final invoice, in the ways they occur (einvoice.md §2 and §5).
struct EInvoiceRemainderTests {
    typealias Sample = EInvoiceSample

    private func rest(_ facts: EInvoiceFacts, _ earlier: EarlierVoucher...) -> [[Int64]]? {
        guard case .rest(let groups) = EInvoiceRemainder(of: facts, deducting: earlier) else { return nil }
        return groups.map { [$0.net.amount, $0.tax.amount] }
    }

    private func unclear(_ facts: EInvoiceFacts, _ earlier: EarlierVoucher...) -> String? {
        guard case .unclear(let detail) = EInvoiceRemainder(of: facts, deducting: earlier) else { return nil }
        return detail
    }

    @Test func nothingPaidIsTheWhole() {
        #expect(EInvoiceRemainder(of: Sample.invoice()) == .whole)
        #expect(EInvoiceRemainder(of: Sample.invoice { $0.totals.prepaid = .zero }) == .whole)
        // A Restrechnung names its part invoices and deducts nothing by BT-113.
        #expect(EInvoiceRemainder(of: Sample.invoice { $0.preceding = [EInvoiceReference(number: "A-1")] }) == .whole)
    }

    /// 10,640.63 − 5,000.00 − 3,000.00; 2,021.72 − 950.00 − 570.00.
    @Test func advancesWithTheirTax() { #expect(rest(Sample.final()) == [[264_063, 50_172]]) }

    /// The chain of two part invoices and the rest comes to the whole invoice.
    @Test func aChainComesToTheWhole() throws {
        let left = try #require(rest(Sample.final())).joined().reduce(0, +)
        #expect(595_000 + 357_000 + left == 1_266_235)
    }

    @Test func advancesOverTwoRates() {
        // 1,190.00 at 19 % and 107.00 at 7 % were paid in one sum of 1,297.00.
        let facts = Sample.final {
            $0.groups = [Sample.group("S", 19, 500_000, 95_000), Sample.group("S", 7, 20_000, 1_400)]
            $0.totals.prepaid = Cents(129_700)
            $0.advances = [Sample.advance(129_700, [("S", 19, 19_000), ("S", 7, 700)])]
        }
        #expect(rest(facts) == [[400_000, 76_000], [10_000, 700]])
        var other = facts
        other.advances[0].paid = Cents(129_800)
        other.totals.prepaid = Cents(129_800)
        #expect(unclear(other) == "advance=129800 by_its_taxes=129700")
    }

    @Test func anAdvanceOfAnotherRateFitsNoGroup() {
        let facts = Sample.final { $0.advances[1] = Sample.advance(357_000, [("S", 7, 23_355)]) }
        #expect(unclear(facts) == "deducted_rate=7 groups=0")
    }

    @Test func advancesThatAreNotWhatWasPaid() {
        #expect(unclear(Sample.final { $0.totals.prepaid = Cents(952_001) }) == "advances=952000 prepaid=952001")
        let wrong = Sample.final { $0.advances[0] = Sample.advance(595_000, [("S", 19, 95_002)]) }
        #expect(unclear(wrong) == "advance=595000 rate=19 tax=95002")
    }

    /// BT-113 alone: our own vouchers of the numbers it refers to say the tax.
    private let silent = EInvoiceSample.final {
        $0.advances = []
        $0.preceding = [EInvoiceReference(number: "A-1"), EInvoiceReference(number: "A-2")]
    }

    @Test func paidWithoutTaxAndBooked() {
        let first = Sample.earlier("A-1", (19, 595_000, 95_000))
        #expect(rest(silent, first, Sample.earlier("A-2", (19, 357_000, 57_000))) == [[264_063, 50_172]])
        #expect(rest(silent, first, Sample.earlier(" A-2 ", (19, 357_000, 57_000))) == [[264_063, 50_172]])
        #expect(unclear(silent, first) == "prepaid=952000 references=2 booked=1")
        // Part paid, with a discount, or a retention: the sums do not meet.
        #expect(unclear(silent, first, Sample.earlier("A-2", (19, 356_999, 57_000))) == "prepaid=952000 booked=951999")
        #expect(unclear(silent, first, Sample.earlier("A-2", (7, 357_000, 23_355))) == "deducted_rate=7 groups=0")
        #expect(unclear(Sample.final { $0.advances = [] }) == "prepaid=952000 references=0")
    }

    /// Two groups at one rate: the voucher does not say which of them it was.
    @Test func paidWithoutTaxAndTwoGroupsAtOneRate() {
        let facts = Sample.invoice {
            $0.groups = [Sample.group("AE", 0, 50_000, 0), Sample.group("Z", 0, 50_000, 0)]
            $0.totals.prepaid = Cents(10_000)
            $0.preceding = [EInvoiceReference(number: "A-1")]
        }
        #expect(unclear(facts, Sample.earlier("A-1", (0, 10_000, 0))) == "deducted_rate=0 groups=2")
    }

    /// G15: overpaid is money back, and becomes a credit note.
    @Test func overpaid() {
        let facts = Sample.invoice {
            $0.totals.prepaid = Cents(595_000)
            $0.groups = [Sample.group("S", 19, 420_000, 79_800)]
            $0.advances = [Sample.advance(595_000, [("S", 19, 95_000)])]
        }
        guard case .rest(let groups) = EInvoiceRemainder(of: facts),
            case .voucher(let type, let items) = EInvoiceVoucher(of: groups)
        else {
            Issue.record("no voucher")
            return
        }
        #expect(type == .salesCreditNote)
        #expect(items.map(\.amount) == [Cents(95_200)])
        #expect(items.map(\.taxAmount) == [Cents(15_200)])
    }

    /// G17: nothing is left.
    @Test func fullyPaid() {
        let facts = Sample.invoice {
            $0.totals.prepaid = Cents(119_000)
            $0.advances = [Sample.advance(119_000, [("S", 19, 19_000)])]
        }
        guard case .rest(let groups) = EInvoiceRemainder(of: facts) else {
            Issue.record("unclear")
            return
        }
        #expect(EInvoiceVoucher(of: groups) == .zeroTotal)
    }

    @Test func creditNotesMeanTheOpposite() { #expect(rest(Sample.final { $0.typeCode = "381" }) == [[-264_063, -50_172]]) }
}
