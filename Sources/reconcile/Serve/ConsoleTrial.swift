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

    let language: Language
    /// False where whoever opens the console is to set it up.
    let isSetUp: Bool

    private static let environment = [
        "RECONCILE_HERO_API_KEY": SandboxScene.heroKey, "RECONCILE_LEXOFFICE_API_KEY": SandboxScene.lexofficeKey, "USER": "demo",
    ]
    private let ground: TrialGround

    init(scene: SandboxScene, host: String = "127.0.0.1", port: Int = 0, console: String, language: Language, isSetUp: Bool = true) {
        ground = TrialGround(scene: scene, host: host, port: port, console: console)
        self.language = language
        self.isSetUp = isSetUp
    }

    func run() async throws -> Exit {
        let server = SandboxServer(world: ground.scene.make(), host: ground.host, port: ground.port, heroActions: HeroPeopleActions.all)
        return try await ground.run(server) { base in try await serve(base: base) }
    }

    private static let fileName = "reconcile.yaml"
    private var configuration: String { ground.directory + "/" + Self.fileName }

    private func serve(base: String) async throws {
        try configure(base, console: ground.console)
        if isSetUp { try await ground.scene.setUp(try Wiring(.installation(config: configuration), environment: Self.environment)) }
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

    private func configure(_ base: String, console: String) throws {
        try ground.configure(Self.fileName, "state-directory: \(ground.directory)/state\n", base, console: console)
    }

    private func greeting(_ base: String, _ bound: ListenAddress) throws -> [String] {
        guard let host = HostName("\(bound)"), let name = ConsoleName("demo") else {
            throw CommandFailure(.unexpected, "no browser knows \(bound)", hint: "Give --console-listen an address of this machine.")
        }
        let address = ConsoleAddress(isSecure: false, host: host)
        let store = AccessStore(directory: ground.directory + "/state")
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
