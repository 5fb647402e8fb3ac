import HTTPTypes
import TestSupport
import Transport

/// A transport for tests: no proxy of the environment, and time limits that a hanging test meets long before its own.
func makeTransport(
    timeouts: CurlTimeouts = CurlTimeouts(totalMilliseconds: 20_000), proxy: CurlProxy = .none, authorities: String? = nil
) throws -> CurlTransport {
    try CurlTransport(userAgent: "reconcile/9.8.7", timeouts: timeouts, proxy: proxy, certificateAuthorities: authorities)
}

func read(_ port: UInt16, _ path: String = "/", scheme: String = "http", limit: Int = 1 << 20) -> OutgoingRequest {
    let head = HTTPRequest(method: .get, scheme: scheme, authority: "127.0.0.1:\(port)", path: path)
    return OutgoingRequest(operation: .test, head: head, isWrite: false, responseLimit: limit)
}

func write(_ port: UInt16, _ body: String = "{}", scheme: String = "http", asWrite: Bool = true) -> OutgoingRequest {
    var head = HTTPRequest(method: .post, scheme: scheme, authority: "127.0.0.1:\(port)", path: "/v1/vouchers")
    head.headerFields[.contentType] = "application/json"
    return OutgoingRequest(operation: .test, head: head, body: Array(body.utf8), isWrite: asWrite)
}

extension HTTPTransport {
    func outcome(_ request: OutgoingRequest) async -> Result<IncomingResponse, RequestFailure> {
        do throws(RequestFailure) { return .success(try await send(request)) } catch { return .failure(error) }
    }

    /// The failure of a request that must fail.
    func failure(_ request: OutgoingRequest) async -> RequestFailure? {
        guard case .failure(let failure) = await outcome(request) else { return nil }
        return failure
    }
}

extension IncomingResponse {
    var text: String { String(decoding: body, as: UTF8.self) }
}
