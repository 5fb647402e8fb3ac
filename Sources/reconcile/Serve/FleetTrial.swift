import Bookkeeping
import ConsoleAccess
import Foundation
import Persistence
import Reconciliation
import Sandbox
import Transport
import Web
import Wording

/// A fleet on sample data: several accounts, one service, the page of all of them and the console of each, in one process. Of four or more
/// the last is not set up, and the one before it has a key that nobody takes any more, so that there is something to see.
struct FleetTrial {
    /// A page of a thousand is a matter of the command with files.
    static let accountsAllowed = 2...50

    let accounts: Int
    let ground: TrialGround
    let language: Language

    /// What comes after them is numbered.
    private static let names = ["mueller-bau", "elektro-yilmaz", "dach-schuster", "sanitaer-koch", "malerei-weiss"]

    private var names: [String] {
        (1...accounts).map { $0 <= Self.names.count ? Self.names[$0 - 1] : "betrieb-\($0)" }
    }

    /// Those that are set up, and the one of them whose key is taken away then.
    private var working: ArraySlice<String> { names.prefix(accounts < 4 ? accounts : accounts - 1) }
    private var refused: String? { accounts < 4 ? nil : working.last }

    func run() async throws -> Exit {
        let server = SandboxServer(
            accounts: ground.scene.accounts(accounts), host: ground.host, port: ground.port, heroActions: HeroPeopleActions.all)
        return try await ground.run(server) { base in try await serve(base) }
    }

    private static let environment = ["USER": "demo"]
    private static let fileName = "fleet.yaml"
    private var path: String { ground.directory + "/" + Self.fileName }

    private func serve(_ base: String) async throws {
        try configure(base, console: ground.console)
        try files()
        let fleet = try FleetFile(path, environment: Self.environment)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for name in working.compactMap({ AccountName($0) }) {
                group.addTask { try await ground.scene.setUp(try Wiring(account: name, in: fleet)) }
            }
            try await group.waitForAll()
        }
        if let refused { try write("nobody-takes-this-key", .hero, of: refused) }
        let start = FleetStart(trial: path, environment: Self.environment) { bound in
            do {
                try configure(base, console: "\(bound)")
                Terminal.print(try greeting(bound))
            } catch {
                Terminal.complain(["no link could be made: \(error)"])
            }
        }
        _ = try await start.run()
    }

    private func configure(_ base: String, console: String) throws {
        try ground.configure(Self.fileName, "state-directory: states\ncredentials-directory: keys\n", base, console: console)
    }

    private func files() throws {
        for folder in ["accounts", "keys", "states"] {
            try FileManager.default.createDirectory(
                atPath: ground.directory + "/" + folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        }
        for (place, name) in names.enumerated() {
            let keys = SandboxAccountKeys(place + 1)
            try ground.write("", "accounts/\(name).yaml")
            try write(keys.hero, .hero, of: name)
            try write(keys.lexoffice, .lexoffice, of: name)
        }
    }

    private func write(_ key: String, _ kind: SecretKind, of account: String) throws {
        try ground.write(key + "\n", "keys/\(account).\(kind.rawValue)", mode: 0o600)
    }

    private func greeting(_ bound: ListenAddress) throws -> [String] {
        let fleet = try FleetFile(path, environment: Self.environment)
        let access = try ConsoleConfiguration(fleet.configuration)
        guard let address = access.address, let name = ConsoleName("demo") else {
            throw CommandFailure(.unexpected, "no browser knows \(bound)", hint: "Give --console-listen an address of this machine.")
        }
        func link(_ store: AccessStore, _ address: ConsoleAddress, _ role: ConsoleRole) throws -> String? {
            guard let grant = AccessGrant(name: name, role: role, days: 1) else { return nil }
            let (_, secret) = try LoginDesk.issue(grant, in: store, at: Instant(milliseconds: SystemTime().wallMilliseconds()))
            return "  \(role.rawValue): \(address.link(secret))"
        }
        let all = try link(try FleetConsole.access(fleet), address, .adviser)
        let own = try working.prefix(2).compactMap { AccountName($0) }.flatMap { account -> [String] in
            guard let address = access.hosts.address(of: account) else { return [] }
            let link = try link(AccessStore(directory: fleet.state(of: account)), address, .office)
            return [Catalogue.trialAccount(account.description)(language)] + [link].compactMap(\.self)
        }
        let more = "  reconcile console --account NAME --fleet \(path) --as NAME --role admin"
        return [Catalogue.trialFleet(minutes: 10)(language)] + [all].compactMap(\.self) + own
            + [Catalogue.trialMore(more), Catalogue.trialEnd].flatMap { $0(language).split(separator: "\n").map(String.init) }
    }
}
