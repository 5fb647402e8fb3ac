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

    init(header: DocumentHeader?, detail: DetailRecord?, booked: Voucher?, sighting: VoucherSnapshot?) {
        let hero = header.map { HeroFigures.printed($0, detail, booked: nil) }
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
