import Bookkeeping
import Foundation
import Sandbox
import Testing

extension CommandLineTests {
    /// `reconcile login` as the shell and the browser see it.
    @Suite struct Login {
        /// A shop with a client, and a port for the way back.
        private func opened(_ body: @escaping @Sendable (Shop, Int, [String: String]) async throws -> Void) async throws {
            try await Shop.open { shop in
                let port = try Loopback.closedPort()
                shop.knowClient(port: port)
                try await body(shop, port, shop.loginVariables(port: port))
            }
        }

        private func mode(_ path: String) -> mode_t {
            var status = stat()
            return stat(path, &status) == 0 ? status.st_mode & 0o7777 : 0
        }

        private func setup(_ shop: Shop) -> [String] { ["setup", "--start-date", shop.today.description] + Shop.confirmations }

        @Test func `login, setup and passes need no key`() async throws {
            try await opened { shop, port, variables in
                let before = try await shop.run(setup(shop), with: variables)
                #expect(before.exit == 77 && before.errors.contains("reconcile login"), "\(before.text)")
                let (ending, pages) = try await shop.logIn(port: port)
                try #require(ending.exit == 0, "\(ending.text)")
                #expect(ending.output.contains("Logged in: Musterbetrieb GmbH (\(Shop.organization))"), "\(ending.output)")
                #expect(ending.output.contains("ssh -L \(port):127.0.0.1:\(port)"), "\(ending.output)")
                #expect(pages.map(\.status) == [200])
                #expect(pages[0].body.contains("Angemeldet.") && pages[0].body.contains("Logged in."))
                #expect(mode(shop.tokenFile) == 0o600)
                let done = try await shop.run(setup(shop), with: variables)
                try #require(done.exit == 0, "\(done.text)")
                let documents = try shop.fourDocuments()
                let pass = try await shop.run([], with: variables)
                #expect(pass.exit == 3 || pass.exit == 0, "\(pass.text)")
                #expect(shop.world.lexoffice.vouchers.count == documents.count)
                #expect(shop.connections.map(\.rotations) == [0])
                // An access token that died early is exchanged; the credential stays the same one.
                shop.world.withLexoffice { $0.authorisation.expireAccessTokens() }
                let next = try await shop.run([], with: variables)
                #expect(next.exit == pass.exit, "\(next.text)")
                #expect(shop.connections.map(\.rotations) == [1])
                #expect(mode(shop.tokenFile) == 0o600)
                let doctor = try await shop.run(["doctor"], with: variables)
                #expect(doctor.output.contains("ok    login: organisation \(Shop.organization)"), "\(doctor.text)")
                #expect(!doctor.output.contains("lexoffice-api-key"), "\(doctor.text)")
            }
        }

        @Test func `a redirect of somebody else changes nothing, and the right one still counts`() async throws {
            try await opened { shop, port, variables in
                let back = "http://127.0.0.1:\(port)/oauth/callback"
                let (ending, pages) = try await shop.logIn(port: port) { _ in
                    [
                        "\(back)?code=stolen&state=guessed", "\(back)?error=access_denied&state=guessed", back,
                        "http://127.0.0.1:\(port)/favicon.ico", "\(back)?\(String(repeating: "a", count: 12_000))",
                    ]
                }
                #expect(pages.map(\.status) == [400, 400, 400, 404, 400, 200], "\(pages)")
                #expect(pages[0].body.contains("gehört zu keiner") && !pages[0].body.contains("guessed"))
                #expect(ending.exit == 0, "\(ending.text)")
                #expect(shop.connections.count == 1)
            }
        }

        /// Browsers like to ask twice, and a code that is used twice ends what it was for.
        @Test func `a redirect that comes twice is used once`() async throws {
            try await opened { shop, port, variables in
                let slow = Fault(.slowAnswer, milliseconds: 700)
                shop.world.install(FaultPlan(appointments: [.init(.init(.lexoffice, path: "/oauth2/token"), nth: 1, slow)]))
                let child = try shop.start(["login", "--no-browser"], with: variables)
                let address = try await child.line(with: "/oauth2/authorize?").trimmingCharacters(in: .whitespaces)
                let back = try #require(try await Page.open(address).location)
                async let first = Page.open(back)
                async let second = Page.open(back)
                let statuses = try await [first.status, second.status].sorted()
                #expect(statuses == [200, 409])
                let ending = try await child.wait()
                #expect(ending.exit == 0, "\(ending.text)")
                #expect(shop.connections.count == 1)
            }
        }

        @Test func `who refuses is taken at his word`() async throws {
            try await opened { shop, port, variables in
                shop.world.withLexoffice { $0.authorisation.grants = false }
                let (ending, pages) = try await shop.logIn(port: port, arguments: ["--lang", "de"])
                #expect(ending.exit == 77 && ending.errors.contains("Zustimmung wurde verweigert"), "\(ending.text)")
                #expect(pages.last?.status == 403)
                #expect(!FileManager.default.fileExists(atPath: shop.tokenFile))
            }
        }

        @Test func `a login of another organisation is revoked, and the old one stays`() async throws {
            try await opened { shop, port, variables in
                _ = try await shop.logIn(port: port)
                let done = try await shop.run(setup(shop), with: variables)
                try #require(done.exit == 0, "\(done.text)")
                let before = FileManager.default.contents(atPath: shop.tokenFile)
                try await Shop.open(organization: Shop.otherOrganization) { other in
                    other.knowClient(port: port)
                    let elsewhere = [
                        "RECONCILE_LEXOFFICE_APP": other.lexofficeEndpoint, "RECONCILE_LEXOFFICE_ENDPOINT": other.lexofficeEndpoint,
                    ]
                    let (ending, pages) = try await shop.logIn(port: port, elsewhere)
                    #expect(ending.exit == 77 && ending.errors.contains("another organisation"), "\(ending.text)")
                    #expect(pages.last?.status == 403)
                    #expect(other.connections.isEmpty)
                    let revoked = other.world.log.contains { $0.request.path == "/oauth2/revoke" && $0.isExecuted }
                    #expect(revoked)
                }
                #expect(FileManager.default.contents(atPath: shop.tokenFile) == before)
                let pass = try await shop.run([], with: variables)
                #expect(pass.exit == 0, "\(pass.text)")
            }
        }

        @Test func `nobody comes, no client, a taken port`() async throws {
            try await opened { shop, port, variables in
                let nobody = try await shop.run(["login", "--no-browser", "--wait", "1"], with: variables)
                #expect(nobody.exit == 77 && nobody.errors.contains("Nobody agreed"), "\(nobody.text)")
                let clientless = try await shop.run(["login"], with: variables.merging(["RECONCILE_LEXOFFICE_CLIENT_ID": ""]) { $1 })
                #expect(clientless.exit == 78 && clientless.errors.contains("lexoffice.client-id"), "\(clientless.text)")
                let secretless = try await shop.run(["login"], with: variables.merging(["RECONCILE_LEXOFFICE_CLIENT_SECRET": ""]) { $1 })
                #expect(secretless.exit == 78 && secretless.errors.contains("lexoffice-client-secret"), "\(secretless.text)")
                let taken = try await shop.run(
                    ["login", "--no-browser"], with: variables.merging(["RECONCILE_LEXOFFICE_REDIRECT_PORT": String(shop.port)]) { $1 })
                #expect(taken.exit == 78 && taken.errors.contains("LISTEN_IN_USE"), "\(taken.text)")
                let endless = try await shop.run(["login", "--wait", "0"], with: variables)
                #expect(endless.exit == 64)
                #expect(shop.world.log.isEmpty)
            }
        }

        @Test func `a key comes first, and the doctor says so`() async throws {
            try await opened { shop, port, variables in
                let (ending, _) = try await shop.logIn(port: port, ["RECONCILE_LEXOFFICE_API_KEY": Shop.lexofficeKey])
                #expect(ending.exit == 0 && ending.output.contains("An API key is configured as well"), "\(ending.text)")
                shop.world.withLexoffice { $0.authorisation.disconnect() }
                let both = variables.merging(["RECONCILE_LEXOFFICE_API_KEY": Shop.lexofficeKey]) { $1 }
                let done = try await shop.run(setup(shop), with: both)
                #expect(done.exit == 0, "\(done.text)")
                let doctor = try await shop.run(["doctor"], with: both)
                #expect(doctor.output.contains("warn  login: not used, the API key comes first"), "\(doctor.text)")
            }
        }
    }
}
