import Bookkeeping
import Foundation
import Sandbox
import Synchronization
import TestSupport
import Testing

extension CommandLineTests {
    /// Canaries again: tokens, codes and the client secret appear nowhere but in the one file that is for them.
    @Suite struct LoginSecret {
        private static let pieceLength = 12

        /// Everything lexoffice ever handed out, and what it was asked with.
        private final class Canaries: Sendable {
            private let seen = Mutex<Set<String>>([Shop.clientSecret])

            func add(_ shop: Shop) {
                seen.withLock { seen in
                    for connection in shop.connections { seen.formUnion([connection.accessToken, connection.refreshToken]) }
                }
            }

            func expectNone(in bytes: Data, _ comment: String) {
                for canary in seen.withLock({ $0 }) {
                    let characters = Array(canary)
                    // The head of every access token is the same and says only how it is signed.
                    let start = canary.hasPrefix("eyJ") ? 21 : 0
                    for place in stride(from: start, through: characters.count - pieceLength, by: 4) {
                        let piece = String(characters[place..<place + pieceLength])
                        guard bytes.shows(piece) else { continue }
                        Issue.record("\(comment) shows \(piece)")
                        return
                    }
                }
            }
        }

        /// The state directory without the one file.
        private func rest(_ shop: Shop) -> Data {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: shop.state)) ?? []
            return names.filter { $0 != "lexoffice-oauth.json" }.sorted().reduce(into: Data()) {
                $0 += FileManager.default.contents(atPath: shop.state + "/" + $1) ?? Data()
            }
        }

        private func entered(_ body: @escaping @Sendable (Shop, [String: String], Canaries) async throws -> Void) async throws {
            try await Shop.open { shop in
                let port = try Loopback.closedPort()
                shop.knowClient(port: port)
                let canaries = Canaries()
                for arguments in [["--lang", "de"], ["--lang", "en", "--format", "text"]] {
                    let (ending, pages) = try await shop.logIn(port: port, arguments: arguments)
                    #expect(ending.exit == 0, "\(ending.text)")
                    canaries.add(shop)
                    canaries.expectNone(in: Data((ending.text + pages.map(\.body).joined()).utf8), "login")
                }
                let variables = shop.loginVariables(port: port)
                let setup = ["setup", "--start-date", shop.today.description] + Shop.confirmations + Shop.categories
                let done = try await shop.run(setup, with: variables)
                try #require(done.exit == 0, "\(done.text)")
                try await body(shop, variables, canaries)
            }
        }

        @Test func `no token is in what a day's work prints or keeps`() async throws {
            try await entered { shop, variables, canaries in
                _ = try shop.fourDocuments()
                for command in [
                    ["--dry-run"], [], ["doctor"], ["status"], ["list"], ["journal", "export"], ["contacts", "import"],
                    ["--delete-integration", "--yes"], ["journal", "export"],
                ] {
                    shop.world.withLexoffice { $0.authorisation.expireAccessTokens() }
                    for form in ["text", "json"] {
                        let ending = try await shop.run(command + ["--format", form], with: variables)
                        canaries.add(shop)
                        canaries.expectNone(in: Data(ending.text.utf8), "\(command)")
                    }
                    canaries.expectNone(in: rest(shop), "the state after \(command)")
                    guard let file = FileManager.default.contents(atPath: shop.tokenFile) else { continue }
                    // The canaries are where they belong, so this test can fail.
                    let token = try #require(shop.connections.last?.refreshToken)
                    #expect(file.shows(token))
                }
                #expect(!FileManager.default.fileExists(atPath: shop.tokenFile))
            }
        }

        @Test func `no failed refresh repeats a token`() async throws {
            let faults: [Fault.Kind] = [
                .html, .htmlAfter, .truncatedBody, .brokenBody, .dropAfter, .serverErrorAfter, .throttle, .unavailable,
            ]
            try await sideBySide(faults) { try await failRefresh($0) }
        }

        private func failRefresh(_ fault: Fault.Kind) async throws {
            try await entered { shop, variables, canaries in
                shop.world.withLexoffice { $0.authorisation.expireAccessTokens() }
                shop.world.install(FaultPlan(appointments: [.init(.init(.lexoffice, path: "/oauth2/token"), nth: 1, Fault(fault))]))
                for _ in 0..<2 {
                    let ending = try await shop.run(["doctor", "--format", "json"], with: variables)
                    canaries.add(shop)
                    canaries.expectNone(in: Data(ending.text.utf8), "\(fault)")
                }
                let refused = variables.merging(["RECONCILE_LEXOFFICE_CLIENT_SECRET": "another-secret-0123456789"]) { $1 }
                shop.world.withLexoffice { $0.authorisation.expireAccessTokens() }
                let ending = try await shop.run([], with: refused)
                #expect(ending.exit == 77, "\(ending.text)")
                canaries.expectNone(in: Data(ending.text.utf8), "another secret")
                #expect(!ending.text.contains("another-secret"))
                // The gateway answers an unknown path with the whole Authorization header in its text.
                let lost = variables.merging(["RECONCILE_LEXOFFICE_ENDPOINT": shop.lexofficeEndpoint + "/v1/nowhere"]) { $1 }
                let nowhere = try await shop.run(["doctor"], with: lost)
                canaries.expectNone(in: Data(nowhere.text.utf8), "an unknown path")
                canaries.expectNone(in: rest(shop), "the state")
            }
        }
    }
}
