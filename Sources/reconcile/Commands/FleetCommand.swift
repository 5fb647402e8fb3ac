import ArgumentParser
import Bookkeeping
import Foundation
import Persistence
import Reconciliation
import Reporting
import Transport
import Wording

/// Many accounts in one process: their files, and how they stand.
struct FleetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fleet", abstract: "Many accounts in one process: serve them, check their files, add one, see how they stand.",
        discussion: """
            fleet.yaml says what holds for all accounts; accounts/NAME.yaml beside it what is different for one. Keys are files
            NAME.hero-api-key and so on in the directory that credentials-directory names, states are directories below state-directory.
            Every other command acts on one account with --account NAME.
            """,
        subcommands: [
            FleetServeCommand.self, FleetCheckCommand.self, FleetStatusCommand.self, FleetAddCommand.self, FleetConsoleCommand.self,
            FleetTakeoverCommand.self, FleetDrainCommand.self, FleetMoveCommand.self,
        ])
}

/// What the commands about all accounts understand.
struct FleetOptions: ParsableArguments {
    @Option(help: "The fleet's file (YAML); default /etc/reconcile/fleet.yaml if it exists.")
    var fleet: String?

    @Option(help: "Output for people or for programs.")
    var format: OutputFormat = .text

    @Option(help: "Language of the text output; default by the locale.")
    var lang: Language?

    var language: Language { lang ?? Options.localeLanguage(ProcessInfo.processInfo.environment) }

    func file() throws(CommandFailure) -> FleetFile { try FleetFile(fleet) }
}

/// All files, as a start would read them.
struct FleetCheckCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Read the files of all accounts as a start would, and name each that is broken.",
        discussion: "Asks neither system and writes nothing. Exit code 0 when every account can start, or only has to be set up.")

    @OptionGroup var options: FleetOptions

    func work() async throws -> Exit {
        var findings = Findings(format: options.format, language: options.language)
        try FleetRound(fleet: try options.file()).run(&findings)
        findings.finish()
        return findings.exit
    }
}

/// A line per account.
struct FleetStatusCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Show how each account stands, those in trouble first.",
        discussion: """
            From the files and the states, beside a running service, whose own word is asked for at its listener; no request to either
            system. Exit code 3 when an account needs somebody.
            """)

    @ArgumentParser.Flag(help: "Only the accounts that are not in step.")
    var bad = false

    @OptionGroup var options: FleetOptions

    func work() async throws -> Exit {
        let fleet = try options.file()
        let now = Instant(milliseconds: SystemTime().wallMilliseconds())
        let accounts = try fleet.names().accounts
        // Only what has an account's lock can speak of the accounts.
        let isServed = accounts.contains { InstanceLock.isHeldByService(directory: fleet.state(of: $0)) }
        let word = isServed || fleet.configuration.isOfCluster ? ServiceWord(of: fleet) : nil
        let look = AccountLook(fleet: fleet, check: try AccountCheck(fleet), now: now, word: word)
        let report = FleetReport(accounts.map { look.report($0) })
        let exit = report.isFine ? Exit.success : .peopleNeeded
        switch options.format {
        case .json: Terminal.print(report.records(bad: bad, exit: exit.rawValue))
        case .text where report.reports.isEmpty: Terminal.print([AccountWords.none(in: fleet.accounts)(options.language)])
        case .text: Terminal.show(report.text(options.language, bad: bad))
        }
        return exit
    }
}

/// A new account.
struct FleetAddCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Make the file and the state directory of a new account, and say what comes next.",
        discussion: "Nothing that is there is changed: an account of that name is refused, and so is a name that is none.")

    @Argument(help: "Its name: at most 63 lower-case letters, digits and hyphens between them.")
    var name: String

    @OptionGroup var options: FleetOptions

    func work() async throws -> Exit {
        let language = options.language
        guard let account = AccountName(name) else {
            throw CommandFailure(.usage, AccountWords.misnamed(language), hint: AccountWords.nameRule(language))
        }
        let fleet = try options.file()
        let hasState = try AccountMaking(fleet: fleet).make(account)
        let place = fleet.keys(of: account, try fleet.configuration(of: account))
        let (file, state) = (fleet.file(of: account), fleet.state(of: account))
        guard options.format == .text else {
            let keys = [SecretKind.hero, .lexoffice].map { place.path($0) }
            Terminal.print(
                JSONLine.outcome([
                    "account": account.description, "file": file, "state": state, "keys": keys, "had_state": hasState, "exit": 0,
                ]))
            return .success
        }
        let keys = try [SecretKind.hero, .lexoffice].filter { try place.text($0) == nil }.map { place.path($0) }
        let steps = [
            keys.isEmpty ? AccountWords.keysThere : AccountWords.putKeys(keys), AccountWords.setUp(account), AccountWords.check,
            AccountWords.takeUp,
        ]
        Terminal.print(
            ["\(AccountWords.made(language)): \(file)", "\(AccountWords.made(language)): \(state)"]
                + (hasState ? ["! \(AccountWords.hasState(state)(language))"] : []) + ["\(AccountWords.next(language)):"]
                + steps.enumerated().map { "  \($0.offset + 1). \($0.element(language))" })
        return .success
    }
}
