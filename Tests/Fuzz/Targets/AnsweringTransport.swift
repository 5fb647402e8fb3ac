import HTTPTypes
import Synchronization
import Transport

/// Answers the first request with the input and all later ones with an end: a list that never ends would never end.
final class AnsweringTransport: HTTPTransport {
    private struct State {
        var status = 200
        var body: [UInt8] = []
        var later: [UInt8] = []
        var requests = 0
    }

    /// More than any one call of a reader needs.
    private static let requestsMaximum = 12
    private let state = Mutex(State())

    /// - Parameter later: what the requests after the first are answered.
    func answer(_ body: [UInt8], status: Int = 200, later: [UInt8]) {
        state.withLock { $0 = State(status: status, body: body, later: later) }
    }

    func send(_ request: OutgoingRequest) async throws(RequestFailure) -> IncomingResponse {
        let answer = state.withLock { state -> IncomingResponse? in
            state.requests += 1
            guard state.requests <= Self.requestsMaximum else { return nil }
            let isFirst = state.requests == 1
            var head = HTTPResponse(status: .init(code: isFirst ? state.status : 200))
            if isFirst, state.status >= 429 { head.headerFields[.retryAfter] = String(decoding: state.body.prefix(40), as: UTF8.self) }
            return IncomingResponse(head: head, body: isFirst ? state.body : state.later)
        }
        guard let answer else { throw RequestFailure(reach: .answered(status: 200), cause: .malformed, detail: "no more") }
        return answer
    }
}

/// The statuses an answer may come with: mostly the good one.
enum Statuses {
    private static let bad = [201, 204, 301, 400, 401, 403, 404, 406, 409, 410, 429, 500, 502, 503, 504, 599]

    static func status(of bytes: [UInt8]) -> Int {
        let number = fingerprint(bytes)
        return number % 4 == 0 ? bad[number / 4 % bad.count] : 200
    }
}

/// Whether a text stands somewhere in the bytes.
func holds(_ bytes: [UInt8], _ text: StaticString) -> Bool {
    text.withUTF8Buffer { word in
        guard let first = word.first, bytes.count >= word.count else { return false }
        return bytes.indices.dropLast(word.count - 1).contains { bytes[$0] == first && bytes[$0..<$0 + word.count].elementsEqual(word) }
    }
}
