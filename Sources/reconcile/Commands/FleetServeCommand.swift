import ArgumentParser
import Foundation
import Reconciliation

/// The service of a fleet.
struct FleetServeCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Run the passes of all accounts for ever, with metrics, health and webhooks.",
        discussion: """
            Every file NAME.yaml in the directory of accounts is an account. What is wrong with one of them puts that account out of
            service, with its reason in the status line, the log and the metrics; all others go on. A pass that hangs is named, given up
            and begun again. SIGHUP compares the directory: new accounts come in, gone ones leave, a file that cannot be used keeps its
            account as it was. SIGTERM and SIGINT end it as they end `serve`.
            """)

    @Option(help: "The fleet's file (YAML); default /etc/reconcile/fleet.yaml if it exists.")
    var fleet: String?

    @Option(help: "Where metrics, health and webhooks are served: HOST:PORT or unix:PATH.")
    var listen: String?

    func work() async throws -> Exit {
        signal(SIGHUP, SIG_IGN)
        signal(SIGPIPE, SIG_IGN)
        let start = FleetStart(fleet: fleet, listen: listen)
        do {
            return try await start.run()
        } catch {
            start.refused(error)
            throw error
        }
    }
}
