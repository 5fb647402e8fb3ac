/// Why a number of a range is not in lexoffice (domain.md R5). Gaps are lawful but must be explainable (K10).
package enum GapReason: Sendable, Hashable {
    case deletedInHero
    case blocked(ReasonCode?)
    case beforeStart
    case skipped(ReasonCode?)
    /// HERO shows no document of this number.
    case unknown

    package var code: String {
        switch self {
        case .deletedInHero: "DELETED_IN_HERO"
        case .blocked(let reason): "BLOCKED(\(reason?.rawValue ?? "-"))"
        case .beforeStart: "BEFORE_START"
        case .skipped(let reason): "SKIPPED(\(reason?.rawValue ?? "-"))"
        case .unknown: "UNKNOWN"
        }
    }

    /// Whether a range that holds such a number is one that reaches lexoffice.
    package var opensRange: Bool {
        switch self {
        case .blocked: true
        case .skipped(let reason): reason != .notBookingRelevant
        case .deletedInHero, .beforeStart, .unknown: false
        }
    }

    package var isExplained: Bool { self != .unknown }
}
