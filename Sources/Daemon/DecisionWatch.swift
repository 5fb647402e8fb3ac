package import Logging
package import Persistence
internal import ServiceLifecycle
package import Transport

/// Rings when somebody decided something beside the service: the state is all both share, and nothing but looking tells of it.
package struct DecisionWatch: Service {
    /// Between two looks, each one question about an index that is empty as a rule.
    static let pause: Int64 = 500

    private let store: Store
    private let bell: WakeSignal
    private let logger: Logger
    private let time: any TimeSource

    /// - Parameter store: a view, so that a look never waits for a pass.
    package init(store: Store, bell: WakeSignal, logger: Logger, time: any TimeSource) {
        self.store = store
        self.bell = bell
        self.logger = logger
        self.time = time
    }

    package func run() async throws {
        await cancelWhenGracefulShutdown { await watch() }
    }

    private func watch() async {
        var told: Int64 = 0
        var isBlind = false
        while !Task.isCancelled {
            do {
                let newest = try store.newestUntakenDecision()
                // What is left after one ring waits for the next pass.
                if newest > told { bell.ring(.decision) }
                told = max(told, newest)
                isBlind = false
            } catch {
                if !isBlind { logger.warning("the state could not be read for decisions", metadata: ["error": "\(error.code.rawValue)"]) }
                isBlind = true
            }
            do { try await time.sleep(milliseconds: Self.pause) } catch { return }
        }
    }
}
