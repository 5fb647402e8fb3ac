import ArgumentParser
import Foundation
import Reconciliation
import Sandbox
import Web

/// Both stand-ins over HTTP with sample data.
struct SandboxCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "sandbox", abstract: "Serve stand-ins of HERO and lexoffice with sample data, to try everything by hand.",
        discussion: """
            Prints the environment to use and the start date of the sample data, then serves until it is interrupted.
            Everything is in memory. Pages under /_sandbox/ show and change the stand-ins: GET state; POST faults, reset,
            hero/cancel, lexoffice/pay and others.
            With --console it sets up a state in a temporary directory and runs the service on it, until it is interrupted; with
            --accounts as well a fleet of so many, with the page of all of them.
            """)

    @Option(help: "HOST:PORT; port 0 takes a free one.")
    var listen = "127.0.0.1:9848"

    @Option(help: "Which sample data: year (about 200 documents), tour (nine) or none.")
    var data = SandboxData.year

    @Option(help: "Invoices in the sample year, at least 40.")
    var invoices = 150

    @Option(help: "Cancellations in the sample year.")
    var cancellations = 45

    @Option(help: "Customers in the sample year, at least 10.")
    var contacts = 80

    @Option(help: "Seed of the sample year.")
    var seed: UInt64 = 1

    @Option(help: "Requests per second lexoffice takes; 0 for any number.")
    var rate = 2

    @Option(help: "Seconds until HERO has rendered a PDF.")
    var pdfDelay = 6

    @Option(help: "Customers of both systems at this address, each with its own keys; their last digits count from 1.")
    var accounts = 1

    @Flag(help: "Run the service on it too, with its console, and print links to that.")
    var console = false

    @Flag(help: "With --console: leave the set-up to whoever opens it.")
    var noSetup = false

    @Option(help: "Where that console is served, HOST:PORT; port 0 takes a free one.")
    var consoleListen = ConsoleTrial.anyPort

    private static let accountsMaximum = 9_999

    func validate() throws {
        if noSetup && !console { throw ValidationError("--no-setup goes with --console.") }
        guard console, accounts > 1 else { return }
        if noSetup { throw ValidationError("--no-setup is for one account.") }
        guard FleetTrial.accountsAllowed.contains(accounts) else { throw ValidationError("--accounts takes 1 to 50 with --console.") }
    }

    func work() async throws -> Exit {
        guard case .tcp(let host, let port)? = ListenAddress(listen) else {
            throw CommandFailure(.usage, "--listen takes HOST:PORT, not \(listen.debugDescription)", hint: "For example 127.0.0.1:9848.")
        }
        let world = SandboxScene(
            data: data, invoices: invoices, cancellations: cancellations, contacts: contacts, seed: seed, rate: rate, pdfDelay: pdfDelay
        )
        if console {
            let language = Options.localeLanguage(ProcessInfo.processInfo.environment)
            if accounts > 1 {
                let ground = TrialGround(scene: world, host: host, port: port, console: consoleListen)
                return try await FleetTrial(accounts: accounts, ground: ground, language: language).run()
            }
            return try await ConsoleTrial(
                scene: world, host: host, port: port, console: consoleListen, language: language, isSetUp: !noSetup
            ).run()
        }
        guard (1...Self.accountsMaximum).contains(accounts) else {
            throw CommandFailure(.usage, "--accounts takes 1 to \(Self.accountsMaximum)", hint: "For example 50.")
        }
        let server = SandboxServer(
            accounts: accounts == 1
                ? SandboxAccounts([SandboxAccounts.Account(world: world.make(), keys: [])]) : world.accounts(accounts),
            host: host, port: port, heroActions: HeroPeopleActions.all)
        do {
            try await server.run { port in Terminal.print(world.greeting(host: host, port: port)) }
        } catch {
            throw CommandFailure(.unavailable, "cannot serve on \(listen)", hint: "Choose a free port with --listen.")
        }
        return .success
    }
}

enum SandboxData: String, ExpressibleByArgument, CaseIterable { case year, tour, none }
