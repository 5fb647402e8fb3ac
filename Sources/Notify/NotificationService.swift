internal import Bookkeeping
package import Logging
internal import Persistence
internal import ServiceLifecycle
internal import Synchronization
package import Transport

/// Tells people beside the loop of passes, which never waits for it: with a connection to the state and a life of its own.
package final class NotificationService: Service {
    /// Between two looks at what is due.
    package static let pause: Int64 = 5_000

    private let desk: NotificationDesk
    private let settings: Mutex<NotificationSettings>
    private let logger: Logger
    private let time: any TimeSource

    package init(desk: NotificationDesk, settings: NotificationSettings, logger: Logger, time: any TimeSource) {
        self.desk = desk
        self.settings = Mutex(settings)
        self.logger = logger
        self.time = time
    }

    /// From the next look on.
    package func use(_ settings: NotificationSettings) { self.settings.withLock { $0 = settings } }

    package func run() async throws { await cancelWhenGracefulShutdown { await self.tell() } }

    private func tell() async {
        var isBlind = false
        while !Task.isCancelled {
            do {
                try await desk.turn(settings.withLock { $0 })
                isBlind = false
            } catch {
                let code = (error as? StoreError)?.code.rawValue ?? "\(type(of: error))"
                if !isBlind { logger.error("what is to be told could not be read or written", metadata: ["error": "\(code)"]) }
                isBlind = true
            }
            do { try await time.sleep(milliseconds: Self.pause) } catch { return }
        }
    }
}
