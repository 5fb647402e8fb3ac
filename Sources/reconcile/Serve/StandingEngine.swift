import Administration
import Daemon
import Logging
import Persistence
import Reconciliation
import StateCharts
import Synchronization

/// The engine of a service that has a console: as long as there is no integration it runs no pass and carries out nothing but the set-up
/// people make in the browser, and from then on the passes of that integration, without a start anew.
final class StandingEngine: Sendable {
    private let shop: PassFactory
    private let wiring: Wiring
    /// For the books it was made for.
    private let built = Mutex<(organization: String?, engine: PassEngine)?>(nil)

    init(shop: PassFactory, wiring: Wiring) throws {
        self.shop = shop
        self.wiring = wiring
        // What is wrong with the configuration or the keys of a working integration is said at once.
        if StandingEngine.isSetUp(shop.store) { _ = try engine() }
    }

    /// A state that cannot be read counts as one: its pass says what is wrong.
    static func isSetUp(_ store: Store) -> Bool {
        do {
            guard let phase = try IntegrationLevel.current(store)?.configuration.phase else { return false }
            return phase != .deleted
        } catch {
            return true
        }
    }

    func passEngine() throws(CommandFailure) -> PassEngine {
        let store = shop.store
        return PassEngine(
            interval: try wiring.configuration.milliseconds(Configuration.intervalSeconds, 1...86_400),
            isSetUp: { StandingEngine.isSetUp(store) }, decide: { await self.decide() }, run: { await self.pass($0) })
    }

    private func decide() async -> PassEngine.Wish {
        let wasSetUp = StandingEngine.isSetUp(shop.store)
        let wish: PassEngine.Wish
        do {
            wish = try await engine().decide()
        } catch {
            wish = .asPlanned
            refuse(PassFailure(standing: error))
        }
        return !wasSetUp && StandingEngine.isSetUp(shop.store) ? .now : wish
    }

    private func pass(_ mayContinue: @escaping @Sendable () -> Bool) async -> PassReport {
        do {
            return try await engine().run(mayContinue)
        } catch {
            var report = PassReport()
            report.interruption = PassFailure(standing: error)
            return report
        }
    }

    /// Made anew for other books: a connection keeps to those it was made for.
    private func engine() throws -> PassEngine {
        let organization = StandingEngine.isSetUp(shop.store) ? try Settings.load(shop.store)?.organizationID : nil
        if let made = built.withLock({ $0 }), made.organization == organization { return made.engine }
        let fresh = try shop.engine(wiring).0
        built.withLock { $0 = (organization, fresh) }
        return fresh
    }

    private func refuse(_ failure: PassFailure) {
        do {
            _ = try DecisionDesk.refuseSetUp(shop.store, because: failure, at: wiring.now)
        } catch {
            shop.watchers.logger.error("a set-up could not be refused", metadata: ["error": "\(error.kind.rawValue)"])
        }
    }
}

extension PassFailure {
    /// What keeps an engine from being built.
    fileprivate init(standing error: any Error) {
        guard let failure = error as? CommandFailure else {
            self.init(error)
            return
        }
        self.init(.configuration, system: "state", cause: failure.message, hint: failure.hint)
    }
}
