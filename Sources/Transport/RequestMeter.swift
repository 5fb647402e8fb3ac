import Synchronization

/// Counts what goes over the wire on behalf of one remote; the footer and the metrics read it.
package final class RequestMeter: HTTPTransport {
    private struct Counts {
        var requests = 0
        var writes = 0
        var accepted = 0
    }

    private let inner: any HTTPTransport
    private let counts = Mutex(Counts())

    package init(_ inner: any HTTPTransport) { self.inner = inner }

    package var requests: Int { counts.withLock { $0.requests } }
    /// Requests that could change something over there.
    package var writes: Int { counts.withLock { $0.writes } }
    /// Those of them that were answered with a status of success.
    package var accepted: Int { counts.withLock { $0.accepted } }

    package func send(_ request: OutgoingRequest) async throws(RequestFailure) -> IncomingResponse {
        counts.withLock {
            $0.requests += 1
            if request.isWrite { $0.writes += 1 }
        }
        let response = try await inner.send(request)
        if request.isWrite && (200..<300).contains(response.status) { counts.withLock { $0.accepted += 1 } }
        return response
    }
}
