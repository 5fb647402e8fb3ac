import Cluster
import Foundation
import Logging
import Persistence
import Reconciliation
import ServiceLifecycle
import Synchronization
import Systemd
import Transport

/// Beside the passes of a host that owns its account: whether it still does, whether Litestream runs, and the tokens of a login. It ends
/// the service when the account is lost, or wanted elsewhere; the next start waits for its turn like any other.
final class ClusterWatch: Service {
    enum End: Sendable, Hashable {
        case lost(ClusterLoss)
        case wantedElsewhere
    }

    private let seat: ClusterSeat
    private let mark: ClusterMark
    private let logins: ClusterLogin?
    private let board: ClusterBoard
    private let logger: Logger
    private let teller = Mutex<@Sendable (String?) -> Void>({ _ in })
    private let group = Mutex<ServiceGroup?>(nil)
    private let ended = Mutex<End?>(nil)
    private let told = Mutex<String?>(nil)

    /// Between two looks, in milliseconds.
    private static let look: Int64 = 1_000
    /// So many without an answer are told.
    private static let patience = 2

    init(_ seat: ClusterSeat, mark: ClusterMark, logins: ClusterLogin?, board: ClusterBoard, logger: Logger) {
        self.seat = seat
        self.mark = mark
        self.logins = logins
        self.board = board
        self.logger = logger
    }

    /// Which is told to stop.
    func watches(_ group: ServiceGroup) { self.group.withLock { $0 = group } }

    /// - Parameter tell: what is to be said of the cluster in the status line; nil for nothing.
    func tells(_ tell: @escaping @Sendable (String?) -> Void) { teller.withLock { $0 = tell } }

    /// In the status line each time, in the log where it is news.
    private func tell(_ words: String?) {
        teller.withLock { $0 }(words)
        let before = told.withLock { told in
            defer { told = words }
            return told
        }
        guard words != before else { return }
        if let words { logger.warning("\(words)") } else { logger.notice("the cluster is whole again") }
    }

    var end: End? { ended.withLock { $0 } }

    func run() async throws {
        let replica = ReplicaWatch(seat: seat, mark: mark, board: board, logger: logger)
        let carrier = CarrierWatch(host: seat.host, logger: logger)
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                group.addTask { await replica.run() }
                group.addTask { await carrier.run() }
                await self.watch()
                group.cancelAll()
            }
        }
        guard end != nil else { return }
        await group.withLock { $0 }?.triggerGracefulShutdown()
        // A service that ends by itself would end the others at once, and not in their order.
        try? await gracefulShutdown()
    }

    private func watch() async {
        var silent = 0
        while !Task.isCancelled, end == nil {
            silent = await look() ? 0 : silent + 1
            board.etcd(answers: silent == 0)
            // One slow answer is no news.
            if silent == Self.patience { tell("etcd does not answer, nothing is written") }
            if silent == 0, end == nil { await announceNewHistory() }
            await logins?.carry(by: seat)
            // Cancelled is the end of the watch.
            try? await seat.host.time.sleep(milliseconds: Self.look)
        }
    }

    /// False where etcd does not answer.
    private func look() async -> Bool {
        if let loss = mark.loss { return finish(.lost(loss)) }
        switch await seat.look() {
        case .away: return false
        case .wantedElsewhere: return finish(.wantedElsewhere)
        case .stands:
            tell(seat.isCarried ? nil : "Litestream does not run, nothing of the state is carried away")
            return true
        case .lost:
            mark.lose(.ownership)
            return finish(.lost(.ownership))
        }
    }

    private func finish(_ end: End) -> Bool {
        logger.warning("the service ends its turn", metadata: ["error": "\(end.words)"])
        ended.withLock { $0 = end }
        return true
    }

    private func announceNewHistory() async {
        let mark = mark
        do {
            try await Blocking.run { try mark.announceNewHistory() }
        } catch {
            // The next look says what is the matter, or it is tried again.
            logger.debug("a new history could not be announced")
        }
    }
}

extension ClusterWatch.End {
    var words: String {
        switch self {
        case .lost(let loss): loss.cause
        case .wantedElsewhere: "the account is wanted on another host"
        }
    }

    /// Not a failure somebody has to mend: the next start waits for its turn.
    var failure: CommandFailure {
        CommandFailure(
            .temporary, code: self == .wantedElsewhere ? "CLUSTER_MOVED" : "CLUSTER_LOST", words,
            hint: "Started anew, the service waits for its turn; what it has is put aside if somebody else has owned the account since.")
    }
}
