import Bookkeeping
import Foundation
import Sandbox
import Synchronization
import TestSupport
import Testing

extension CommandLineTests {
    /// How a login ends: lexoffice ends it, the integration is deleted, or the process dies in the middle of a refresh.
    @Suite struct LoginEnd {
        /// Logged in and set up, without a key.
        private func entered(_ body: @escaping @Sendable (Shop, Int, [String: String]) async throws -> Void) async throws {
            try await Shop.open { shop in
                let (port, variables) = try await enter(shop)
                try await body(shop, port, variables)
            }
        }

        private func enter(_ shop: Shop) async throws -> (port: Int, variables: [String: String]) {
            let port = try Loopback.closedPort()
            shop.knowClient(port: port)
            let variables = shop.loginVariables(port: port)
            let (ending, _) = try await shop.logIn(port: port)
            try #require(ending.exit == 0, "\(ending.text)")
            let setup = ["setup", "--start-date", shop.today.description] + Shop.confirmations + Shop.categories
            let done = try await shop.run(setup, with: variables)
            try #require(done.exit == 0, "\(done.text)")
            return (port, variables)
        }

        @Test func `a connection ended at lexoffice asks for a new login`() async throws {
            try await entered { shop, port, variables in
                let documents = try shop.fourDocuments()
                shop.world.withLexoffice { $0.authorisation.disconnect() }
                for _ in 0..<2 {
                    let pass = try await shop.run([], with: variables)
                    #expect(pass.exit == 77 && pass.text.contains("reconcile login"), "\(pass.text)")
                }
                let status = try await shop.run(["status"], with: variables)
                #expect(status.output.contains("blocked"), "\(status.text)")
                let doctor = try await shop.run(["doctor"], with: variables)
                #expect(doctor.exit == 77 && doctor.output.contains("fail  login: lexoffice has ended it"), "\(doctor.text)")
                let asked = shop.world.log.count { $0.request.path == "/oauth2/token" }
                #expect(asked == 2, "the code, and one refresh in vain")
                let (again, _) = try await shop.logIn(port: port)
                #expect(again.exit == 0, "\(again.text)")
                let pass = try await shop.run([], with: variables)
                #expect(pass.exit == 0, "\(pass.text)")
                shop.expectBooks(documents, contacts: 2)
            }
        }

        @Test func `deleting the integration gives the login back`() async throws {
            try await entered { shop, _, variables in
                let ending = try await shop.run(["--delete-integration", "--yes"], with: variables)
                #expect(ending.exit == 0, "\(ending.text)")
                #expect(shop.connections.isEmpty)
                #expect(!FileManager.default.fileExists(atPath: shop.tokenFile))
                let journal = try await shop.run(["journal", "export"], with: variables)
                #expect(journal.output.contains("granted=login revoked=yes"), "\(journal.text.suffix(2000))")
                let again = try await shop.run(["--delete-integration", "--yes"], with: variables)
                #expect(again.exit == 0, "\(again.text)")
            }
        }

        /// Neither keys nor the client are needed to end everything here; only lexoffice is not told then.
        @Test func `without the client secret it is removed all the same`() async throws {
            try await entered { shop, _, variables in
                let nothing = ["RECONCILE_HERO_API_KEY": "", "RECONCILE_LEXOFFICE_CLIENT_SECRET": ""]
                let ending = try await shop.run(
                    ["--delete-integration", "--yes", "--format", "json"], with: variables.merging(nothing) { $1 })
                #expect(ending.exit == 3 && ending.output.contains(#""access_left":true"#), "\(ending.text)")
                #expect(!FileManager.default.fileExists(atPath: shop.tokenFile))
                #expect(shop.connections.count == 1)
                let pass = try await shop.run([], with: variables.merging(nothing) { $1 })
                #expect(pass.exit == 78, "\(pass.text)")
            }
        }

        @Test func `an authorisation server that is away holds up no deletion`() async throws {
            try await sideBySide([Fault.Kind.unavailable, .dropAfter, .throttle]) { try await deleteWithout($0) }
        }

        private func deleteWithout(_ fault: Fault.Kind) async throws {
            try await entered { shop, _, variables in
                shop.world.install(FaultPlan(chances: [.init(.init(.lexoffice, path: "/oauth2/revoke"), perMille: 1000, Fault(fault))]))
                let ending = try await shop.run(["--delete-integration", "--yes"], with: variables, seconds: 120)
                #expect(ending.exit == 3 && ending.output.contains("disconnect this app"), "\(ending.text)")
                #expect(ending.output.contains("The integration is deleted."), "\(ending.text)")
                #expect(!FileManager.default.fileExists(atPath: shop.tokenFile))
                let tries = shop.world.log.count { $0.request.path == "/oauth2/revoke" }
                #expect((1...3).contains(tries))
                let journal = try await shop.run(["journal", "export"], with: variables)
                #expect(journal.output.contains("unconfirmed"), "\(journal.text.suffix(2000))")
            }
        }

        @Test(.enabled(if: CrashShim.compiler != nil), .timeLimit(.minutes(20)))
        func `killed anywhere in a deletion, the login is given back by the next run`() async throws {
            let shim = try await CrashShim()
            let command = ["--delete-integration", "--yes"]
            let ready = { @Sendable (shop: Shop) in
                let (_, variables) = try await enter(shop)
                return (begin: try Beginning(shop), variables: variables)
            }
            let total = try await count(shim, .effects, ready: ready) { shop, variables in
                let ending = try await shop.run(command, with: variables)
                #expect(ending.exit == 0, "\(ending.text)")
            }
            #expect(total > 10)
            let points = KillPoints(among: 1...total, filter: "CommandLineTests/LoginEnd")
            _ = try await Shop.inLanes(points.chosen, ready: ready) { scene, call in
                let comment = points.comment(call, "killed before call")
                try scene.begin.restore()
                let (shop, variables) = (scene.begin.shop, scene.variables)
                _ = try await shop.run(command, with: variables.merging(shim.environment(at: call, .effects)) { $1 })
                let again = try await shop.run(command, with: variables)
                #expect(again.exit == 0, "\(comment): \(again.text)")
                #expect(shop.connections.isEmpty, "\(comment)")
                #expect(!FileManager.default.fileExists(atPath: shop.tokenFile), "\(comment)")
            }
        }

        private typealias Scene = (begin: Beginning, variables: [String: String])

        private func count(
            _ shim: CrashShim, _ calls: CrashShim.Calls, ready: @escaping @Sendable (Shop) async throws -> Scene,
            _ run: @escaping @Sendable (Shop, [String: String]) async throws -> Void
        ) async throws -> Int {
            let counted = Mutex(0)
            try await Shop.open { shop in
                let scene = try await ready(shop)
                let total = try await shim.count(calls) { environment in
                    try await run(shop, scene.variables.merging(environment) { $1 })
                }
                counted.withLock { $0 = total }
            }
            return counted.withLock { $0 }
        }

        /// kill -9 before a call by which something reaches the disk or the network, while a token is exchanged. What is left is
        /// the old login or the new one; if the server rotated and we did not hear, a clear word asks for a new login.
        @Test(.enabled(if: CrashShim.compiler != nil), .timeLimit(.minutes(20)))
        func `killed anywhere in a refresh, the login works or says that it is lost`() async throws {
            let shim = try await CrashShim()
            let command = ["contacts", "import", "--format", "json"]
            let ready = { @Sendable (shop: Shop) in
                let (_, variables) = try await enter(shop)
                shop.world.withLexoffice { $0.authorisation.expireAccessTokens() }
                return (begin: try Beginning(shop), variables: variables)
            }
            let total = try await count(shim, .all, ready: ready) { shop, variables in
                let ending = try await shop.run(command, with: variables)
                #expect(ending.exit == 0 || ending.exit == 64, "\(ending.text)")
                #expect(shop.connections.map(\.rotations) == [1])
            }
            #expect(total > 5)
            let points = KillPoints(among: 1...total, filter: "CommandLineTests/LoginEnd")
            let isLost = try await Shop.inLanes(points.chosen, ready: ready) { scene, call in
                let comment = points.comment(call, "killed before call")
                try scene.begin.restore()
                let (shop, variables) = (scene.begin.shop, scene.variables)
                _ = try await shop.run(command, with: variables.merging(shim.environment(at: call, .all)) { $1 })
                // What a dead client sent must have been carried out before the next one is judged.
                try await Fact.wait(for: "the dead client is gone") { Loopback.isQuiet(shop.port) }
                let rotations = shop.connections.map(\.rotations)
                let next = try await shop.run(["doctor"], with: variables)
                #expect(next.exit == 0 || next.exit == 77, "\(comment): \(next.text)")
                if next.exit == 77 {
                    #expect(rotations == [1], "\(comment): lost without a rotation")
                    #expect(next.output.contains("reconcile login"), "\(comment): \(next.text)")
                }
                return next.exit == 77
            }
            let lost = isLost.count { $0 }
            #expect(!points.isComplete || lost < total / 2, "\(lost) of \(total)")
        }
    }
}
