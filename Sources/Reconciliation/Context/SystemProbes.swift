internal import Hero
internal import Lexoffice
internal import Synchronization
package import Transport

/// Decides whose trouble a failure is: an independent question to the same system, about nothing in particular. Only if that fails as
/// well is it the system's, and what the probe met is then what is said of it.
package final class SystemProbes: Sendable {
    /// How long a system that answered a probe counts as answering, in milliseconds; silence is asked about anew each time.
    private static let trusted: Int64 = 30_000

    private let answeredAt = Mutex<[RemoteSystem: Int64]>([:])

    package func confirm(_ system: RemoteSystem, _ context: PassContext, after failure: ItemFailure) async throws {
        let now = context.time.monotonicMilliseconds()
        if !failure.isSilence, let last = answeredAt.withLock({ $0[system] }), now - last < Self.trusted, now >= last { return }
        try await probe(system, context)
        answeredAt.withLock { $0[system] = context.time.monotonicMilliseconds() }
    }

    /// A credential that may not see the profile, and may do other things: the system answers.
    private func mayAnything(_ context: PassContext) async throws -> Bool {
        for right in LexofficeRight.allCases where try await context.lexoffice.isAllowed(right) { return true }
        return false
    }

    package func probe(_ system: RemoteSystem, _ context: PassContext) async throws {
        switch system {
        case .hero: try await context.hero.probe()
        case .lexoffice:
            do throws(LexofficeError) {
                _ = try await context.lexoffice.profile()
            } catch {
                guard error.code == .forbidden, try await mayAnything(context) else { throw error }
            }
        }
    }
}
