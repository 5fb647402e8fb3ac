import Administration
import Bookkeeping
import ConsoleAccess
import Foundation
import Persistence
import Reconciliation
import Sandbox
import StateCharts
import Transport
import Web
import Wording

/// The whole on sample data: the stand-ins, a state in a temporary directory, the service and its console, in one process, until it is
/// interrupted. Nothing of the caller's configuration or keys comes in, and nothing stays behind.
struct ConsoleTrial {
    /// A free port, where the caller names none.
    static let anyPort = "127.0.0.1:0"

    let scene: SandboxScene
    var host = "127.0.0.1"
    var port = 0
    /// As the caller gave it.
    let console: String
    let language: Language
    /// False where whoever opens the console is to set it up.
    var isSetUp = true

    private static let environment = [
        "RECONCILE_HERO_API_KEY": SandboxScene.heroKey, "RECONCILE_LEXOFFICE_API_KEY": SandboxScene.lexofficeKey, "USER": "demo",
    ]
    /// In which others may read, and of a length that leaves room for the name of a socket.
    private let directory = FileManager.default.temporaryDirectory.path + "/reconcile-\(UUID().uuidString.prefix(8))"

    init(scene: SandboxScene, host: String = "127.0.0.1", port: Int = 0, console: String, language: Language, isSetUp: Bool = true) {
        self.scene = scene
        self.host = host
        self.port = port
        self.console = console
        self.language = language
        self.isSetUp = isSetUp
    }

    func run() async throws -> Exit {
        guard case .tcp? = ListenAddress(console) else {
            throw CommandFailure(
                .usage, "--console-listen takes HOST:PORT, not \(console.debugDescription)", hint: "For example 127.0.0.1:9850.")
        }
        signal(SIGPIPE, SIG_IGN)
        let directory = directory
        // Whoever closes the terminal has seen enough, too. SQLite may be making a file while its directory goes.
        let signals = EndingSignals([SIGINT, SIGTERM, SIGHUP]) { for _ in 0..<3 { Self.remove(directory) } }
        defer {
            signals.done()
            Self.remove(directory)
        }
        try FileManager.default.createDirectory(
            atPath: directory, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        let server = SandboxServer(world: scene.make(), host: host, port: port, heroActions: HeroPeopleActions.all)
        let (bound, port) = AsyncStream<Int>.makeStream()
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                defer { port.finish() }
                try await server.run { port.yield($0) }
            }
            guard let number = await bound.first(where: { _ in true }) else {
                throw CommandFailure(.unavailable, "cannot serve on \(host):\(self.port)", hint: "Choose a free port with --listen.")
            }
            try await serve(base: "http://\(host):\(number)")
            group.cancelAll()
            return .success
        }
    }

    private static func remove(_ directory: String) {
        // What stays behind where it cannot be removed is sample data.
        try? FileManager.default.removeItem(atPath: directory)
    }

    private var configuration: String { directory + "/reconcile.yaml" }

    private func serve(base: String) async throws {
        try configure(base, console: console)
        if isSetUp { try await setUp(try Wiring(.installation(config: configuration), environment: Self.environment)) }
        let start = ServiceStart(trial: configuration, environment: Self.environment) { bound in
            do {
                try configure(base, console: "\(bound)")
                Terminal.print(try greeting(base, bound))
            } catch {
                Terminal.complain(["no link could be made: \(error)"])
            }
        }
        _ = try await start.run()
    }

    /// A file, so that other commands can be used beside it with `--config`.
    private func configure(_ base: String, console: String) throws {
        let text = """
            state-directory: \(directory)/state
            hero:
              endpoint: \(base)/api/external/v7/graphql
            lexoffice:
              endpoint: \(base)
              requests-per-second: \(scene.clientRate)
            interval-seconds: 5
            settle-seconds: 5
            listen: 127.0.0.1:0
            console:
              listen: \(console)

            """
        try Data(text.utf8).write(to: URL(fileURLWithPath: configuration), options: .atomic)
    }

    private func setUp(_ wiring: Wiring) async throws {
        let store = try Store.open(directory: wiring.stateDirectory)
        let place = try wiring.workplace(store, "setup")
        var request = SetupRequest()
        request.startDate = scene.startDate
        request.cancellationProcessConfirmed = true
        request.connectorOffConfirmed = true
        request.categories = [.construction13b: LexofficeCategory.construction13bID, .photovoltaic0: LexofficeCategory.photovoltaicID]
        do {
            _ = try await store.resting(wiring) {
                try await Setup(context: place.context, credentialDigest: place.remotes.credentialDigest).run(request)
            }
        } catch {
            throw CommandFailure(.unexpected, "the sample account could not be set up: \(error)", hint: "Please report this.")
        }
    }

    private func greeting(_ base: String, _ bound: ListenAddress) throws -> [String] {
        guard let host = HostName("\(bound)"), let name = ConsoleName("demo") else {
            throw CommandFailure(.unexpected, "no browser knows \(bound)", hint: "Give --console-listen an address of this machine.")
        }
        let address = ConsoleAddress(isSecure: false, host: host)
        let store = AccessStore(directory: directory + "/state")
        let links = try ConsoleRole.allCases.compactMap { role -> String? in
            guard let grant = AccessGrant(name: name, role: role, days: 1) else { return nil }
            let (_, secret) = try LoginDesk.issue(grant, in: store, at: Instant(milliseconds: SystemTime().wallMilliseconds()))
            return "  \(role.rawValue): \(address.link(secret))"
        }
        let more = "  reconcile console --config \(configuration) --as NAME --role admin"
        let pay = "  curl -s -d '{\"number\":\"NUMBER\",\"amount\":\"1.00\"}' \(base)/_sandbox/lexoffice/pay"
        return [Catalogue.trialLinks(minutes: 10)(language)] + links
            + [Catalogue.trialMore(more), Catalogue.trialPayment(pay), Catalogue.trialEnd].flatMap {
                $0(language).split(separator: "\n").map(String.init)
            }
    }
}
