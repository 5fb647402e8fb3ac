import Administration
import Daemon
import Foundation
import Logging
import Persistence
import Reconciliation
import Systemd
import Telemetry
import Transport

/// Builds passes from a configuration; everything else stays the same when the configuration changes.
struct PassFactory: Sendable {
    let store: Store
    let watchers: PassWatchers
    /// Nil in a fleet, whose line has no room for one account's progress.
    let progress: PassProgressLine?
    let health: ServiceHealth
    let hints: HintQueue
    let bell: WakeSignal
    /// For a trial of the watchdog; nil is what the environment says.
    var hang: HungPass?

    /// What the service runs by: where there is a console, an engine that waits for a set-up as long as there is none.
    func serving(_ wiring: Wiring) throws -> PassEngine {
        guard try ConsoleConfiguration(wiring.configuration).listen != nil else { return try engine(wiring).0 }
        return try StandingEngine(shop: self, wiring: wiring).passEngine()
    }

    func engine(_ wiring: Wiring) throws -> (PassEngine, PassContext) {
        let (watchdog, line, health) = (watchers.watchdog, progress, health)
        let place = try wiring.workplace(store, "pass", asUser: false, onlookers: try watchers.observers(wiring)) { progress in
            watchdog.progress()
            line?.show(progress)
            health.working(progress)
        }
        let interval = try wiring.configuration.milliseconds(Configuration.intervalSeconds, 1...86_400)
        let webhooks = try WebhookConfiguration(wiring.configuration).callback
        let hang = hang ?? HungPass(environment: wiring.environment)
        let (store, hints, bell, gate, metrics) = (store, hints, bell, watchers.gate, watchers.metrics)
        let desk = DecisionDesk(
            context: place.context, hands: place.hands, isStopping: { gate.isClosed }, closed: { metrics.recordDecision($0, $1) })
        let engine = PassEngine(interval: interval, decide: { await decide(desk) }) { mayContinue in
            await hang.pass()
            let waiting = hints.take()
            // What cannot be written down now waits for a pass that can: this one will say what is wrong with the state.
            do { try waiting.record(in: store) } catch { hints.giveBack(waiting) }
            // An import goes on between this pass and the next.
            // A state that cannot be read was told by the pass.
            defer { if (try? desk.hasImport()) ?? false { bell.ring(.decision) } }
            return await DecidedPass(desk: desk).run(while: mayContinue, decided: { bell.ring(.hint) }) { mayContinue in
                // A state that cannot be read is told by the pass itself.
                let current = (try? place.current(store)) ?? place
                return current.pass(webhooks: webhooks, mayContinue: mayContinue)
            }
        }
        return (engine, place.context)
    }

    /// Between two passes.
    private func decide(_ desk: DecisionDesk) async -> PassEngine.Wish {
        do throws(PassFailure) {
            let isAny = try await desk.carryOut()
            if try desk.wantsPass() { return .now }
            // A pass that is due comes between two stretches: the bell is heard only while none is.
            if try await desk.importStep() { bell.ring(.decision) }
            return isAny ? .soon : .asPlanned
        } catch {
            // They stay due, and the next pass says what is wrong with the state.
            watchers.logger.error("decisions could not be carried out", metadata: ["error": "\(error.kind.rawValue)"])
            return .soon
        }
    }
}
