import Lexoffice
import Synchronization
import Transport

/// The limiter of an account, for as long as this lives: a new configuration changes the rate and forgets nothing. The state belongs to
/// one organisation, so another address is the only way to another account.
final class RateLimiters: Sendable {
    private let known = Mutex<[LexofficeEndpoint: RateLimiter]>([:])

    func limiter(
        of endpoint: LexofficeEndpoint, thousandthsPerSecond: Int, time: any TimeSource, waited: @escaping @Sendable (Int64) -> Void
    ) -> RateLimiter {
        known.withLock { known in
            if let limiter = known[endpoint] {
                limiter.use(thousandthsPerSecond: thousandthsPerSecond)
                return limiter
            }
            let limiter = RateLimiter(thousandthsPerSecond: thousandthsPerSecond, time: time, waited: waited)
            known[endpoint] = limiter
            return limiter
        }
    }
}
