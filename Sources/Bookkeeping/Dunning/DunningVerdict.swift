/// Why a document must not be dunned now. A closed set; the codes are shown.
package enum DunningObstacle: String, Sendable, CaseIterable {
    /// A reversal, or reversed: it is netted in lexoffice, and never overdue (domain.md V24).
    case cancelled = "CANCELLED"
    /// Its voucher is gone, voided, changed or there twice, or HERO changed it.
    case contested = "CONTESTED"
    /// Whether a payment reached HERO is not certain, or which entry it is.
    case paymentInDoubt = "PAYMENT_IN_DOUBT"
    /// A debit came back or a payment was taken off: HERO still has the entry.
    case returnBeingCleared = "RETURN_BEING_CLEARED"
    /// HERO has an entry that lexoffice does not know: perhaps it was paid.
    case entryOnlyInHero = "ENTRY_ONLY_IN_HERO"
    /// lexoffice says that the money is on its way (domain.md P12).
    case underWay = "PAYMENT_UNDER_WAY"
    /// lexoffice has seen money that HERO does not know yet.
    case entryMissingInHero = "ENTRY_MISSING_IN_HERO"
    /// Closed as a bad debt (domain.md P8).
    case writtenOff = "WRITTEN_OFF"
    /// Nothing is open.
    case settled = "SETTLED"
    /// What is open is 15 % of it and the rest was paid: tax the customer keeps by § 48 EStG (domain.md V22).
    case withheldTax = "WITHHELD_TAX"
    /// Both say something is open, and not the same.
    case amountsDiffer = "AMOUNTS_DIFFER"
}

/// Why nobody can say whether it may be dunned.
package enum DunningGap: String, Sendable, CaseIterable {
    /// Neither system was looked at completely yet.
    case neverSeen = "NEVER_SEEN"
    /// Nothing is looked at while the integration rests.
    case resting = "RESTING"
    case tooOld = "TOO_OLD"
    /// It was asked about and not answered.
    case unanswered = "UNANSWERED"
    /// A side does not say what is open.
    case notTold = "NOT_TOLD"
}

/// *Nicht mahnen*: exactly one of three.
package enum DunningVerdict: Sendable, Hashable {
    case mayBeDunned
    case not(DunningObstacle)
    case unknown(DunningGap)

    package var code: String {
        switch self {
        case .mayBeDunned: "MAY_BE_DUNNED"
        case .not: "DO_NOT_DUN"
        case .unknown: "UNKNOWN"
        }
    }

    package var reason: String? {
        switch self {
        case .mayBeDunned: nil
        case .not(let obstacle): obstacle.rawValue
        case .unknown(let gap): gap.rawValue
        }
    }
}
