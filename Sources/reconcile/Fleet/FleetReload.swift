import Console
import ConsoleAccess
import Daemon
import Fleet
import Logging
import Reconciliation
import ServiceLifecycle
import Synchronization
import Systemd
import Telemetry
import Transport
import UnixSignals
import Web

/// SIGHUP: compares the directory with what is in service. What concerns all accounts is taken as a whole or not at all.
struct FleetReload: Service {
    let fleet: FleetFile
    let directory: FleetDirectory
    let shop: FleetShop
    let webhooks: WebhookReceiver
    /// Nil where the console is off.
    let console: FleetResponder?
    let notifier: ServiceNotifier

    /// What was decided at the start and cannot change under a running service.
    private static let fixed = [Configuration.listen, Configuration.consoleListen, FleetFile.statesDirectory] + FleetFile.ofCluster

    func run() async throws {
        await cancelWhenGracefulShutdown {
            for await _ in await UnixSignalsSequence(trapping: .sighup) {
                notifier.reloading("Reading the configuration")
                reload()
                notifier.ready(shop.board.line)
            }
        }
    }

    /// Read from the file a moment ago, so only the store of sessions can fail here.
    private func use(_ access: AccessSettings) throws(CommandFailure) {
        do { try console?.use(access) } catch {
            throw CommandFailure(.cannotWriteState, "who may come in to the console cannot be read", hint: "`reconcile fleet check`")
        }
    }

    private func reload() {
        let moment = Double(shop.clock.wallMilliseconds()) / 1000
        do throws(CommandFailure) {
            let fresh = try fleet.reread()
            for key in Self.fixed where fresh.configuration[key].value != fleet.configuration[key].value {
                var failure = CommandFailure(
                    .configuration, "\(key.file) changes only when the service is started anew", hint: "Restart the service.")
                failure.setting = key.file
                throw failure
            }
            let signature = try WebhookConfiguration(fresh.configuration).signature
            let access = try ConsoleConfiguration(fresh.configuration).settings
            let outcome = try directory.read(fresh)
            webhooks.use(signature)
            try use(access)
            shop.logger.log(.configurationTaken)
            let changes = "\(outcome.changed) new or changed, \(outcome.gone) gone, \(outcome.refused.count) refused"
            shop.logger.notice("\(outcome.accounts) accounts: \(changes)")
            shop.metrics.recordReload(succeeded: outcome.refused.isEmpty, at: moment)
        } catch {
            let setting = error.setting ?? "file"
            shop.logger.log(.configurationRefused(setting: setting))
            shop.logger.error("\(error.message)", metadata: ["setting": "\(setting)"])
            shop.metrics.recordReload(succeeded: false, at: moment)
        }
    }
}

/// Looks whether somebody decided something beside the service: the state is all both share.
struct FleetDecisions: Service {
    let directory: FleetDirectory
    let loop: FleetLoop
    let shop: FleetShop

    /// Between two looks, each at the time of a file for every account.
    private static let pause: Int64 = 1_000

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do { try await shop.clock.sleep(milliseconds: Self.pause) } catch { return }
                for name in directory.touched() { loop.hint(name) }
            }
        }
    }
}
