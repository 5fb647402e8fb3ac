import Bookkeeping
import Testing

/// Rules about sums: each is broken alone, by one figure.
struct EInvoiceChecksTests {
    typealias Sample = EInvoiceSample

    @Test func aConsistentInvoiceBreaksNone() {
        #expect(EInvoiceChecks.findings(in: Sample.invoice()).isEmpty)
        #expect(EInvoiceChecks.findings(in: Sample.final()).isEmpty)
        #expect(EInvoiceChecks.findings(in: Sample.untaxed("AE")).isEmpty)
    }

    struct Break: Sendable, CustomTestStringConvertible {
        let rule: EInvoiceRule
        let detail: String
        let change: @Sendable (inout EInvoiceFacts) -> Void

        init(_ rule: EInvoiceRule, _ detail: String, _ change: @escaping @Sendable (inout EInvoiceFacts) -> Void) {
            self.rule = rule
            self.detail = detail
            self.change = change
        }

        var testDescription: String { rule.rawValue }
    }

    static let breaks: [Break] = [
        Break(.lines, "lines 99999 BT-106 100000") { $0.lines.net = Cents(99_999) },
        Break(.allowances, "allowances 0 BT-107 500") {
            $0.totals.allowanceTotal = Cents(500)
            $0.totals.chargeTotal = Cents(500)
            $0.allowances = [EInvoiceAllowance(isCharge: true, amount: Cents(500))]
        },
        Break(.charges, "charges 0 BT-108 500") {
            $0.totals.allowanceTotal = Cents(500)
            $0.totals.chargeTotal = Cents(500)
            $0.allowances = [EInvoiceAllowance(isCharge: false, amount: Cents(500))]
        },
        Break(.net, "100001-0+0 BT-109 100000") {
            $0.lines.net = Cents(100_001)
            $0.totals.lineTotal = Cents(100_001)
        },
        Break(.payable, "119000-0+1 BT-115 119000") { $0.totals.rounding = Cents(1) },
        Break(.noBreakdown, "BG-23 is missing (MINIMUM, BASIC-WL have none or only sums)") { $0.groups = [] },
        Break(.missingTotal, "BT-112 BT-115") { ($0.totals.grandTotal, $0.totals.payable) = (nil, nil) },
        Break(.groupTax, "S 19: BT-117 19000 computed 18620") {
            $0.groups = [Sample.group("S", 19, 98_000, 19_000, entries: 2), Sample.group("S", 0, 2_000, 0)]
        },
    ]

    @Test(arguments: breaks) func eachRuleIsNoticed(_ broken: Break) {
        let findings = EInvoiceChecks.findings(in: Sample.invoice(broken.change))
        #expect(findings == [EInvoiceFinding(broken.rule, broken.detail)])
    }

    @Test func taxThatIsNotThatOfTheGroups() {
        let facts = Sample.invoice {
            ($0.totals.taxTotal, $0.totals.grandTotal, $0.totals.payable) = (Cents(19_001), Cents(119_001), Cents(119_001))
        }
        #expect(EInvoiceChecks.findings(in: facts) == [EInvoiceFinding(.tax, "groups 19000 BT-110 19001")])
    }

    @Test func grossThatIsNotNetAndTax() {
        let facts = Sample.invoice { ($0.totals.grandTotal, $0.totals.payable) = (Cents(119_002), Cents(119_002)) }
        #expect(EInvoiceChecks.findings(in: facts) == [EInvoiceFinding(.gross, "100000+19000 BT-112 119002")])
    }

    @Test func groupsThatAreNotTheNet() {
        let facts = Sample.invoice { $0.groups.append(Sample.group("Z", 0, 1, 0)) }
        #expect(EInvoiceChecks.findings(in: facts) == [EInvoiceFinding(.groupNet, "groups 100001 BT-109 100000")])
    }

    @Test func taxWhereNoneIsOwed() {
        let facts = Sample.invoice { $0.groups = [Sample.group("AE", 19, 100_000, 19_000)] }
        #expect(EInvoiceChecks.findings(in: facts) == [EInvoiceFinding(.taxOutsideStandard, "AE 19: BT-117 19000")])
    }

    /// C9: half a cent for each line, at least one, at most five.
    @Test(arguments: [(1, 1, true), (1, 2, false), (4, 2, true), (4, 3, false), (10, 5, true), (100, 5, true), (100, 6, false)])
    func roundingIsTolerated(entries: Int, off: Int64, isTolerated: Bool) {
        let facts = Sample.invoice {
            $0.groups = [Sample.group("S", 19, 100_000, 19_000 - off, entries: entries)]
            let gross = Cents(119_000 - off)
            ($0.totals.taxTotal, $0.totals.grandTotal, $0.totals.payable) = (Cents(19_000 - off), gross, gross)
        }
        let detail = "S 19: BT-117 \(19_000 - off) computed 19000"
        #expect(EInvoiceChecks.findings(in: facts) == [EInvoiceFinding(.groupTax, detail, isTolerated: isTolerated)])
    }

    /// A sample of the format's own publisher states taxes that contradict the advances, and is valid.
    @Test func advancesWhoseTaxIsNotInThem() {
        let wrong = Sample.final { $0.advances[0] = Sample.advance(595_000, [("S", 19, 95_002)]) }
        #expect(EInvoiceChecks.findings(in: wrong) == [EInvoiceFinding(.advanceTax, "1: paid 595000 at 19: tax 95002 computed 95000")])
        let short = Sample.final { $0.advances.removeLast() }
        #expect(EInvoiceChecks.findings(in: short) == [EInvoiceFinding(.advanceSum, "advances 595000 BT-113 952000")])
        let cent = Sample.final { $0.advances[0] = Sample.advance(595_000, [("S", 19, 95_001)]) }
        #expect(EInvoiceChecks.findings(in: cent).isEmpty)
    }

    @Test func sumsOfOthersAreCollectedAlong() {
        let facts = Sample.invoice {
            $0.thirdPartyPayments = [Cents(1_000)]
            $0.totals.payable = Cents(120_000)
        }
        #expect(EInvoiceChecks.findings(in: facts).isEmpty)
    }
}
