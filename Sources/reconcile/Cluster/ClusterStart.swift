import Cluster
import Foundation
import Logging
import Persistence
import Reconciliation
import Systemd
import Transport
import Web

/// Before a service of a cluster begins: waits for its turn and takes the account over.
struct ClusterStart {
    let configuration: ClusterConfiguration
    let wiring: Wiring
    let notifier: ServiceNotifier
    let logger: Logger
    let time: SystemTime
    let board: ClusterBoard
    var rules: ClusterRules

    /// Between two looks at etcd, in milliseconds.
    private static let look: Int64 = 500

    /// Others see who waits, and may ask its listener; and whoever waits writes nothing.
    func waitedSeat(_ listener: WebListener) async throws -> ClusterSeat {
        let lock = try wiring.lock(ClusterRule.waiting)
        defer { withExtendedLifetime(lock) {} }
        return try await withThrowingTaskGroup(of: ClusterSeat?.self) { group in
            group.addTask {
                try await listener.run()
                return nil
            }
            group.addTask { try await self.seat() }
            var seat: ClusterSeat?
            while seat == nil, let ended = try await group.next() { seat = ended }
            group.cancelAll()
            // Until the address is free again; how the listener ended is of no interest any more.
            while await group.nextResult() != nil {}
            guard let seat else { throw CancellationError() }
            return seat
        }
    }

    private func seat() async throws -> ClusterSeat {
        let host = try configuration.settings.host(wiring.configuration, wiring.environment, time)
        var told: ClusterSeat.Wait?
        while true {
            do throws(ClusterSeat.Failure) {
                let seat = try await ClusterSeat.take(
                    configuration.account, host, directory: wiring.stateDirectory, laying: rules.laying)
                logger.notice("took the account over in epoch \(seat.ownership.epoch): \(seat.origin.words)")
                return seat
            } catch {
                switch error {
                case .state(let failure): throw failure
                case .waits(let wait):
                    if case .away = wait { board.etcd(answers: false) } else { board.etcd(answers: true) }
                    if wait != told { wait.tell(logger) }
                    // The service stands ready; systemd is told so once, and the watchdog each time.
                    if told == nil { notifier.ready(wait.words) } else if wait != told { notifier.status(wait.words) }
                    told = wait
                }
            }
            notifier.send(.watchdog)
            // What another host may be able to restore is left to it for a while.
            let isLeftToOthers = if case .replica = told { true } else { told == .nothingToBegin }
            try await time.sleep(milliseconds: isLeftToOthers ? 4 * Self.look : Self.look)
        }
    }
}

/// The rules a trial breaks to see that it would find it. Nothing of a configuration reaches them.
struct ClusterRules: Sendable {
    var mark: @Sendable (ClusterMark, ClusterSeat) -> any Mark = { mark, _ in mark }
    var transport: (@Sendable (any HTTPTransport, WriterPool, any Mark) -> any HTTPTransport)?
    /// What is laid beside a restored state.
    var laying = Takeover.laying
}

extension ClusterSeat {
    /// The mark of a state, and threads for the writes that wait for it.
    /// - Parameter store: nil where it is open for its passes only.
    func announcing(_ store: Store?, _ writers: WriterPool, _ rules: ClusterRules) -> (own: ClusterMark, Announcing) {
        let own = ClusterMark(ownership, store: store, head: record.head, gateway: host.gateway, time: host.time)
        var announcing = Announcing(mark: rules.mark(own, self), writers: writers)
        if let transport = rules.transport { announcing.transport = transport }
        return (own, announcing)
    }
}

extension WriterPool {
    /// An account writes one thing after the other; a second thread lets a payment pass by a document.
    static let ofOneAccount = 4

    convenience init(_ wiring: Wiring, maximum: Int = ofOneAccount) throws(CommandFailure) {
        let timeouts = try Remotes.timeouts(wiring)
        self.init(maximum: maximum) { () throws(CurlUnavailable) in
            try CurlTransport(userAgent: Remotes.userAgent, timeouts: timeouts)
        }
    }
}

extension ClusterSeat {
    /// For the log.
    static let notCarried = "what was written last may not have been carried away; if so, the next owner links it again"
}

extension Takeover.Origin {
    /// For the log.
    var words: String {
        switch self {
        case .brought: "the first owner, with the state that lay here"
        case .wentOn: "nobody else has owned it since, the state goes on as after a crash"
        case .restored(let epoch): "restored from the replica of epoch \(epoch)"
        case .kept: "there is no replica; an old state lay here"
        }
    }
}

extension ClusterSeat.Wait {
    /// With its cause, where there is one.
    func tell(_ logger: Logger) { logger.notice("\(words)", metadata: detail.map { ["error": "\($0)"] } ?? [:]) }

    private var detail: String? {
        switch self {
        case .away(let error): "\(error)"
        case .replica(let cause): cause
        case .owned, .notHere, .nothingToBegin: nil
        }
    }
}
