internal import Bookkeeping

/// The token bucket in front of every endpoint (lexoffice-api.md §2.1). Exact in milliseconds: a token is 1000 units, and each
/// millisecond adds as many units as requests are allowed a second.
struct LexofficeRateBucket: Sendable {
    private var units: Int64?
    private var seenAt = Instant(milliseconds: 0)

    /// Takes a token if there is one.
    mutating func admits(at now: Instant, perSecond: Int?, burst: Int) -> Bool {
        guard let perSecond else { return true }
        let full = Int64(max(1, burst)) * 1000
        // A clock set back must not fill the bucket; a first request finds it full.
        let elapsed = min(max(0, now.milliseconds - seenAt.milliseconds), full)
        let level = min(full, (units ?? full) + elapsed * Int64(perSecond))
        seenAt = max(seenAt, now)
        units = level >= 1000 ? level - 1000 : level
        return level >= 1000
    }
}
