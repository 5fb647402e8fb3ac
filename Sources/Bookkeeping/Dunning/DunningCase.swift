/// What is known of an overdue document.
package struct DunningCase: Sendable, Hashable {
    /// Gross of the voucher, positive.
    package var total: Cents
    /// Gross; nil where the side does not say.
    package var heroOpen: Cents?
    package var lexofficeOpen: Cents?
    /// Whether lexoffice shows money on it.
    package var isPartlyPaid = false
    package var isCancelled = false
    package var isContested = false
    package var isInDoubt = false
    package var isReturned = false
    package var hasForeignEntry = false
    package var isUnderWay = false
    package var isWrittenOff = false
    /// A payment of lexoffice that is on its way to HERO, or that HERO refused.
    package var isMirroring = false
    package var isUnanswered = false
    package var isStill = false
    /// Milliseconds since the side that was looked at longer ago; nil where one never was.
    package var age: Int64?

    package init(total: Cents, heroOpen: Cents?, lexofficeOpen: Cents?, age: Int64?) {
        self.total = total
        self.heroOpen = heroOpen
        self.lexofficeOpen = lexofficeOpen
        self.age = age
    }
}

extension DunningCase {
    /// What speaks against it counts however old it is; that nothing does has to be fresh.
    /// - Parameter ageMaximum: in milliseconds.
    package func verdict(ageMaximum: Int64) -> DunningVerdict {
        if let obstacle { return .not(obstacle) }
        if let gap = gap(ageMaximum) { return .unknown(gap) }
        return .mayBeDunned
    }

    private var obstacle: DunningObstacle? {
        if isCancelled { return .cancelled }
        if isContested { return .contested }
        if isInDoubt { return .paymentInDoubt }
        if isReturned { return .returnBeingCleared }
        if hasForeignEntry { return .entryOnlyInHero }
        if isUnderWay { return .underWay }
        if isWrittenOff { return .writtenOff }
        if isMirroring { return .entryMissingInHero }
        return lexofficeOpen.flatMap(obstacle)
    }

    private func obstacle(_ open: Cents) -> DunningObstacle? {
        guard open.signum > 0 else { return heroOpen.map { $0.signum > 0 } == true ? .entryMissingInHero : .settled }
        if isPartlyPaid, isWithheldTax(open) { return .withheldTax }
        guard let heroOpen, heroOpen != open else { return nil }
        return open < heroOpen ? .entryMissingInHero : .amountsDiffer
    }

    /// 15 % of the gross, give or take the cent either side rounded.
    private func isWithheldTax(_ open: Cents) -> Bool {
        let difference = Int128(open.amount) * 100 - Int128(total.amount) * 15
        return difference.magnitude <= 100
    }

    private func gap(_ ageMaximum: Int64) -> DunningGap? {
        if heroOpen == nil || lexofficeOpen == nil { return .notTold }
        if isUnanswered { return .unanswered }
        if isStill { return .resting }
        guard let age else { return .neverSeen }
        // A clock that was set back proves nothing.
        return age < 0 || age > ageMaximum ? .tooOld : nil
    }
}
