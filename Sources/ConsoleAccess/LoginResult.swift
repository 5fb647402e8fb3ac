/// What became of a try to log in. The raw value is a label of `reconcile_console_logins_total`.
package enum LoginResult: String, Sendable, Hashable, CaseIterable {
    case accepted
    /// Never issued, revoked, or no key at all.
    case unknown
    case expired
    case used
    /// Not looked at, as too many failed before.
    case throttled
    /// The file with the keys cannot be read.
    case unavailable

    /// Of the answer.
    package var status: Int {
        switch self {
        case .accepted: 303
        case .unknown, .expired, .used: 403
        case .throttled: 429
        case .unavailable: 503
        }
    }
}
