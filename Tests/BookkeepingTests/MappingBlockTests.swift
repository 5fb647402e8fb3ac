import Bookkeeping
import Testing

/// Every reason with which mapping stops a document, and the detail a person gets to see.
struct MappingBlockTests {
    let mapping = VoucherMapping(rules: Sample.rules())
    let invoice: Document

    init() throws { invoice = try Sample.document([Sample.line("1", "100.00", "19")]) }

    private func expect(_ document: Document, _ reason: ReasonCode, _ detail: String, _ mapping: VoucherMapping? = nil) {
        let outcome = (mapping ?? self.mapping).voucher(for: document)
        #expect(outcome == .blocked(reason, detail: detail))
    }

    @Test(arguments: [nil, "", "  ", "\n\t"]) func missingNumber(_ number: String?) {
        expect(invoice.with { $0.number = number }, .missingNumber, "number=none")
    }

    @Test(arguments: [" RE-1", "0001/26 ", "re-Ä/007"]) func numberIsKeptByteForByte(_ number: String) throws {
        let voucher = try #require(mapping.voucher(for: invoice.with { $0.number = number }).mapped)
        #expect(Array(voucher.number.utf8) == Array(number.utf8))
    }

    @Test func missingDate() { expect(invoice.with { $0.documentDate = nil }, .missingDate, "document_date=none") }

    @Test func currency() {
        expect(invoice.with { $0.currency = "CHF" }, .currencyNotEUR, "currency=CHF")
        expect(invoice.with { $0.currency = "Jana Probe" }, .currencyNotEUR, "currency=unreadable")
    }

    @Test(arguments: ["8.5", "20", "-19", "19.5", "0.5", "100"]) func unknownRate(_ rate: String) throws {
        expect(try Sample.document([Sample.line("1", "100.00", rate)]), .unsupportedRate, "rate=\(rate)")
    }

    @Test(
        arguments: [
            ("2020-07-01", "2026-01-01", true), ("2020-12-31", "2021-02-01", true), ("2020-06-30", "2020-08-01", false),
            ("2021-01-01", "2020-12-31", false), (nil, "2020-07-01", true), (nil, "2020-06-30", false), (nil, "2021-01-01", false),
        ] as [(String?, String, Bool)])
    func reducedRatesFollowTheServiceDate(_ service: String?, _ date: String, _ isAllowed: Bool) throws {
        for rate in ["16", "5"] {
            let document = try Sample.document([Sample.line("1", "100.00", rate)]).with {
                $0.serviceDate = try service.map(Sample.day)
                $0.documentDate = try Sample.day(date)
            }
            let outcome = mapping.voucher(for: document)
            #expect(outcome.reason == (isAllowed ? nil : .unsupportedRate))
            #expect(outcome.mapped?.tax.description == (isAllowed ? "\(rate).00" : nil))
            if !isAllowed {
                #expect(outcome.detail == "rate=\(rate) service_date=\(service ?? date) allowed=2020-07..2020-12")
            }
        }
    }

    @Test(
        arguments: [(nil, "2023-01-01", true), ("2023-01-01", "2022-12-31", true), ("2022-12-31", "2023-02-01", false)]
            as [(String?, String, Bool)])
    func photovoltaicsFrom2023(_ service: String?, _ date: String, _ isAllowed: Bool) throws {
        let document = try Sample.document([Sample.line("1", "100.00", "0", .photovoltaic0)]).with {
            $0.serviceDate = try service.map(Sample.day)
            $0.documentDate = try Sample.day(date)
        }
        #expect(mapping.voucher(for: document).reason == (isAllowed ? nil : .unsupportedRate))
    }

    @Test func zeroRateWithoutReason() throws {
        expect(try Sample.document([Sample.line("1", "40.00", "0")]), .zeroRateWithoutReason, "rate=0")
        let overridden = try Sample.document([Sample.line("1", "40.00", "0", .standard)]).with { $0.taxCase = .construction13b }
        expect(overridden, .zeroRateWithoutReason, "rate=0")
        let deducted = try invoice.with { $0.deductions = [try Sample.deduction("0", "10", "0")] }
        expect(deducted, .zeroRateWithoutReason, "rate=0")
        expect(try Sample.document([]).with { $0.printed = [try Sample.printed("0", "40", "0")] }, .zeroRateWithoutReason, "rate=0")
    }

    /// The type of the document says why there is no tax; who the customer is speaks against it.
    @Test(arguments: [(nil, "none"), ("AT", "AT"), ("CH", "CH")] as [(String?, String)])
    func customerInAnotherCountry(country: String?, told: String) throws {
        let customer = Customer(id: 1, isCompany: true, companyName: "Dach GmbH", address: PostalAddress(countryCode: country))
        let abroad = try Sample.document([Sample.line("1", "40.00", "0")]).with {
            $0.taxCase = .recipientElsewhere
            $0.customer = customer
        }
        expect(abroad, .customerCountry, "rate=0 country=\(told)")
        // What bears tax does not ask.
        let taxed = try Sample.document([Sample.line("1", "40.00", "19")]).with { $0.taxCase = .recipientElsewhere }
        #expect(mapping.voucher(for: taxed).mapped != nil)
    }

    @Test func smallBusiness() throws {
        let small = VoucherMapping(rules: Sample.rules(isSmallBusiness: true))
        let taxed = "profile=small_business document=taxed"
        expect(invoice, .smallBusinessMismatch, taxed, small)
        let free = try Sample.document([Sample.line("1", "40.00", "0")]).with { $0.taxCase = .smallBusiness }
        #expect(small.voucher(for: free).mapped?.items.map(\.category) == [.smallBusiness])
        expect(free, .smallBusinessMismatch, "document=small_business profile=regular")
        let line = try Sample.document([Sample.line("1", "40.00", "0", .smallBusiness)])
        expect(line, .smallBusinessMismatch, "document=small_business profile=regular")
        expect(free.with { $0.totalTax = Cents(1) }, .smallBusinessMismatch, taxed, small)
        expect(try free.with { $0.printed = [try Sample.printed("0", "40", "7.60")] }, .smallBusinessMismatch, taxed, small)
        expect(try free.with { $0.deductions = [try Sample.deduction("0", "10", "1.90")] }, .smallBusinessMismatch, taxed, small)
        let note = try free.with { $0.lines.append(try Sample.line("1", "10", "19").with { $0.isInformation = true }) }
        #expect(small.voucher(for: note).mapped?.gross.amount == 4000)
    }

    @Test(arguments: [
        (TaxCase.construction13b, PostingCategory.construction13b), (.photovoltaic0, .photovoltaic0), (.intraEUGoods, .intraEUGoods),
        (.euService13b, .euService13b), (.exportGoods, .exportGoods), (.exportService, .exportService), (.nonTaxable, .nonTaxable),
    ])
    func zeroRateCategories(_ taxCase: TaxCase, _ category: PostingCategory) throws {
        let document = try Sample.document([Sample.line("1", "40.00", "0")]).with { $0.taxCase = taxCase }
        let all = VoucherMapping(rules: Sample.rules(with: [.nonTaxable]))
        #expect(all.voucher(for: document).mapped?.items.map(\.category) == [category])
        // A taxed line stays revenue whatever the document's case.
        let taxed = invoice.with { $0.taxCase = taxCase }
        #expect(all.voucher(for: taxed).mapped?.items.map(\.category) == [.revenue])
        let none = VoucherMapping(rules: Sample.rules(without: [category]))
        expect(document, .unmappedCategory, "key=\(category.rawValue) rate=0", none)
    }

    @Test func unmappedRevenue() {
        expect(invoice, .unmappedCategory, "key=REVENUE rate=19", VoucherMapping(rules: Sample.rules(without: [.revenue])))
    }

    @Test func downPayment() throws {
        let configured = VoucherMapping(rules: Sample.rules(with: [.downPayment]))
        let progress = invoice.with { $0.kind = .progressInvoice }
        #expect(configured.voucher(for: progress).mapped?.items.map(\.category) == [.downPayment])
        #expect(mapping.voucher(for: progress).mapped?.items.map(\.category) == [.revenue])
        #expect(configured.voucher(for: invoice).mapped?.items.map(\.category) == [.revenue])
        #expect(configured.voucher(for: invoice.with { $0.kind = .partialInvoice }).mapped?.items.map(\.category) == [.revenue])
    }

    @Test func splitNotAllowed() throws {
        let alone = VoucherMapping(rules: Sample.rules(alone: [.photovoltaic0]))
        let mixed = try Sample.document([Sample.line("1", "100", "0", .photovoltaic0), Sample.line("1", "50", "19")])
        expect(mixed, .splitNotAllowed, "key=PHOTOVOLTAIC_0 items=2", alone)
        #expect(mapping.voucher(for: mixed).mapped?.items.count == 2)
        let single = try Sample.document([Sample.line("1", "100", "0", .photovoltaic0), Sample.line("1", "0", "19")])
        #expect(alone.voucher(for: single).mapped?.items.count == 1)
    }

    @Test func missingFigures() throws {
        let empty = try Sample.document([])
        expect(empty, .missingFigures, "lines=0 printed=0")
        for (net, tax) in [(10_000, 1300), (0, 0), (0, 19)] {
            expect(
                empty.with {
                    $0.totalNet = Cents(Int64(net)); $0.totalTax = Cents(Int64(tax))
                }, .missingFigures, "lines=0 printed=0")
        }
        expect(try empty.with { $0.deductions = [try Sample.deduction("19", "10", "1.90")] }, .missingFigures, "lines=0 printed=0")
        let note = try Sample.line("1", "100", "19").with { $0.isInformation = true }
        expect(try Sample.document([note]), .missingFigures, "lines=0 printed=0")
    }

    @Test func mixedSign() throws {
        let document = try Sample.document([Sample.line("1", "100", "19"), Sample.line("-1", "50", "7")])
        expect(document, .mixedSign, "19:REVENUE net=10000 tax=1900 gross=11900; 7:REVENUE net=-5000 tax=-350 gross=-5350")
    }

    @Test func zeroTotals() throws {
        let returned = try Sample.document([Sample.line("1", "100", "19"), Sample.line("-1", "100", "19")])
        #expect(mapping.voucher(for: returned) == .skipped(.zeroTotal))
        #expect(mapping.voucher(for: try Sample.document([Sample.line("1", "0", "19")])) == .skipped(.zeroTotal))
        #expect(
            mapping.voucher(for: try Sample.document([]).with { $0.printed = [try Sample.printed("19", "0", "0")] }) == .skipped(.zeroTotal)
        )
    }

    @Test func taxRounding() throws {
        let twoCents = try invoice.with { $0.printed = [try Sample.printed("19", "100.00", "19.02")] }
        // gross 119.02: 119.02 × 19 / 119 = 19.0032 → 19.00, two cents below the printed tax
        expect(twoCents, .taxRoundingDiff, "rate=19 diff=-2 tolerance=1")
        // One cent is booked: the customer pays 119.01, of which lexoffice counts 19.00 as tax.
        let oneCent = mapping.voucher(for: try invoice.with { $0.printed = [try Sample.printed("19", "100.00", "19.01")] })
        #expect(oneCent.flags == [.taxRoundingDiff(rate: 19, cents: -1)])
        #expect(oneCent.flags.map(\.text) == ["TAX_ROUNDING_DIFF:19:-1"])
        #expect(oneCent.mapped?.items == [VoucherItem(rate: 19, category: .revenue, amount: Cents(11_901), taxAmount: Cents(1900))])
        // On a credit note the difference has the same meaning.
        let credit = mapping.voucher(for: try invoice.with { $0.printed = [try Sample.printed("19", "100.00", "19.01")] }.cancelled())
        #expect(credit.flags == [.taxRoundingDiff(rate: 19, cents: -1)])
    }

    @Test func taxAtZeroPercent() throws {
        let document = try Sample.document([Sample.line("1", "100", "0", .exportGoods)]).with {
            $0.printed = [try Sample.printed("0", "100.00", "0.01")]
        }
        expect(document, .taxRoundingDiff, "rate=0 diff=-1 tolerance=0")
    }
}

extension DocumentLine {
    func with(_ change: (inout DocumentLine) -> Void) -> DocumentLine {
        var copy = self
        change(&copy)
        return copy
    }
}
