package import Bookkeeping
package import Persistence
package import Transport

/// Where a link becomes a session.
package final class LoginDesk: Sendable {
    /// The address of the login, as links name it.
    package static let path = "/anmelden"
    /// After a refusal for too many tries, in seconds: `Retry-After`.
    package static let retrySeconds = LoginThrottle.milliseconds / 1000

    package enum Answer: Sendable {
        /// The secret goes into the cookie, and nowhere else.
        case welcome(AccessSession, AccessSecret)
        /// Not ``LoginResult/accepted``.
        case refused(LoginResult)
    }

    private let store: AccessStore
    private let time: any TimeSource
    private let count: @Sendable (LoginResult) -> Void
    private let throttle = LoginThrottle()

    /// - Parameter count: told of every try: `reconcile_console_logins_total`.
    package init(store: AccessStore, time: any TimeSource, count: @escaping @Sendable (LoginResult) -> Void) {
        (self.store, self.time, self.count) = (store, time, count)
    }

    /// The session is always a new one: what the visitor brought along is ended, never taken over, so that nobody can plant one.
    /// - Parameters:
    ///   - text: what the form's field holds: a key or the whole link.
    ///   - old: the session he has so far.
    package func logIn(_ text: String, replacing old: AccessSecret?) -> Answer {
        let stamp = time.monotonicMilliseconds()
        guard throttle.mayTry(at: stamp) else { return refused(.throttled) }
        guard let key = AccessSecret(pasted: text) else { return refused(.unknown) }
        let secret = AccessSecret()
        do throws(StoreError) {
            switch try store.redeem(key.digest, session: secret.digest, replacing: old?.digest, at: now) {
            case .accepted(let session):
                throttle.forgive(stamp)
                count(.accepted)
                return .welcome(session, secret)
            case .unknown: return refused(.unknown)
            case .expired: return refused(.expired)
            case .used: return refused(.used)
            }
        } catch {
            throttle.forgive(stamp)
            return refused(.unavailable)
        }
    }

    /// Makes a key for somebody: what `reconcile console` prints.
    package static func issue(_ grant: AccessGrant, in store: AccessStore, at now: Instant) throws(StoreError) -> (AccessKey, AccessSecret)
    {
        let secret = AccessSecret()
        return (try store.issue(grant, key: secret.digest, at: now), secret)
    }

    private var now: Instant { Instant(milliseconds: time.wallMilliseconds()) }

    private func refused(_ result: LoginResult) -> Answer {
        count(result)
        return .refused(result)
    }
}
