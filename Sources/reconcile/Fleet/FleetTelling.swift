import Bookkeeping
import Fleet
import Logging
import Notify
import Persistence
import Reconciliation
import ServiceLifecycle
import Synchronization
import Telemetry
import Transport

/// Tells the people of all accounts what waits, each account by its own settings and its own state, beside the passes, which never wait for
/// it. A state is opened only when something of its account may be due.
final class FleetTelling: Service {
    private struct State {
        var timetable = TellingTimetable()
        var paces: [String: PingPace] = [:]
        /// Whose state could not be read, so that it is said once.
        var blind: Set<String> = []
    }

    private let state = Mutex(State())
    private let directory: FleetDirectory
    private let shop: FleetShop
    /// States are read where passes read them: whoever waits for the disk holds up nothing else.
    private let threads: WorkThreads

    private static let pause: Int64 = 1_000
    /// After a state that could not be read.
    private static let blindPause: Int64 = 60_000

    init(directory: FleetDirectory, shop: FleetShop, threads: WorkThreads) {
        self.directory = directory
        self.shop = shop
        self.threads = threads
    }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                while !Task.isCancelled {
                    let works = self.directory.works
                    for work in self.due(works) { group.addTask(executorPreference: self.threads) { await self.tell(work) } }
                    for (work, address) in self.pings(works) { group.addTask { await self.ping(work, address) } }
                    do { try await self.shop.clock.sleep(milliseconds: Self.pause) } catch { return group.cancelAll() }
                }
            }
        }
    }

    private var now: Int64 { shop.clock.monotonicMilliseconds() }

    // MARK: the digest

    private func due(_ works: [AccountWork]) -> [AccountWork] {
        let now = now
        let begun = state.withLock { state in
            for gone in state.timetable.names.subtracting(works.map(\.name)) { state.timetable.remove(gone) }
            for work in works {
                if let way = work.telling.way {
                    state.timetable.set(work.name, by: way, now: now)
                } else {
                    state.timetable.remove(work.name)
                }
            }
            return Set(state.timetable.begin(now: now))
        }
        return begun.isEmpty ? [] : works.filter { begun.contains($0.name) }
    }

    private func tell(_ work: AccountWork) async {
        let (name, pause) = (work.name, await turn(work))
        let now = now
        state.withLock { $0.timetable.ended(name, pause: pause, now: now) }
    }

    /// - Returns: until the next look.
    private func turn(_ work: AccountWork) async -> Int64 {
        let (wiring, settings, metrics) = (work.configured, work.telling, shop.metrics)
        do {
            let store = try Store.beside(directory: wiring.stateDirectory)
            let desk = NotificationDesk(
                store: store, policy: try wiring.policy(), sender: try sender(wiring), time: shop.clock, logger: work.logger,
                tried: { metrics.recordNotification($0, $1) })
            try await desk.turn(settings)
            state.withLock { _ = $0.blind.remove(work.name) }
            return try NotificationPause.after(store, hour: settings.hour, now: Instant(milliseconds: shop.clock.wallMilliseconds()))
        } catch {
            // One that was never set up has nobody to tell of anything.
            let code = (error as? StoreError)?.code
            let isNew = state.withLock { $0.blind.insert(work.name).inserted }
            if isNew, code != .missing {
                let reason = code?.rawValue ?? "\(type(of: error))"
                work.logger.error("what is to be told could not be read or written", metadata: ["error": "\(reason)"])
            }
            return Self.blindPause
        }
    }

    private func sender(_ wiring: Wiring) throws(CommandFailure) -> NotificationSender {
        NotificationSender(web: try Remotes.transport(wiring, shop.transport), time: shop.clock)
    }

    // MARK: the ping

    private func pings(_ works: [AccountWork]) -> [(AccountWork, WebAddress)] {
        let now = now
        return works.compactMap { work in
            guard let address = work.telling.ping else { return nil }
            let complete = shop.board.standing(work.name)?.lastCompleteAt
            let isDue = state.withLock { $0.paces[work.name, default: PingPace()].isDue(complete, now: now) }
            return isDue ? (work, address) : nil
        }
    }

    private func ping(_ work: AccountWork, _ address: WebAddress) async {
        do {
            let outcome = try await sender(work.configured).ping(address)
            shop.metrics.recordNotification(.ping, outcome.result)
            if outcome.result != .sent { work.logger.warning("the ping was not taken: \(outcome.detail)") }
        } catch {
            work.logger.warning("the ping was not sent", metadata: ["setting": "\(error.setting ?? "")"])
        }
    }
}

extension NotificationSettings {
    /// By which server people get their digest; nil where nobody gets one.
    fileprivate var way: String? {
        guard !addresses.isEmpty else { return nil }
        return mail.map { "\($0.server)" } ?? webhook?.address.authority ?? ""
    }
}
