package import Logging
package import Persistence
internal import ServiceLifecycle
internal import Systemd
package import Telemetry
package import Transport

/// Recomputes the journal's hash chain at the start and once a day. A chain that does not hold stops the transfer: what the state says
/// about earlier writes can no longer be trusted, and a person has to look.
package struct JournalWatch: Service {
    private let open: @Sendable () throws(StoreError) -> Store
    private let logger: Logger
    private let metrics: MetricRegistry
    private let health: ServiceHealth
    private let time: any TimeSource

    private static let period: Int64 = 24 * 3_600_000

    /// - Parameter open: gives a view of its own: reading a long journal takes seconds, and nobody is to wait for it.
    package init(
        open: @escaping @Sendable () throws(StoreError) -> Store, logger: Logger, metrics: MetricRegistry, health: ServiceHealth,
        time: any TimeSource
    ) {
        self.open = open
        self.logger = logger
        self.metrics = metrics
        self.health = health
        self.time = time
    }

    package func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                check()
                do { try await time.sleep(milliseconds: Self.period) } catch { return }
            }
        }
    }

    /// A state that cannot be read just now, for a full disk say, says nothing about the chain.
    package func check() {
        do throws(StoreError) {
            let verdict = try open().verifyJournal()
            let isWhole = verdict.broken == nil
            metrics.recordJournalCheck(isWhole: isWhole, at: Double(time.wallMilliseconds()) / 1000)
            health.journalChecked(isWhole: isWhole)
            if let broken = verdict.broken {
                logger.log(.journalBroken(reason: StoreError.Code.altered.rawValue))
                logger.critical("the chain breaks here", metadata: ["key": "\(broken.seq)"])
            } else {
                // The newest hash outside the file: a chain rewritten from some entry on would not meet it.
                logger.notice("the journal is whole", metadata: ["documents": "\(verdict.entries)", "key": "\(verdict.newestHash)"])
            }
        } catch {
            logger.error("the journal could not be checked", metadata: ["error": "\(error.code.rawValue)"])
        }
    }
}
