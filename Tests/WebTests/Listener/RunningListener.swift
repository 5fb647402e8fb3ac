import HTTPTypes
import Logging
import Telemetry
import TestSupport
import Transport

@testable import Web

/// A listener on a free port of this machine, for as long as `body` runs.
struct RunningListener {
    let port: Int
    let transport: CurlTransport
    let registry: MetricRegistry

    static func run(
        signature: WebhookSignature? = nil, readiness: Readiness = Readiness(reasons: []), hints: HintLog = HintLog(),
        _ body: @escaping @Sendable (RunningListener) async throws -> Void
    ) async throws {
        let registry = MetricRegistry(version: "1", startedAt: 0)
        let receiver = WebhookReceiver(
            signature: signature, organizationID: { WebhookReceiverTests.organization }, registry: registry, onHint: { hints.add($0) })
        let surface = WebSurface(
            version: "1.0 <test>", metrics: MetricsEndpoint(registry: registry, collect: { CollectedState() }),
            readiness: { readiness }, webhooks: receiver)
        let transport = try CurlTransport(userAgent: "test", proxy: .none)
        defer { transport.shutdown() }
        let (ports, port) = AsyncStream.makeStream(of: Int.self)
        let listener = WebListener(
            address: .tcp(host: "127.0.0.1", port: 0), surface: surface, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        ) { bound in
            if case .tcp(_, let number) = bound { port.yield(number) }
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await listener.run() }
            group.addTask {
                for await number in ports {
                    try await body(RunningListener(port: number, transport: transport, registry: registry))
                    return
                }
            }
            try await group.next()
            group.cancelAll()
        }
    }

    func send(
        _ method: HTTPRequest.Method, _ path: String, headers: [(String, String)] = [], body: [UInt8] = []
    ) async throws -> IncomingResponse {
        var head = HTTPRequest(method: method, scheme: "http", authority: "127.0.0.1:\(port)", path: path)
        for (name, value) in headers {
            if let name = HTTPField.Name(name) { head.headerFields[name] = value }
        }
        return try await transport.send(OutgoingRequest(operation: .test, head: head, body: body, isWrite: false))
    }

    func count(_ result: WebhookResult) -> Int {
        let page = String(decoding: registry.page(.text, state: nil, process: .current()), as: UTF8.self)
        let line = page.split(separator: "\n").first { $0.hasPrefix("reconcile_webhooks_total{result=\"\(result.rawValue)\"}") }
        return line.flatMap { Int($0.split(separator: " ").last ?? "") } ?? -1
    }
}
