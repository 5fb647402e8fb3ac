import HTTPTypes
import Synchronization
import Transport

@testable import Hero

/// Answers from a script and keeps what was sent.
final class ScriptedTransport: HTTPTransport {
    typealias Answer = Result<IncomingResponse, RequestFailure>

    private let answer: @Sendable (SentRequest) -> Answer
    private let sent = Mutex<[SentRequest]>([])

    init(_ answer: @escaping @Sendable (SentRequest) -> Answer) { self.answer = answer }

    /// One answer after the other; the last one again and again.
    convenience init(_ answers: Answer...) {
        self.init { request in answers[min(request.index, answers.count - 1)] }
    }

    var requests: [SentRequest] { sent.withLock { $0 } }

    func send(_ request: OutgoingRequest) async throws(RequestFailure) -> IncomingResponse {
        let sentRequest = sent.withLock { sent in
            sent.append(SentRequest(index: sent.count, outgoing: request))
            return sent[sent.count - 1]
        }
        return try answer(sentRequest).get()
    }
}

struct SentRequest: Sendable {
    let index: Int
    let outgoing: OutgoingRequest

    private var members: JSONMembers {
        guard case .object(let members)? = JSONValue(bytes: outgoing.body) else { return [:] }
        return members
    }

    var query: String? {
        guard case .text(let query)? = members["query"] else { return nil }
        return query
    }

    var variables: WireObject {
        guard case .object(let variables)? = members["variables"] else { return WireObject(path: "", members: [:]) }
        return WireObject(path: "", members: variables)
    }

    var bodyText: String { String(decoding: outgoing.body, as: UTF8.self) }
}

extension Result where Success == IncomingResponse, Failure == RequestFailure {
    static func json(_ text: String, status: Int = 200) -> Self { body(Array(text.utf8), status: status, type: "application/json") }

    static func body(_ bytes: [UInt8], status: Int = 200, type: String = "", headers: HTTPFields = [:]) -> Self {
        var fields = headers
        fields[.contentType] = type
        return .success(IncomingResponse(head: HTTPResponse(status: .init(code: status), headerFields: fields), body: bytes))
    }

    static func broken(_ reach: RequestFailure.Reach, _ cause: RequestFailure.Cause) -> Self {
        .failure(RequestFailure(reach: reach, cause: cause, detail: "scripted"))
    }
}
