import Foundation
import HTTPTypes
import Sandbox
import TestSupport
import Testing
import Transport

/// Somebody at the console of a service, without a browser: comes in by a link, reads pages and sends forms.
struct ConsoleClient: Sendable {
    struct Reply: Sendable {
        var status: Int
        var location: String?
        var text: String
    }

    let address: String
    /// Another name than the address, as a proxy or a false page would send it.
    var host: String?
    let cookie: String
    private let transport: CurlTransport

    /// - Parameter address: HOST:PORT of `console.listen`.
    static func enter(_ shop: Shop, _ address: String, as name: String = "Anna", role: String = "admin") async throws -> ConsoleClient {
        let made = try await shop.run(
            "console", "--as", name, "--role", role, "--format", "json", with: ["RECONCILE_CONSOLE_LISTEN": address])
        let link = try #require(try records(made).last?["link"]?.stringValue)
        return try await enter(try #require(link.split(separator: "#").last.map(String.init)), address, host: nil)
    }

    /// - Parameters:
    ///   - key: of a link.
    ///   - host: under which name the console is reached, where it is not its address.
    static func enter(_ key: String, _ address: String, host: String?) async throws -> ConsoleClient {
        let transport = try CurlTransport(userAgent: "browser", proxy: .none)
        let login = try await send(transport, .post, address, "/anmelden", body: "key=\(key)", cookie: nil, host: host)
        let cookie = try #require(login.head.headerFields[.setCookie]?.split(separator: ";").first.map(String.init), "\(login.status)")
        var client = ConsoleClient(address: address, cookie: cookie, transport: transport)
        client.host = host
        return client
    }

    /// Somebody with another's cookie.
    func with(cookie: String) -> ConsoleClient {
        var client = ConsoleClient(address: address, cookie: cookie, transport: transport)
        client.host = host
        return client
    }

    private init(address: String, cookie: String, transport: CurlTransport) {
        (self.address, self.cookie, self.transport) = (address, cookie, transport)
    }

    func get(_ path: String) async throws -> Reply { try await reply(.get, path, body: "") }

    func post(_ path: String, _ fields: [(String, String)]) async throws -> Reply {
        try await reply(.post, path, body: fields.map { "\($0.0)=\($0.1)" }.joined(separator: "&"))
    }

    /// The value of a hidden field of a page, the first of its name.
    func field(_ name: String, of path: String) async throws -> String {
        let text = try await get(path).text
        return String(try #require(text.firstMatch(of: try Regex(#"name="\#(name)" value="([^"]*)""#))?[1].substring))
    }

    private func reply(_ method: HTTPRequest.Method, _ path: String, body: String) async throws -> Reply {
        let answer = try await Self.send(transport, method, address, path, body: body, cookie: cookie, host: host)
        return Reply(
            status: answer.status, location: answer.head.headerFields[.location], text: String(decoding: answer.body, as: UTF8.self))
    }

    private static func send(
        _ transport: CurlTransport, _ method: HTTPRequest.Method, _ address: String, _ path: String, body: String, cookie: String?,
        host: String? = nil
    ) async throws -> IncomingResponse {
        var head = HTTPRequest(method: method, scheme: "http", authority: address, path: path)
        if method == .post {
            head.headerFields[.contentType] = "application/x-www-form-urlencoded"
            if let site = HTTPField.Name("Sec-Fetch-Site") { head.headerFields[site] = "same-origin" }
        }
        head.headerFields[.cookie] = cookie
        if let host, let name = HTTPField.Name("Host") { head.headerFields[name] = host }
        return try await transport.send(OutgoingRequest(operation: .test, head: head, body: Array(body.utf8), isWrite: method == .post))
    }
}
