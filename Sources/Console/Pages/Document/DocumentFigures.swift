internal import Bookkeeping
internal import Comparison
internal import Hero
internal import Reconciliation

/// The figures of both sides of one document beside each other: what HERO prints, what was booked, what lexoffice lists. Signed: what
/// lowers turnover is negative.
struct DocumentFigures: Sendable, Hashable {
    struct Rate: Sendable, Hashable {
        /// Percent; nil for a sum without one.
        let rate: ExactDecimal?
        let hero: RateShare?
        let booked: RateShare?
        let differs: Bool
    }

    /// One thing all three sides say.
    struct Said<Value: Sendable & Hashable>: Sendable, Hashable {
        let hero: Value?
        let booked: Value?
        let lexoffice: Value?

        /// Whether those that say something say different things.
        var differs: Bool { Set([hero, booked, lexoffice].compactMap(\.self)).count > 1 }
    }

    let rates: [Rate]
    let gross: Said<Cents>
    let number: Said<String>
    let date: Said<BusinessDay>
    let isBooked: Bool
    /// HERO states the sum alone, and the e-invoice in its PDF how it is made up.
    let isFromInvoice: Bool

    init(header: DocumentHeader?, detail: DetailRecord?, booked: Voucher?, sighting: VoucherSnapshot?) {
        let printed = header.map { HeroFigures.printed($0, detail, booked: nil) }
        let invoice = printed.flatMap { Self.invoice(detail, meeting: $0) }
        isFromInvoice = invoice != nil
        let hero = invoice ?? printed
        let ours = booked?.rateShares
        rates = Self.rates(hero, ours)
        isBooked = booked != nil
        let lexoffice = sighting?.total.map { sighting?.type == VoucherType.salesCreditNote.rawValue ? -$0 : $0 }
        let heroGross = hero.flatMap { shares in shares.isEmpty ? nil : shares.map { $0.net + $0.tax }.sum() }
        let bookedGross = ours.map { shares in shares.map { $0.net + $0.tax }.sum() }
        gross = Said(hero: heroGross, booked: bookedGross, lexoffice: lexoffice)
        number = Said(hero: header?.number, booked: booked?.number, lexoffice: sighting?.number)
        date = Said(hero: header?.date, booked: booked?.voucherDate, lexoffice: sighting?.voucherDate)
    }

    /// Nil unless HERO prints no rate and the invoice's come to HERO's sums.
    private static func invoice(_ detail: DetailRecord?, meeting printed: [RateShare]) -> [RateShare]? {
        guard printed.count == 1, let sum = printed.first, sum.rate == nil, case .document(_, let file?)? = detail,
            case .facts(let facts)? = file.eInvoice
        else { return nil }
        let shares = facts.groups.map { $0.signed(facts.sign) }.map { RateShare(rate: $0.rate, net: $0.net, tax: $0.tax) }
        let isSame = shares.map(\.net).sum() == sum.net && shares.map(\.tax).sum() == sum.tax
        return isSame && Set(shares.map(\.rate)).count == shares.count ? shares : nil
    }

    private static func rates(_ hero: [RateShare]?, _ booked: [RateShare]?) -> [Rate] {
        var rates: [ExactDecimal?] = []
        for share in (hero ?? []) + (booked ?? []) where !rates.contains(share.rate) { rates.append(share.rate) }
        // A side that states no rate at all is compared by its total alone.
        let isComparable = [hero, booked].allSatisfy { $0?.contains { $0.rate == nil } == false }
        return rates.map { rate in
            let (theirs, ours) = (hero?.first { $0.rate == rate }, booked?.first { $0.rate == rate })
            return Rate(rate: rate, hero: theirs, booked: ours, differs: isComparable && theirs != ours)
        }
    }
}
