import ArgumentParser
import Foundation
import Reconciliation
import Reporting
import Wording

/// The service.
struct ServeCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Run passes for ever, with metrics, health and webhooks.",
        discussion: """
            Runs until SIGTERM or SIGINT; then no write begins, and the one on its way is recorded. SIGHUP reads the configuration
            anew and takes it between two passes, or refuses it and keeps the old one. Under systemd it reports readiness, its state
            in one line, and feeds the watchdog as the work gets on.

            With --check it reads the configuration and the keys as a start would, says what is wrong with them, and ends: no request,
            no write, beside a running service.
            """)

    @Option(help: "Where metrics, health and webhooks are served: HOST:PORT or unix:PATH.")
    var listen: String?

    @Flag(help: "Only check configuration and keys, without a request.")
    var check = false

    @OptionGroup var options: Options

    private var good: [String] {
        options.format == .json
            ? JSONLine.outcome(["configuration": "good", "exit": 0]) : [Catalogue.configurationGood(options.language)]
    }

    func work() async throws -> Exit {
        if check {
            try ServiceStart(options.installation.origin, listen: listen).check()
            Terminal.print(good)
            return .success
        }
        // A reload asked for before the service is ready must not end it, nor a reader of the log that went away.
        signal(SIGHUP, SIG_IGN)
        signal(SIGPIPE, SIG_IGN)
        let start = ServiceStart(options.installation.origin, listen: listen)
        do {
            return try await start.run()
        } catch {
            start.refused(error)
            throw error
        }
    }
}
