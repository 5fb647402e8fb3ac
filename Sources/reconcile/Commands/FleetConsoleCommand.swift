import ArgumentParser
import Bookkeeping
import ConsoleAccess
import Foundation
import Persistence
import Reconciliation
import Transport

/// Who may come in to the page of all accounts.
struct FleetConsoleCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "console", abstract: "Print a link that lets somebody in to the page of all accounts, list who is in, end it.",
        discussion: """
            That page shows how each account stands, those in trouble first: counts and states, no customers and no amounts. It opens no
            account: `reconcile console --account NAME` gives a link to the console of one. A link is good once, for ten minutes.
            """)

    @Option(help: "adviser or admin: who works in one office has no business here.")
    var role: ConsoleRole = .adviser

    @OptionGroup var link: LinkOptions

    @OptionGroup var options: FleetOptions

    func validate() throws {
        guard role.may(.readFleet) else { throw ValidationError("--role takes adviser or admin.") }
    }

    func work() async throws -> Exit {
        let fleet = try options.file()
        let console = try ConsoleConfiguration(fleet.configuration)
        let run = LinkRun(
            options: link, role: role, store: try FleetConsole.access(fleet),
            output: ConsoleOutput(format: options.format, language: options.language), listing: "reconcile fleet console",
            now: Instant(milliseconds: SystemTime().wallMilliseconds()), environment: fleet.environment)
        try run.run { try console.linkAddress(fleet.configuration, in: "fleet.yaml") }
        return .success
    }
}
