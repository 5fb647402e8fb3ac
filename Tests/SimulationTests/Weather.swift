import HTTPTypes
import Sandbox
import Synchronization
import Transport

/// What stands between the service and the remotes, changed from outside while it runs.
final class Weather: HTTPTransport {
    enum Sky: Sendable, Hashable {
        case clear
        case refused(SandboxSystem)
        /// 503 to everything, nothing carried out.
        case unavailable(SandboxSystem)
        /// No name is found, neither here nor there.
        case noDNS
        /// Every n-th write is carried out and its answer lost.
        case lossy(every: Int)
    }

    private struct State {
        var sky = Sky.clear
        var writes = 0
    }

    private let inner: any HTTPTransport
    private let state = Mutex(State())

    init(_ inner: any HTTPTransport) { self.inner = inner }

    func turn(_ sky: Sky) { state.withLock { $0.sky = sky } }
    var sky: Sky { state.withLock { $0.sky } }

    func send(_ request: OutgoingRequest) async throws(RequestFailure) -> IncomingResponse {
        let system: SandboxSystem = request.head.path?.hasPrefix("/v1/") == true ? .lexoffice : .hero
        switch sky {
        case .refused(system): throw RequestFailure(reach: .notSent, cause: .refused, detail: "connection refused")
        case .unavailable(system): return IncomingResponse(head: HTTPResponse(status: .serviceUnavailable), body: [])
        case .noDNS: throw RequestFailure(reach: .notSent, cause: .dns, detail: "no such host")
        case .lossy(let every) where request.isWrite:
            let answer = try await inner.send(request)
            let isLost = state.withLock { state in
                state.writes += 1
                return state.writes % every == 0
            }
            if isLost { throw RequestFailure(reach: .mayHaveBeenSent, cause: .closed, detail: "closed without an answer") }
            return answer
        case .clear, .refused, .unavailable, .lossy: return try await inner.send(request)
        }
    }
}
