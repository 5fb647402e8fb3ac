/// Which rate and category a figure belongs to (domain.md C3, C12, C13). Nothing falls back to a default category.
struct CategoryChoice {
    let document: Document
    let rules: MappingRules
    /// The voucher a cancellation reverses: its categories are copied, its service day governs the rates (C11, V4).
    let original: Voucher?

    /// The whole percent of a rate that may be booked.
    func rate(_ exact: ExactDecimal) throws(MappingBlock) -> Int {
        guard let rate = TaxRates.all.first(where: { ExactDecimal($0) == exact }) else {
            throw MappingBlock(.unsupportedRate, "rate=\(exact)")
        }
        guard rates.contains(rate) else {
            throw MappingBlock(
                .unsupportedRate, "rate=\(exact) service_date=\(serviceDay?.description ?? "none") allowed=2020-07..2020-12")
        }
        return rate
    }

    /// Those a voucher of this service day may bear.
    var rates: [Int] { TaxRates.allowed(on: serviceDay) }

    /// - Parameter taxCase: the line's own case; nil means the document's.
    func key(rate: Int, taxCase: TaxCase?) throws(MappingBlock) -> GroupKey {
        guard rate == 0 else { return GroupKey(rate: rate, category: copied(rate) ?? taxedCategory) }
        let taxCase = taxCase ?? document.taxCase
        return GroupKey(rate: 0, category: try category(zeroRated: taxCase))
    }

    private var taxedCategory: PostingCategory {
        document.kind == .progressInvoice && rules.categories[.downPayment] != nil ? .downPayment : .revenue
    }

    private func category(zeroRated taxCase: TaxCase) throws(MappingBlock) -> PostingCategory {
        switch taxCase {
        case .standard:
            guard let category = copied(0) else { throw MappingBlock(.zeroRateWithoutReason, "rate=0") }
            return category
        case .recipientElsewhere:
            guard let category = copied(0) else { throw MappingBlock(.customerCountry, "rate=0 country=\(country)") }
            return category
        case .smallBusiness:
            guard rules.isSmallBusiness else { throw MappingBlock(.smallBusinessMismatch, "document=small_business profile=regular") }
            return .smallBusiness
        case .photovoltaic0:
            guard let day = serviceDay, day.year >= 2023 else {
                throw MappingBlock(
                    .unsupportedRate, "rate=0 key=PHOTOVOLTAIC_0 service_date=\(serviceDay?.description ?? "none") allowed=2023-01-01..")
            }
            return .photovoltaic0
        case .construction13b: return .construction13b
        case .intraEUGoods: return .intraEUGoods
        case .euService13b: return .euService13b
        case .exportGoods: return .exportGoods
        case .exportService: return .exportService
        case .nonTaxable: return .nonTaxable
        }
    }

    /// The one category the original booked at this rate. A cancellation seldom repeats why its original was taxed as it was.
    private func copied(_ rate: Int) -> PostingCategory? {
        guard let items = original?.items.filter({ $0.rate == rate }), items.count == 1 else { return nil }
        return items[0].category
    }

    private var country: String { document.customer?.address?.countryCode.map(Token.of) ?? "none" }

    private var serviceDay: BusinessDay? {
        document.serviceDate ?? original.map { $0.shippingDate ?? $0.voucherDate } ?? document.documentDate
    }
}
