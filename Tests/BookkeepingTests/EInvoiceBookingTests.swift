import Testing

@testable import Bookkeeping

/// An e-invoice against the document that carries it: what is booked, or why not.
struct EInvoiceBookingTests {
    typealias Sample = EInvoiceSample

    private static let rules = MappingRules(categories: [:])
    private static let small = MappingRules(isSmallBusiness: true, categories: [:])

    private func outcome(
        _ facts: EInvoiceFacts, _ document: Document = EInvoiceSample.document(), rules: MappingRules = rules, original: Voucher? = nil,
        earlier: [EarlierVoucher] = []
    ) -> EInvoiceOutcome {
        EInvoiceBooking(document: document, facts: facts, earlier: earlier, rules: rules, original: original).outcome()
    }

    private func booked(_ outcome: EInvoiceOutcome) -> [EInvoiceBookedGroup]? {
        guard case .figures(let figures) = outcome else { return nil }
        return figures.groups
    }

    private func group(_ rate: Int, _ category: PostingCategory, _ net: Int64, _ tax: Int64, entries: Int) -> EInvoiceBookedGroup {
        EInvoiceBookedGroup(rate: rate, category: category, net: Cents(net), tax: Cents(tax), entries: entries)
    }

    @Test func anInvoiceAsItIs() {
        let due = BusinessDay(year: 2027, month: 5, day: 29)
        guard case .figures(let figures) = outcome(Sample.invoice { $0.dueDate = due }) else {
            Issue.record("held")
            return
        }
        #expect(figures.groups == [group(19, .revenue, 100_000, 19_000, entries: 2)])
        #expect(figures.shippingDate == BusinessDay(year: 2027, month: 5, day: 10))
        #expect(figures.dueDate == due)
        #expect(!figures.isRemainder)
    }

    // MARK: Identity

    @Test(arguments: [
        ("RE-2", "field=number einvoice=RE-2 hero=RE-1"), ("", "field=number einvoice=unreadable hero=RE-1"),
        ("Jana Probe", "field=number einvoice=unreadable hero=RE-1"),
    ]) func anotherNumber(number: String, detail: String) {
        #expect(outcome(Sample.invoice { $0.number = number }) == .blocked(.eInvoiceMismatch, detail: detail))
    }

    @Test func anotherDate() {
        let facts = Sample.invoice { $0.issueDate = BusinessDay(year: 2027, month: 5, day: 16) }
        #expect(outcome(facts) == .blocked(.eInvoiceMismatch, detail: "field=date einvoice=2027-05-16 hero=2027-05-15"))
        let none = Sample.invoice { $0.issueDate = nil }
        #expect(outcome(none) == .blocked(.eInvoiceMismatch, detail: "field=date einvoice=none hero=2027-05-15"))
    }

    @Test func anotherCurrency() {
        let facts = Sample.invoice { $0.currency = "CHF" }
        #expect(outcome(facts) == .blocked(.eInvoiceMismatch, detail: "field=currency einvoice=CHF hero=EUR"))
    }

    @Test(arguments: ["381", "261", "999", nil]) func anotherClass(code: String?) {
        let detail = "field=type_code einvoice=\(code ?? "none") hero=invoice"
        #expect(outcome(Sample.invoice { $0.typeCode = code }) == .blocked(.eInvoiceMismatch, detail: detail))
    }

    /// Positive under a credit-note code, or negative under an invoice code: both take the revenue back.
    @Test(arguments: [("381", 1), ("380", -1), ("384", -1)] as [(String, Int64)]) func cancellations(code: String, sign: Int64) {
        let facts = Sample.invoice {
            $0.typeCode = code
            $0.groups = [Sample.group("S", 19, sign * 100_000, sign * 19_000, entries: 2)]
            $0.lines.net = Cents(sign * 100_000)
            $0.totals = EInvoiceTotals(
                lineTotal: Cents(sign * 100_000), taxBasis: Cents(sign * 100_000), taxTotal: Cents(sign * 19_000),
                grandTotal: Cents(sign * 119_000), payable: Cents(sign * 119_000))
        }
        // HERO's sign of reversals is not reliable (C10).
        for hero in [1, -1] as [Int64] {
            let document = Sample.document {
                $0.kind = .cancellation
                ($0.totalNet, $0.totalTax) = (Cents(hero * 100_000), Cents(hero * 19_000))
            }
            #expect(booked(outcome(facts, document)) == [group(19, .revenue, -100_000, -19_000, entries: 2)])
        }
    }

    @Test func aFullCorrectedInvoiceIsNoCredit() {
        let document = Sample.document { $0.kind = .creditNote }
        let facts = Sample.invoice { $0.typeCode = "384" }
        #expect(outcome(facts, document) == .blocked(.eInvoiceMismatch, detail: "field=type_code einvoice=384 hero=credit_note"))
    }

    // MARK: Figures

    @Test func otherSums() {
        let document = Sample.document { $0.totalTax = Cents(18_999) }
        let detail = "field=totals einvoice_net=100000 einvoice_tax=19000 hero_net=100000 hero_tax=18999"
        #expect(outcome(Sample.invoice(), document) == .blocked(.eInvoiceMismatch, detail: detail))
        #expect(booked(outcome(Sample.invoice(), Sample.document { ($0.totalNet, $0.totalTax) = (nil, nil) }))?.count == 1)
    }

    @Test func anInconsistentInvoice() {
        let facts = Sample.invoice { $0.totals.payable = Cents(1) }
        #expect(outcome(facts) == .blocked(.eInvoiceInconsistent, detail: "BR-CO-16 119000-0+0 BT-115 1"))
    }

    /// HERO may show the rest or the whole; the rest is booked.
    @Test(arguments: [(264_063, 50_172), (1_064_063, 202_172)] as [(Int64, Int64)]) func aFinalInvoice(net: Int64, tax: Int64) {
        let document = Sample.document {
            $0.kind = .finalInvoice
            ($0.totalNet, $0.totalTax) = (Cents(net), Cents(tax))
        }
        #expect(booked(outcome(Sample.final(), document)) == [group(19, .revenue, 264_063, 50_172, entries: 4)])
    }

    /// BT-113 without tax: our vouchers, else HERO's own sums where they are the rest, else nobody knows.
    @Test func aDeductionWithoutTax() {
        let facts = Sample.final {
            $0.advances = []
            $0.preceding = [EInvoiceReference(number: "A-1")]
        }
        let whole = Sample.document {
            $0.kind = .finalInvoice
            ($0.totalNet, $0.totalTax) = (Cents(1_064_063), Cents(202_172))
        }
        let rest = [group(19, .revenue, 264_063, 50_172, entries: 4)]
        #expect(outcome(facts, whole) == .blocked(.deductionUnclear, detail: "prepaid=952000 references=1 booked=0"))
        #expect(booked(outcome(facts, whole, earlier: [Sample.earlier("A-1", (19, 952_000, 152_000))])) == rest)
        let remainder = Sample.document {
            $0.kind = .finalInvoice
            ($0.totalNet, $0.totalTax) = (Cents(264_063), Cents(50_172))
        }
        #expect(booked(outcome(facts, remainder)) == rest)
        let wrong = Sample.document {
            $0.kind = .finalInvoice
            ($0.totalNet, $0.totalTax) = (Cents(264_062), Cents(50_172))
        }
        #expect(outcome(facts, wrong) == .blocked(.deductionUnclear, detail: "prepaid=952000 references=1 booked=0"))
    }

    // MARK: Tax cases

    struct Case: Sendable, CustomTestStringConvertible {
        let category: String
        let document: TaxCase
        var country = "DE"
        var isSmall = false
        let expected: Result

        enum Result: Sendable { case booked(PostingCategory), held(ReasonCode, String) }

        init(_ category: String, _ document: TaxCase, country: String = "DE", isSmall: Bool = false, _ expected: Result) {
            self.category = category
            self.document = document
            self.country = country
            self.isSmall = isSmall
            self.expected = expected
        }

        var testDescription: String { "\(category) \(document.rawValue) \(country) \(isSmall)" }
    }

    static let cases: [Case] = [
        Case("AE", .standard, .booked(.construction13b)), Case("AE", .construction13b, .booked(.construction13b)),
        Case("AE", .euService13b, country: "AT", .booked(.euService13b)),
        Case("AE", .standard, country: "AT", .held(.zeroRateWithoutReason, "rate=0 category=AE")),
        Case(
            "AE", .construction13b, country: "AT",
            .held(.eInvoiceMismatch, "field=tax_category einvoice=AE hero tax_case=construction_13b")),
        Case("AE", .photovoltaic0, .held(.eInvoiceMismatch, "field=tax_category einvoice=AE hero tax_case=photovoltaic_0")),
        // HERO does not know the country; the e-invoice does, or leaves it open as well.
        Case("AE", .recipientElsewhere, .booked(.construction13b)),
        Case("AE", .recipientElsewhere, country: "AT", .held(.customerCountry, "rate=0 country=none")),
        Case("Z", .photovoltaic0, .booked(.photovoltaic0)), Case("Z", .standard, .held(.zeroRateWithoutReason, "rate=0 category=Z")),
        Case("E", .standard, isSmall: true, .booked(.smallBusiness)), Case("E", .smallBusiness, isSmall: true, .booked(.smallBusiness)),
        Case("E", .standard, .held(.eInvoiceMismatch, "field=tax_category einvoice=E hero profile=regular")),
        Case("K", .standard, .booked(.intraEUGoods)), Case("K", .intraEUGoods, .booked(.intraEUGoods)),
        Case("K", .euService13b, .held(.eInvoiceMismatch, "field=tax_category einvoice=K hero tax_case=eu_service_13b")),
        Case("G", .exportGoods, .booked(.exportGoods)), Case("G", .standard, .held(.zeroRateWithoutReason, "rate=0 category=G")),
        Case("O", .nonTaxable, .booked(.nonTaxable)), Case("O", .standard, .held(.zeroRateWithoutReason, "rate=0 category=O")),
        Case("S", .standard, .held(.zeroRateWithoutReason, "rate=0 category=S")),
        Case("L", .standard, .held(.eInvoiceMismatch, "field=tax_category einvoice=L hero category=unknown")),
    ]

    @Test(arguments: cases) func taxCases(_ tried: Case) {
        var facts = Sample.untaxed(tried.category)
        facts.buyerCountry = tried.country
        let outcome = outcome(facts, Sample.untaxedDocument(tried.document), rules: tried.isSmall ? Self.small : Self.rules)
        switch tried.expected {
        case .booked(let category): #expect(booked(outcome) == [group(0, category, 100_000, 0, entries: 1)])
        case .held(let reason, let detail): #expect(outcome == .blocked(reason, detail: detail))
        }
    }

    @Test func aSmallBusinessShowsNoTax() {
        let expected = EInvoiceOutcome.blocked(.smallBusinessMismatch, detail: "profile=small_business einvoice=taxed")
        #expect(outcome(Sample.invoice(), rules: Self.small) == expected)
    }

    @Test func aCaseTheInvoiceDoesNotHave() {
        let document = Sample.document { $0.taxCase = .construction13b }
        let expected = EInvoiceOutcome.blocked(.eInvoiceMismatch, detail: "field=tax_case einvoice=taxed hero=construction_13b")
        #expect(outcome(Sample.invoice(), document) == expected)
    }

    @Test func ratesOfC12() {
        let facts = Sample.invoice {
            $0.groups = [Sample.group("S", 20, 100_000, 20_000)]
            ($0.totals.taxTotal, $0.totals.grandTotal, $0.totals.payable) = (Cents(20_000), Cents(120_000), Cents(120_000))
        }
        #expect(outcome(facts, Sample.document { $0.totalTax = Cents(20_000) }) == .blocked(.unsupportedRate, detail: "rate=20"))
    }

    // MARK: No e-invoice in law

    @Test(arguments: [
        ("urn:factur-x.eu:1p0:minimum", EInvoiceProfile.minimum), ("urn:factur-x.eu:1p0:basicwl", .basicWL),
        ("urn:zugferd.de:2p0:minimum", .minimum),
    ]) func profilesThatAreNone(profile: String, expected: EInvoiceProfile) {
        #expect(outcome(Sample.invoice { $0.profile = profile }) == .noEInvoice(expected))
    }

    @Test func theFormatOf2014() { #expect(outcome(Sample.invoice { $0.syntax = .zugferd1 }) == .noEInvoice(.zugferd1)) }
}
