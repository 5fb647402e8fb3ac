import ArgumentParser
import Bookkeeping
import ConsoleAccess
import Foundation
import Persistence
import Reconciliation
import Reporting
import Wording

extension ConsoleRole: ExpressibleByArgument {}

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

    @Option(name: .customLong("as"), help: "For whom; goes into the journal. Whoever runs this unless told otherwise.")
    var name: String?

    @Option(help: "What he may do.")
    var role: ConsoleRole = .office

    @Option(help: "Days until he has to log in again, 1 to 30.")
    var days = 1

    @ArgumentParser.Flag(help: "Who is in, and which links are open.")
    var list = false

    @Option(help: "End a session or a link, by its id in the list.")
    var revoke: String?

    @ArgumentParser.Flag(help: "End all sessions and links.")
    var revokeAll = false

    @OptionGroup var options: Options

    func validate() throws {
        guard AccessGrant.daysAllowed.contains(days) else { throw ValidationError("--days takes 1 to 30.") }
        guard [list, revoke != nil, revokeAll].filter({ $0 }).count <= 1 else {
            throw ValidationError("--list, --revoke and --revoke-all exclude one another.")
        }
        if let revoke, AccessID(revoke) == nil { throw ValidationError("--revoke takes an id as --list shows it, such as s3.") }
        if let name, ConsoleName(name) == nil {
            throw ValidationError("--as takes a name of at most 60 letters, digits, inner blanks and ._-@'+.")
        }
    }

    func work() async throws -> Exit {
        let wiring = try Wiring(options)
        let console = try ConsoleConfiguration(wiring.configuration)
        let store = AccessStore(directory: wiring.stateDirectory)
        let output = ConsoleOutput(options: options)
        if list {
            output.show(try store.sessions(at: wiring.now), try store.openKeys(at: wiring.now))
        } else if revokeAll {
            output.showRevoked(try store.revokeAll())
        } else if let id = revoke.flatMap({ AccessID($0) }) {
            guard try store.revoke(id) else {
                throw CommandFailure(.usage, "there is no session and no open link \(id)", hint: "`reconcile console --list` names them.")
            }
            output.showRevoked(id)
        } else {
            try issue(wiring, console, store, output)
        }
        if store.wasReplaced { Terminal.complain([ConsoleWords.replaced(store.damagedPath)(options.language)]) }
        return .success
    }

    private func issue(_ wiring: Wiring, _ console: ConsoleConfiguration, _ store: AccessStore, _ output: ConsoleOutput) throws {
        guard console.listen != nil else {
            var failure = CommandFailure(
                .configuration, "the console is off: console.listen names no address",
                hint: "Write `console:` and below it `  listen: 127.0.0.1:9850` into the configuration, and restart the service.")
            failure.setting = Configuration.consoleListen.file
            throw failure
        }
        guard let address = console.address else {
            throw wiring.configuration.invalid(
                Configuration.consoleURL, "the address people open, as console.listen is none a browser knows")
        }
        let environment = wiring.environment
        let caller = ["SUDO_USER", "USER", "LOGNAME"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
        guard let name = (self.name ?? caller).flatMap({ ConsoleName($0) }), let grant = AccessGrant(name: name, role: role, days: days)
        else {
            throw CommandFailure(.usage, "nobody says for whom the link is", hint: "Name the person with --as NAME.")
        }
        // Before the first setup there may be none; what is wrong with it the file says.
        try? FileManager.default.createDirectory(
            atPath: wiring.stateDirectory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let (key, secret) = try LoginDesk.issue(grant, in: store, at: wiring.now)
        output.show(key, link: address.link(secret), tunnel: address.isSecure ? nil : address.host.port)
    }
}
