import Foundation
import HTTPTypes
import TestSupport
import Testing
import Transport

/// `reconcile serve` on a port of its own.
struct Service: Sendable {
    let child: Child
    let port: Int
    private let transport: CurlTransport

    /// Returns once it answers. The first pass may still be under way.
    static func start(_ shop: Shop, with changes: [String: String] = [:]) async throws -> Service {
        try await start { try shop.start(["serve", "--listen", "127.0.0.1:\($0)"], with: changes) }
    }

    /// - Parameter begin: starts the program on a port.
    static func start(_ begin: (_ port: Int) throws -> Child) async throws -> Service {
        let port = try Loopback.closedPort()
        let child = try begin(port)
        let service = Service(child: child, port: port, transport: try CurlTransport(userAgent: "test", proxy: .none))
        try await Fact.wait(for: "the service answers") {
            try #require(kill(child.pid, 0) == 0, "the service ended")
            return await (try? service.get("/healthz"))?.status == 200
        }
        return service
    }

    func get(_ path: String) async throws -> IncomingResponse { try await send(.get, path) }

    func send(_ method: HTTPRequest.Method, _ path: String, signature: String? = nil, body: [UInt8] = []) async throws -> IncomingResponse {
        var head = HTTPRequest(method: method, scheme: "http", authority: "127.0.0.1:\(port)", path: path)
        if let name = HTTPField.Name("X-Lxo-Signature"), let signature { head.headerFields[name] = signature }
        return try await transport.send(OutgoingRequest(operation: .test, head: head, body: body, isWrite: false))
    }

    /// Waits until the last pass was complete and nothing is wrong.
    func untilReady() async throws {
        try await Fact.wait(for: "the service is ready") { try await get("/readyz").status == 200 }
    }

    /// What Prometheus would read.
    func page() async throws -> String { String(decoding: try await get("/metrics").body, as: UTF8.self) }

    /// What `readyz` says against it, a code each.
    func reasons() async throws -> [String] {
        String(decoding: try await get("/readyz").body, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    /// SIGTERM, and how it ended.
    func stop() async throws -> Child.Ending {
        kill(child.pid, SIGTERM)
        return try await child.wait(seconds: 15)
    }
}
