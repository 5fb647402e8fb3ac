import Bookkeeping
import Cluster
import Console
import Fleet
import Foundation
import Glibc
import Logging
import Persistence
import Reconciliation
import ServiceLifecycle
import Synchronization
import Telemetry
import Transport

/// Where several hosts take turns with the accounts of a fleet: takes over what nobody owns, gives up what is lost or wanted elsewhere, and
/// sees to it that what is owned is carried away. One lease for all accounts of this host; whatever becomes of one account is no other's.
final class FleetCluster: Service {
    private struct State {
        /// When each account is looked at next.
        var dueAt: [String: Int64] = [:]
        /// What is at work just now; whether it is being taken over, which may take long.
        var busy: [String: Bool] = [:]
        /// Of accounts this host owns, also those whose files are gone.
        var owned: [String: AccountWork] = [:]
        /// What each waits for that is not owned here, so that it is logged once.
        var told: [String: ClusterSeat.Wait] = [:]
    }

    private let state = Mutex(State())
    private let host: ClusterHost
    private let writers: WriterPool
    private let logger: Logger
    private let directory: FleetDirectory
    private let loop: FleetLoop
    private let shop: FleetShop
    private let consoles: AccountConsoles?

    /// Between two rounds, in milliseconds.
    private static let pause: Int64 = 500
    /// Between two looks at one account, in milliseconds: a second, and of many accounts so long that etcd is asked three hundred times a
    /// second.
    private var look: Int64 { max(1_000, Int64(directory.all.count) * 3) }
    /// What another host may be able to restore is left to it for a while.
    private static let leftToOthers: Int64 = 2_000
    /// So many accounts are taken over at the same time, and so many others kept or given up: an object store that does not answer holds
    /// up none of these.
    private static let atOnce = 16
    /// Threads for writes, of all accounts together; made when they are needed.
    static let writersMaximum = 64
    /// What the end of a pass may take before the account is given up without it.
    private static let restMaximum: Int64 = 15_000
    /// In seconds, and less than systemd waits for an end.
    private static let leaveMaximum: UInt32 = 12

    init(
        host: ClusterHost, writers: WriterPool, logger: Logger, directory: FleetDirectory, loop: FleetLoop, shop: FleetShop,
        consoles: AccountConsoles?
    ) {
        self.host = host
        self.writers = writers
        self.logger = logger
        self.directory = directory
        self.loop = loop
        self.shop = shop
        self.consoles = consoles
    }

    /// Of every account, whoever owns it.
    var readings: [ClusterReading] {
        let told = state.withLock { $0.told }
        return directory.all.sorted { $0.name < $1.name }.map { work in
            if let reading = work.turn?.board.reading { return reading }
            var waiting = ClusterReading(account: work.name)
            if let wait = told[work.name] { waiting[.etcdAnswers] = wait.isForEtcd ? 0 : 1 }
            return waiting
        }
    }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                group.addTask { await CarrierWatch(host: self.host, logger: self.logger).run() }
                while !Task.isCancelled {
                    for work in self.due() { group.addTask { await self.turn(work) } }
                    // Cancelled is the end.
                    try? await self.host.time.sleep(milliseconds: Self.pause)
                }
            }
        }
        // The passes ended before. What is still to be carried away may take longer than a stop does otherwise.
        _ = alarm(Self.leaveMaximum)
        let owned = state.withLock { Array($0.owned.values) }
        await withDiscardingTaskGroup { group in
            for work in owned { group.addTask { await self.leave(work) } }
        }
        writers.shutdown()
        await host.leave()
        _ = alarm(StopDeadline.seconds)
    }

    private var now: Int64 { host.time.monotonicMilliseconds() }

    /// Those to look at now, which count as looked at until ``turn(_:)`` is through with them. Who waited longest goes first.
    private func due() -> [AccountWork] {
        let (now, all) = (now, directory.all)
        return state.withLock { state in
            let known = Set(all.map(\.name))
            state.dueAt = state.dueAt.filter { known.contains($0.key) || state.owned[$0.key] != nil }
            let gone = state.owned.values.filter { !known.contains($0.name) }
            let due = (all + gone).filter { state.busy[$0.name] == nil && state.dueAt[$0.name, default: 0] <= now }
                .sorted { state.dueAt[$0.name, default: 0] < state.dueAt[$1.name, default: 0] }
            return [true, false].flatMap { isTaken in
                let room = Self.atOnce - state.busy.values.count { $0 == isTaken }
                let chosen = due.filter { ($0.turn == nil) == isTaken }.prefix(max(0, room))
                for work in chosen { state.busy[work.name] = isTaken }
                return chosen
            }
        }
    }

    private func turn(_ work: AccountWork) async {
        let pause: Int64
        if let owned = work.turn {
            await keep(work, owned)
            pause = look
        } else {
            pause = await take(work)
        }
        let now = now
        state.withLock { state in
            state.busy[work.name] = nil
            state.dueAt[work.name] = now + pause
        }
    }

    // MARK: taking over

    /// - Returns: until the next try.
    private func take(_ work: AccountWork) async -> Int64 {
        guard let keys = AccountKeys(work.name) else {
            // One name is taken: the hosts themselves stand under it.
            work.holdBack(.configuration(setting: "name"), nil)
            return Self.leftToOthers
        }
        let wiring = work.configured
        do {
            // By it others see that this host is there, also where it has nothing to do.
            _ = try await host.lease()
            // Most are another host's, for days: one question, and nothing on the disk.
            if let owner = try await AccountRecord.read(keys, host.gateway).owner, owner.host != host.name {
                return waits(work, .owned(by: owner.host))
            }
            let seat = try await seat(keys, wiring)
            do {
                try await begin(work, seat, wiring)
            } catch {
                if work.turn == nil { _ = await seat.leave() } else { await leave(work) }
                throw error
            }
        } catch ClusterSeat.Failure.waits(let wait) {
            return waits(work, wait)
        } catch let error as EtcdError {
            return waits(work, .away(error))
        } catch {
            let cause = if case .state(let failure)? = error as? ClusterSeat.Failure { failure as any Error } else { error }
            let isTemporary = (error as? CommandFailure)?.exit == .temporary
            work.holdBack(isTemporary ? .etcdSilent : work.trouble(cause), cause)
            return Self.leftToOthers
        }
        return look
    }

    /// Nobody else of this machine works with the state meanwhile; from then on its passes have the lock.
    private func seat(_ keys: AccountKeys, _ wiring: Wiring) async throws -> ClusterSeat {
        let lock = try wiring.lock(ClusterRule.waiting, isOneOfMany: true)
        defer { withExtendedLifetime(lock) {} }
        return try await ClusterSeat.take(keys, host, directory: wiring.stateDirectory)
    }

    private func begin(_ work: AccountWork, _ seat: ClusterSeat, _ wiring: Wiring) async throws {
        let login = try await ClusterLogin.brought(to: seat, wiring, work.logger)
        let (mark, announcing) = seat.announcing(nil, writers, ClusterRules())
        let board = ClusterBoard(seat.ownership.keys)
        board.owns(seat, mark)
        board.etcd(answers: true)
        let replica = ReplicaWatch(seat: seat, mark: mark, board: board, logger: work.logger)
        work.own(
            OwnedAccount(
                seat: seat, mark: mark, announcing: announcing, login: login, board: board, carried: Task { await replica.run() }))
        state.withLock { state in
            state.owned[work.name] = work
            state.told[work.name] = nil
        }
        work.logger.notice("took the account over in epoch \(seat.ownership.epoch): \(seat.origin.words)")
        shop.board.leave(work.name, .ahead)
        try directory.begin(work)
        // At once, and in the order of all that come.
        loop.hint(work.name, isUrgent: false)
    }

    private func waits(_ work: AccountWork, _ wait: ClusterSeat.Wait) -> Int64 {
        // What is cut off by the end of the service says nothing of the account.
        guard !Task.isCancelled else { return look }
        let isNew = state.withLock { $0.told.updateValue(wait, forKey: work.name) != wait }
        if isNew { wait.tell(work.logger) }
        switch wait {
        case .owned(let host): stands(work, .elsewhere(host: host == self.host.name ? nil : host))
        case .notHere: stands(work, .elsewhere(host: nil))
        case .nothingToBegin: work.holdBack(.notSetUp, nil)
        case .away: work.holdBack(.etcdSilent, nil)
        case .replica: work.holdBack(.replicaUnreadable, nil)
        }
        switch wait {
        case .owned, .notHere, .away: return look
        case .replica, .nothingToBegin: return Self.leftToOthers
        }
    }

    private func stands(_ work: AccountWork, _ condition: AccountStanding.Condition) {
        if shop.board.standing(work.name)?.condition != condition { shop.board.leave(work.name, condition) }
    }

    // MARK: keeping

    private func keep(_ work: AccountWork, _ owned: OwnedAccount) async {
        guard directory.knows(work) else { return await giveUp(work, owned, "its file is gone") }
        if let loss = owned.mark.loss { return await giveUp(work, owned, loss.cause) }
        switch await owned.seat.look() {
        case .lost:
            owned.mark.lose(.ownership)
            await giveUp(work, owned, ClusterLoss.ownership.cause)
        case .wantedElsewhere: await giveUp(work, owned, "the account is wanted on another host")
        case .away: owned.board.etcd(answers: false)
        case .stands:
            owned.board.etcd(answers: true)
            await owned.login?.carry(by: owned.seat)
        }
    }

    // MARK: giving up

    private func giveUp(_ work: AccountWork, _ owned: OwnedAccount, _ cause: String) async {
        work.logger.warning("this host gives the account up: \(cause)")
        work.ends()
        if let account = AccountName(work.name) { consoles?.forget(account) }
        if !(await loop.rest(work.name, atMost: Self.restMaximum)) {
            work.logger.error("a pass of it has not ended; nothing of it can be written any more")
        }
        await leave(work)
        shop.claims.release(work.name)
        shop.board.leave(work.name, .elsewhere(host: nil))
    }

    /// No pass has its state any more: what is left is carried away, and whoever waits takes over at once.
    private func leave(_ work: AccountWork) async {
        guard let owned = work.turn else { return }
        work.disown()
        owned.carried.cancel()
        if !(await owned.seat.leave()) { work.logger.warning("\(ClusterSeat.notCarried)") }
        state.withLock { _ = $0.owned.removeValue(forKey: work.name) }
    }
}

extension ClusterSeat.Wait {
    /// Whether nobody could say who owns the account.
    fileprivate var isForEtcd: Bool { if case .away = self { true } else { false } }
}
