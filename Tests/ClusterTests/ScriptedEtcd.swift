import Foundation
import HTTPTypes
import Synchronization
import Transport

/// Answers by a script, and keeps what was asked.
final class ScriptedEtcd: HTTPTransport {
    typealias Answer = Result<(status: Int, body: String), RequestFailure>

    private let asked = Mutex<[OutgoingRequest]>([])
    private let script: @Sendable (OutgoingRequest, Int) -> Answer

    /// - Parameter script: told the request and how many came before it.
    init(_ script: @escaping @Sendable (OutgoingRequest, Int) -> Answer) { self.script = script }

    var requests: [OutgoingRequest] { asked.withLock { $0 } }
    var hosts: [String] { requests.compactMap(\.head.authority) }

    func send(_ request: OutgoingRequest) async throws(RequestFailure) -> IncomingResponse {
        let before = asked.withLock { asked in
            defer { asked.append(request) }
            return asked.count
        }
        let (status, body) = try script(request, before).get()
        return IncomingResponse(head: HTTPResponse(status: .init(code: status)), body: Array(body.utf8))
    }

    static let silence = Answer.failure(RequestFailure(reach: .mayHaveBeenSent, cause: .timeout, detail: "no answer"))
    static let refusal = Answer.failure(RequestFailure(reach: .notSent, cause: .refused, detail: "refused"))
}

/// Carries everything out, and loses the answers it is told to lose.
final class LossyTransport: HTTPTransport {
    private let inner: any HTTPTransport
    private let losing = Mutex(0)

    init(_ inner: any HTTPTransport) { self.inner = inner }

    func lose(_ count: Int) { losing.withLock { $0 = count } }

    func send(_ request: OutgoingRequest) async throws(RequestFailure) -> IncomingResponse {
        let answer = try await inner.send(request)
        let isLost = losing.withLock { losing in
            guard losing > 0 else { return false }
            losing -= 1
            return true
        }
        if isLost { throw RequestFailure(reach: .mayHaveBeenSent, cause: .timeout, detail: "lost") }
        return answer
    }
}
