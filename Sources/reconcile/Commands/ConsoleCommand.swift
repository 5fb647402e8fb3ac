import ArgumentParser
import Bookkeeping
import ConsoleAccess
import Foundation
import Persistence
import Reconciliation
import Reporting
import Wording

/// Who may come in to the console: a link for somebody, and a look at those who are in.
struct ConsoleCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "console", abstract: "Print a link that lets somebody in to the console, list who is in, end it.",
        discussion: """
            The link is good once, for ten minutes; who opens it is named in the journal as web:NAME (ROLE). office answers, imports
            contacts, pauses and starts a pass; adviser reads and signs closings; admin does everything, and deleting asks for a link
            that was used within the last half hour.
            The console itself is served by the service where console.listen names an address.
            """)

    @Option(help: "What he may do.")
    var role: ConsoleRole = .office

    @OptionGroup var link: LinkOptions

    @OptionGroup var options: Options

    func work() async throws -> Exit {
        let wiring = try Wiring(options)
        let console = try ConsoleConfiguration(wiring.configuration)
        let run = LinkRun(
            options: link, role: role, store: AccessStore(directory: wiring.stateDirectory),
            output: ConsoleOutput(format: options.format, language: options.language), listing: "reconcile console", now: wiring.now,
            environment: wiring.environment)
        try run.run {
            let address = try console.linkAddress(wiring.configuration, in: wiring.account == nil ? "the configuration" : "fleet.yaml")
            // Before the first setup there may be none; what is wrong with it the file says.
            try? FileManager.default.createDirectory(
                atPath: wiring.stateDirectory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            return address
        }
        return .success
    }
}
