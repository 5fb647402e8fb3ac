import Cluster
import Logging
import Transport

/// Beside everything that is owned: begins Litestream again where it ended by itself.
struct CarrierWatch: Sendable {
    let host: ClusterHost
    let logger: Logger

    /// Between two looks, and after one that found it ended, in milliseconds.
    private static let look: Int64 = 1_000
    private static let pause: Int64 = 5_000

    func run() async {
        while !Task.isCancelled {
            let hasEnded = host.carrier.hasEnded
            if hasEnded { await beginAgain() }
            // Cancelled is the end of the watch.
            try? await host.time.sleep(milliseconds: hasEnded ? Self.pause : Self.look)
        }
    }

    private func beginAgain() async {
        logger.error("Litestream ended by itself and is begun again")
        do {
            try await host.carrier.begin()
        } catch {
            logger.error("Litestream cannot be begun", metadata: ["error": "\(error)"])
        }
    }
}
