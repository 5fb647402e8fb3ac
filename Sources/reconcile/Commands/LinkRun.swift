import Bookkeeping
import ConsoleAccess
import Persistence
import Reconciliation
import Wording

/// Lets somebody in to a console by its file of accesses, or looks after those who are in.
struct LinkRun {
    let options: LinkOptions
    let role: ConsoleRole
    let store: AccessStore
    let output: ConsoleOutput
    /// Lists who is in, as it is typed.
    let listing: String
    let now: Instant
    let environment: [String: String]

    /// - Parameter address: where a link leads; asked only where one is made.
    func run(_ address: () throws -> ConsoleAddress) throws {
        if options.list {
            output.show(try store.sessions(at: now), try store.openKeys(at: now))
        } else if options.revokeAll {
            output.showRevoked(try store.revokeAll())
        } else if let id = options.revoke.flatMap({ AccessID($0) }) {
            guard try store.revoke(id) else {
                throw CommandFailure(.usage, "there is no session and no open link \(id)", hint: "`\(listing) --list` names them.")
            }
            output.showRevoked(id)
        } else {
            try issue(try address())
        }
        if store.wasReplaced { Terminal.complain([ConsoleWords.replaced(store.damagedPath)(output.language)]) }
    }

    private func issue(_ address: ConsoleAddress) throws {
        let caller = ["SUDO_USER", "USER", "LOGNAME"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
        guard let name = (options.name ?? caller).flatMap({ ConsoleName($0) }),
            let grant = AccessGrant(name: name, role: role, days: options.days)
        else {
            throw CommandFailure(.usage, "nobody says for whom the link is", hint: "Name the person with --as NAME.")
        }
        let (key, secret) = try LoginDesk.issue(grant, in: store, at: now)
        output.show(key, link: address.link(secret), tunnel: address.isSecure ? nil : address.host.port)
    }
}

extension ConsoleConfiguration {
    /// Where a link leads.
    /// - Parameter file: in which the console is switched on, in words.
    func linkAddress(_ configuration: Configuration, in file: String) throws(CommandFailure) -> ConsoleAddress {
        guard listen != nil else {
            var failure = CommandFailure(
                .configuration, "the console is off: console.listen names no address",
                hint: "Write `console:` and below it `  listen: 127.0.0.1:9850` into \(file), and restart the service.")
            failure.setting = Configuration.consoleListen.file
            throw failure
        }
        guard let address else {
            throw configuration.invalid(
                Configuration.consoleURL, "the address people open, as console.listen is none a browser knows")
        }
        return address
    }
}
