import Cluster
import Foundation
import Logging
import Transport

/// Beside the passes of an owner: how long changes wait to be carried away, and whether what was lost is still linked again.
struct ReplicaWatch: Sendable {
    let seat: ClusterSeat
    let mark: ClusterMark
    let board: ClusterBoard
    let logger: Logger

    /// Between two looks, in milliseconds.
    private static let look: Int64 = 1_000
    /// What an upload may take, in milliseconds.
    private static let answerMaximum = 5_000

    func run() async {
        var lag = ReplicaLag()
        while !Task.isCancelled {
            await look(&lag)
            // Cancelled is the end of the watch.
            try? await seat.host.time.sleep(milliseconds: Self.look)
        }
    }

    private func look(_ lag: inout ReplicaLag) async {
        let (seat, mark) = (seat, mark)
        let now = seat.host.time.wallMilliseconds()
        do {
            if let reach = try await Blocking.run({ try mark.reach() }) {
                lag.look(reach.head, at: now)
                board.state(isRelinking: reach.isRelinking)
            }
        } catch {
            // A pass says what is wrong with the state.
            logger.debug("how far the state has come could not be read")
        }
        if lag.isBehind, await seat.host.carrier.hasCarried(seat.database, atMost: Self.answerMaximum) { lag.carried() }
        board.replica(waiting: lag.waiting(at: now))
    }
}
