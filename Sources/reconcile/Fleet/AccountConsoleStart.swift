import Bookkeeping
import Console
import ConsoleAccess
import Daemon
import Fleet
import Persistence
import Reconciliation
import Telemetry
import Transport
import Web

extension AccountWork {
    /// The console of this account, made for somebody who visits it.
    /// - Parameter again: asks for a pass soon: something was decided.
    func console(
        _ account: AccountName, _ hosts: FleetHosts, _ renderer: Renderer, _ again: @escaping @Sendable () -> Void
    ) throws -> AccountConsole {
        let (wiring, shop, bell, tally) = (configured, shop, bell, tally)
        let directory = wiring.stateDirectory
        let view = RestingView(time: shop.clock) { () throws(StoreError) in try Store.view(directory: directory) }
        let own = try ConsoleConfiguration(wiring.configuration).settings
        let name = account.description
        let start = ConsoleStart(
            wiring: wiring, settings: hosts.settings(of: account, own: own), time: shop.clock,
            view: { () throws(StoreError) in try view.view() },
            standing: { self.standing($0) },
            wake: {
                bell.ring(.decision)
                again()
            }, counts: { tally.of($0) }, page: { shop.board.reading(name)?.page ?? "" }, limiters: limiters,
            loggedIn: { shop.metrics.recordConsoleLogin($0) }, logger: logger)
        return AccountConsole(responder: try start.responder(start.entrance(), renderer), view: view)
    }

    /// As the service of one account knows of itself: how the last pass ended, and how far this one is.
    private func standing(_ interval: Int64) -> ServiceStanding {
        guard let standing = shop.board.standing(name) else { return ServiceStanding() }
        let (now, progress) = (Instant(milliseconds: shop.clock.wallMilliseconds()), health.standing(interval: interval).progress)
        let age = standing.lastCompleteAt.map { now.milliseconds(since: $0) }
        var told = ServiceStanding(
            trouble: standing.trouble?.readiness, lastCompleteAt: standing.lastCompleteAt,
            isOutOfDate: age.map { $0 > max(3 * interval, 900_000) } ?? false, progress: progress)
        switch standing.condition {
        case .paused: told.isPaused = true
        case .relinking: told.isRelinking = true
        case .ahead, .inStep, .heldBack, .elsewhere: break
        }
        return told
    }
}

extension AccountTrouble {
    /// In the words of the service of one account; what only a fleet knows is a reason that stops every pass.
    fileprivate var readiness: Readiness.Reason {
        switch self {
        case .notSetUp: .notSetUp
        case .stateHeld, .stateDamaged, .stateNewer, .stateUnwritable: .stateUnwritable
        case .heroSilent: .heroUnavailable
        case .lexofficeSilent: .lexofficeUnavailable
        case .throttled: .lexofficeThrottled
        case .keyRefused: .lexofficeCredentialRefused
        case .otherBooks, .sameBooks: .wrongOrganisation
        case .configuration: .configuration
        case .etcdSilent, .replicaUnreadable: .waiting
        case .hung, .defect: .defect
        }
    }
}
