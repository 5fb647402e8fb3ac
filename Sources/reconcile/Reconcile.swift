import ArgumentParser

/// `reconcile` alone is one pass that acts; everything else is a subcommand, one file each.
package struct Reconcile: AsyncParsableCommand {
    static let version = "1.0.0"

    package init() {}

    package static let configuration = CommandConfiguration(
        commandName: "reconcile", abstract: "Carries invoices from HERO to lexoffice, exactly once and to the cent.",
        discussion: """
            Without a subcommand it runs one pass: looks at both systems and transfers what is due.
            With --dry-run it only shows what it would do.

            Exit codes: 0 nothing to do, or all done; 1 unexpected error; 2 --dry-run found discrepancies; 3 done, but people are
            needed; 4 partly done, rest deferred; 64 usage; 69 a remote is unavailable; 73 cannot write the state; 74 the output could
            not be written, the work was done; 75 another instance holds the lock, or throttled; 77 credential refused or wrong
            organisation; 78 configuration.
            """,
        version: version,
        subcommands: [
            PassCommand.self, SyncCommand.self, ServeCommand.self, SetupCommand.self, LoginCommand.self, StatusCommand.self,
            ListCommand.self,
            ExplainCommand.self, RetryCommand.self,
            ResolveCommand.self, CloseCommand.self, OpenItemsCommand.self, PauseCommand.self, ResumeCommand.self, DoctorCommand.self,
            PilotCommand.self, ChartsCommand.self, JournalCommand.self, ExportCommand.self, BackupCommand.self, NotifyCommand.self,
            ContactsCommand.self,
            ConsoleCommand.self, FleetCommand.self, EInvoiceCommand.self, SandboxCommand.self,
            DemoCommand.self,
        ],
        defaultSubcommand: PassCommand.self)
}
