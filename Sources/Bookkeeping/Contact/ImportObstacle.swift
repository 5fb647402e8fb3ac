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
