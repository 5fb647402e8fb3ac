internal import Bookkeeping
package import Logging
package import Persistence
internal import ServiceLifecycle
internal import Synchronization
package import Transport

/// Says after a complete pass that all is well, at most once a minute. Whoever listens raises the alarm when it stays away: a service that
/// is dead cannot.
package final class DeadManPing: Service {
    /// Between two looks whether a pass has ended.
    package static let pause: Int64 = 2_000
    /// Between two pings.
    package static let distance: Int64 = 60_000

    private let store: Store
    private let sender: NotificationSender
    private let address: Mutex<WebAddress?>
    private let logger: Logger
    private let time: any TimeSource
    private let tried: @Sendable (NotificationResult) -> Void

    /// - Parameter store: a view of its own.
    package init(
        store: Store, sender: NotificationSender, address: WebAddress?, logger: Logger, time: any TimeSource,
        tried: @escaping @Sendable (NotificationResult) -> Void
    ) {
        self.store = store
        self.sender = sender
        self.address = Mutex(address)
        self.logger = logger
        self.time = time
        self.tried = tried
    }

    package func use(_ address: WebAddress?) { self.address.withLock { $0 = address } }

    package func run() async throws { await cancelWhenGracefulShutdown { await self.watch() } }

    private func watch() async {
        /// What was complete before this process says nothing about it.
        var told = newest() ?? 0
        var last: Int64?
        var isSilent = false
        while !Task.isCancelled {
            do { try await time.sleep(milliseconds: Self.pause) } catch { return }
            let now = time.monotonicMilliseconds()
            guard let address = address.withLock({ $0 }), let pass = newest(), pass > told, last.map({ now - $0 >= Self.distance }) ?? true
            else { continue }
            told = pass
            last = now
            let outcome = await sender.ping(address)
            tried(outcome.result)
            let isHeard = outcome.result == .sent
            if !isHeard, !isSilent { logger.warning("the ping was not taken: \(outcome.detail)") }
            isSilent = !isHeard
        }
    }

    /// When it began: not each has a row of its own. Nil when there is none, or the state cannot be read just now: then nobody may say
    /// that all is well.
    private func newest() -> Int64? {
        do { return try store.lastPass(.complete)?.startedAt.milliseconds } catch { return nil }
    }
}
