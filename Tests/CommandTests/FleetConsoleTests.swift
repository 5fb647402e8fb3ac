import Foundation
import Sandbox
import Testing

extension CommandLineTests {
    /// The consoles of many accounts behind one listener, with the real program.
    @Suite struct FleetConsole {
        /// Of `beta` alone: 777.00 net in its only invoice, as its pages show it.
        private static let amountOfBeta = "924,63"

        @Test(.timeLimit(.minutes(2))) func `each account has its own console, and the page of all shows how they stand`() async throws {
            try await Shop.open { one in
                try await Shop.open(lexofficeKey: Shop.otherLexofficeKey, organization: Shop.otherOrganization) { two in
                    let fleet = try AccountFiles()
                    try fleet.add("alpha", of: one)
                    try fleet.add("beta", of: two, lexoffice: Shop.otherLexofficeKey)
                    try fleet.add("gamma", of: one)
                    for (name, shop) in [("alpha", one), ("beta", two)] { try await fleet.setUp(name, of: shop) }
                    one.invoice()
                    two.invoice(net: 77_700)
                    let port = try Loopback.closedPort()
                    let service = try await Self.serve(fleet, console: port)
                    while one.world.lexoffice.files.isEmpty || two.world.lexoffice.files.isEmpty { await Task.yield() }
                    try await Self.look(fleet, port)
                    try await Self.decide(fleet, port)
                    #expect(try await service.stop().exit == 0)
                }
            }
        }

        private static func serve(_ fleet: AccountFiles, console: Int) async throws -> Service {
            try await Service.start { port in
                let text = """
                    listen: 127.0.0.1:\(port)
                    interval-seconds: 1
                    credentials-directory: keys
                    state-directory: states
                    console:
                      listen: 127.0.0.1:\(console)

                    """
                _ = try fleet.directory.file("fleet.yaml", text)
                return try Child(Installation.reconcile, ["fleet", "serve", "--fleet", fleet.path], environment: fleet.environment)
            }
        }

        /// The link of a command, and who came in by it.
        private static func enter(_ fleet: AccountFiles, _ port: Int, _ arguments: [String], host: String) async throws -> ConsoleClient {
            let made = try await fleet.run(arguments + ["--format", "json"])
            let link = try #require(try records(made).last?["link"]?.stringValue, "\(made.text)")
            #expect(link.hasPrefix("http://\(host):\(port)/anmelden#"), "\(link)")
            let key = try #require(link.split(separator: "#").last.map(String.init))
            return try await ConsoleClient.enter(key, "127.0.0.1:\(port)", host: "\(host):\(port)")
        }

        private static func account(_ name: String, _ fleet: AccountFiles, _ port: Int, _ role: String) async throws -> ConsoleClient {
            try await enter(
                fleet, port, ["console", "--account", name, "--as", "Anna", "--role", role], host: "\(name).localhost")
        }

        private static func look(_ fleet: AccountFiles, _ port: Int) async throws {
            let alpha = try await account("alpha", fleet, port, "admin")
            let beta = try await account("beta", fleet, port, "office")
            let all = try await enter(fleet, port, ["fleet", "console", "--as", "Otto"], host: "127.0.0.1")
            // Until both passes were told, a page may be older than the books.
            while try await !all.get("/?stand=takt").text.contains("beta.localhost:\(port)") { await Task.yield() }
            let page = try await all.get("/")
            #expect(page.status == 200 && page.text.contains("http://alpha.localhost:\(port)/") && page.text.contains("nicht eingerichtet"))
            for path in ["/belege", "/", "/system", "/datei/reconcile-support.txt", "/einrichtung", "/hilfe"] {
                let own = try await alpha.get(path)
                #expect(own.status == 200, "\(path) \(own.status)")
                for strange in ["beta", "gamma", amountOfBeta, Shop.otherLexofficeKey, Shop.otherOrganization, beta.cookie] {
                    #expect(!own.text.contains(strange), "\(strange) on alpha's \(path)")
                }
            }
            #expect(try await beta.get("/belege").text.contains(amountOfBeta))
            // Commands that are shown name the account.
            let setup = try await alpha.get("/einrichtung").text
            #expect(setup.contains("<code>reconcile-run --account alpha setup --category"))
            // Keys belong where the fleet's file says.
            #expect(setup.contains("<code>install -m 600 /dev/stdin \(fleet.keys)/alpha.hero-api-key"))
            for strange in [amountOfBeta, "119,00", Shop.lexofficeKey, Shop.otherLexofficeKey, Shop.heroKey, "Fremdling"] + Shop.people {
                #expect(!page.text.contains(strange), "\(strange) on the page of all accounts")
            }
            try await doors(alpha, beta, all, port)
        }

        /// Nobody of one comes in to another, whatever he brings along.
        private static func doors(_ alpha: ConsoleClient, _ beta: ConsoleClient, _ all: ConsoleClient, _ port: Int) async throws {
            let clients = [alpha, beta, all]
            for visitor in clients {
                for place in clients where place.host != visitor.host {
                    // His own cookie, and his secret under the name the place gives to its own.
                    let secret = try #require(visitor.cookie.split(separator: "=").last)
                    let name = try #require(place.cookie.split(separator: "=").first)
                    for cookie in [visitor.cookie, "\(name)=\(secret)", "\(visitor.cookie); \(name)=\(secret)"] {
                        let reply = try await place.with(cookie: cookie).get("/")
                        #expect(reply.status == 401 && !reply.text.contains(amountOfBeta), "\(place.host ?? "") \(reply.status)")
                    }
                }
            }
            #expect(Set(clients.compactMap { $0.cookie.split(separator: "=").first }).count == 3)
            var stranger = alpha
            for name in ["nobody.localhost", "alpha.evil.example", "gamma.beta.localhost"] {
                stranger.host = "\(name):\(port)"
                #expect(try await stranger.get("/").status == 421, "\(name)")
            }
            #expect(try await all.get("/belege").status == 404)
        }

        /// What is decided on an account's page is done by the fleet, and seen on the page of all.
        private static func decide(_ fleet: AccountFiles, _ port: Int) async throws {
            let alpha = try await account("alpha", fleet, port, "office")
            let all = try await enter(fleet, port, ["fleet", "console", "--role", "admin"], host: "127.0.0.1")
            var fields: [(String, String)] = []
            for name in ["id", "name", "kind", "key", "rev", "seen"] { fields.append((name, try await alpha.field(name, of: "/"))) }
            let sent = try await alpha.post("/entscheiden", fields + [("back", "/"), ("act", "pause"), ("reason", "Inventur")])
            #expect(sent.status == 303, "\(sent.text)")
            while try await !all.get("/?stand=ausgesetzt&suche=alpha").text.contains("angehalten") { await Task.yield() }
        }

        @Test func `who works in one office has no link to the page of all`() async throws {
            let fleet = try AccountFiles("console:\n  listen: 127.0.0.1:9850\n")
            try fleet.add("alpha")
            let office = try await fleet.run(["fleet", "console", "--as", "Anna", "--role", "office"])
            #expect(office.exit == 64 && office.errors.contains("adviser or admin"), "\(office.text)")
            let made = try await fleet.run(["fleet", "console", "--as", "Otto"])
            #expect(made.exit == 0 && made.output.contains("For Otto (adviser), once and until"), "\(made.text)")
            #expect(made.output.contains("http://127.0.0.1:9850/anmelden#"), "\(made.text)")
            let list = try await fleet.run(["fleet", "console", "--list"])
            #expect(list.output.contains("Otto (adviser), link not used yet"), "\(list.text)")
            let strange = try await fleet.run(["fleet", "console", "--revoke", "k99"])
            #expect(strange.exit == 64 && strange.errors.contains("`reconcile fleet console --list`"), "\(strange.text)")
            // Of an account nothing is known there.
            _ = try await fleet.run("console", "--as", "Anna", account: "alpha")
            let own = try await fleet.run("console", "--list", account: "alpha")
            #expect(own.exit == 0 && own.output.contains("Anna (office)") && !own.output.contains("Otto"), "\(own.text)")
        }

        @Test func `where the consoles are is the fleet's to say`() async throws {
            let fleet = try AccountFiles("console:\n  listen: 127.0.0.1:9850\n  url: https://console.example.org\n")
            try fleet.add("alpha")
            let link = try await fleet.run("console", "--as", "Anna", account: "alpha")
            #expect(link.exit == 0 && link.output.contains("https://alpha.console.example.org/anmelden#"), "\(link.text)")
            for line in ["listen: 127.0.0.1:9851", "url: https://other.example", "hosts: other.example"] {
                try fleet.add("alpha", "console:\n  \(line)\n")
                let refused = try await fleet.run("console", account: "alpha")
                #expect(refused.exit == 78 && refused.errors.contains("has no place here"), "\(line) \(refused.text)")
            }
            let off = try AccountFiles()
            try off.add("alpha")
            let none = try await off.run("console", account: "alpha")
            #expect(none.exit == 78 && none.errors.contains("into fleet.yaml"), "\(none.text)")
            let bad = try AccountFiles("console:\n  listen: 9850\n")
            let check = try await bad.run(["fleet", "check"])
            #expect(check.exit == 78 && check.errors.contains("console.listen"), "\(check.text)")
        }
    }
}
