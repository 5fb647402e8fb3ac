/// Which documents belong to the synchronisation at all (domain.md S16-S19).
package struct StartDateRule: Sendable, Hashable {
    package enum Eligibility: Sendable, Hashable {
        /// `backdated`: the document date lies before the start date although the document was created after it (S18).
        case eligible(backdated: Bool)
        case beforeStart
        /// HERO's moment read as UTC and read as Berlin time fall on different sides of the start date: ask.
        case ambiguous(BusinessDay, BusinessDay)
    }

    /// *Startdatum der Synchronisierung*, itself included (S17).
    package let startDate: BusinessDay

    package init(startDate: BusinessDay) { self.startDate = startDate }

    /// Judged by the creation date, and by the document date only where HERO delivers no creation date. A document with
    /// neither is eligible here and held by ``VoucherMapping`` with `MISSING_DATE`.
    package func eligibility(of document: Document) -> Eligibility {
        guard let createdAt = document.createdAt else {
            guard let date = document.documentDate else { return .eligible(backdated: false) }
            return date >= startDate ? .eligible(backdated: false) : .beforeStart
        }
        let asUTC = BusinessDay(berlinDayOf: createdAt)
        // HERO may label Berlin time `+00:00`; then the digits of the day are the Berlin day already.
        let asBerlin = BusinessDay(utcDayOf: createdAt)
        switch (asUTC >= startDate, asBerlin >= startDate) {
        case (false, false): return .beforeStart
        case (true, true): return .eligible(backdated: document.documentDate.map { $0 < startDate } ?? false)
        default: return .ambiguous(asUTC, asBerlin)
        }
    }
}

extension BusinessDay {
    /// The day as the digits of the moment's UTC form show it.
    fileprivate init(utcDayOf instant: Instant) {
        self.init(daysSince1970: floorDivide(instant.milliseconds, 86_400_000))
    }
}
