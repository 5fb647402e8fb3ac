package import Bookkeeping

/// Why a lexoffice contact is not imported (domain.md S40). Codes are English and stable.
package enum ImportObstacle: String, Sendable, Hashable, CaseIterable {
    /// An earlier import of it had no answer; the settle window has not passed yet.
    case outcomeUnknown = "OUTCOME_UNKNOWN"
    case linked = "LINKED"
    case vendorOnly = "VENDOR_ONLY"
    case archived = "ARCHIVED"
    case unreadable = "UNREADABLE"
    case noName = "NO_NAME"
    case known = "MATCHES_HERO"
    /// Several HERO customers fit: nothing is guessed.
    case several = "SEVERAL_MATCHES"
    /// Several lexoffice contacts would become the same HERO customer.
    case alike = "ALIKE_IN_LEXOFFICE"

    package var needsPerson: Bool { self == .several || self == .alike }
}

package struct ImportSkip: Sendable, Hashable {
    package var contactID: String
    /// For the eyes of whoever runs the import; it goes into no file of ours (domain.md D5).
    package var name: String
    package var obstacle: ImportObstacle
    /// HERO's customers that stand in the way.
    package var customers: [Int] = []
}

/// Every contact of lexoffice, either ready or skipped for a reason.
package struct ImportPlan: Sendable, Hashable {
    package var ready: [ContactCard] = []
    package var skipped: [ImportSkip] = []
    /// Of those ready, the ones an earlier import had been asked for already.
    package var begun: Set<String> = []

    package init() {}

    package func count(_ obstacle: ImportObstacle) -> Int { skipped.count { $0.obstacle == obstacle } }
}
