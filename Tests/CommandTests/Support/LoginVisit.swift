import Foundation
import HTTPTypes
import Sandbox
import TestSupport
import Testing
import Transport

/// A shop that is entered by a login, and the person at the browser.
extension Shop {
    static let clientID = "client-Kormoran"
    static let clientSecret = "Steinwaelzer-3b7e91f0c5d248a6"

    /// What a login needs instead of the API key.
    func loginVariables(port: Int) -> [String: String] {
        [
            "RECONCILE_LEXOFFICE_API_KEY": "", "RECONCILE_LEXOFFICE_APP": lexofficeEndpoint, "RECONCILE_LEXOFFICE_CLIENT_ID": Shop.clientID,
            "RECONCILE_LEXOFFICE_CLIENT_SECRET": Shop.clientSecret, "RECONCILE_LEXOFFICE_REDIRECT_PORT": String(port),
        ]
    }

    func knowClient(port: Int) {
        world.withLexoffice {
            $0.authorisation.client = LexofficeClient(
                id: Shop.clientID, secret: Shop.clientSecret, redirectURIs: ["http://127.0.0.1:\(port)/oauth/callback"])
        }
    }

    var connections: [LexofficeConnectionRecord] { world.lexoffice.authorisation.connections }
    var tokenFile: String { state + "/lexoffice-oauth.json" }

    /// Begins a login, plays the person at the browser and waits for the end.
    /// - Parameter first: addresses opened before the right one, made from it.
    func logIn(port: Int, arguments: [String] = [], _ changes: [String: String] = [:], first: (String) -> [String] = { _ in [] })
        async throws -> (ending: Child.Ending, pages: [Page])
    {
        let variables = loginVariables(port: port).merging(changes) { _, new in new }
        let child = try start(["login", "--no-browser"] + arguments, with: variables)
        let line = try await child.line(with: "/oauth2/authorize?")
        let address = line.trimmingCharacters(in: .whitespaces)
        var pages: [Page] = []
        for other in first(address) { pages.append(try await Page.open(other)) }
        let consent = try await Page.open(address)
        pages.append(try await Page.open(try #require(consent.location)))
        return (try await child.wait(), pages)
    }
}

/// What a browser got.
struct Page: Sendable {
    var status: Int
    var body: String
    var location: String?

    static func open(_ address: String, method: HTTPRequest.Method = .get) async throws -> Page {
        let rest = address.dropFirst("http://".count)
        let slash = rest.firstIndex(of: "/") ?? rest.endIndex
        let head = HTTPRequest(method: method, scheme: "http", authority: String(rest[..<slash]), path: String(rest[slash...]))
        let browser = try CurlTransport(userAgent: "browser", proxy: .none)
        let response = try await browser.send(OutgoingRequest(operation: .test, head: head, isWrite: true))
        return Page(
            status: response.status, body: String(decoding: response.body, as: UTF8.self), location: response.head.headerFields[.location])
    }
}
