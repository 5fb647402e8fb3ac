import Crypto
internal import HTTPTypes
import Synchronization

/// A question to a system, and what was answered, by its digest: the answers of a thousand accounts do not fit into memory.
package struct AskedQuestion: Sendable {
    package private(set) var request: OutgoingRequest
    private let digest: SHA256Digest

    init(_ request: OutgoingRequest, _ response: IncomingResponse) {
        var request = request
        request.departs = {}
        self.request = request
        digest = AskedQuestion.digest(response)
    }

    /// One of these where it is the same, or with as much in common as there is: of many turns, most of each is the same.
    package func sharing(_ others: [AskedQuestion]) -> AskedQuestion {
        guard let other = others.first(where: { $0.request.head == request.head }) else { return self }
        if let same = others.first(where: { $0.request.head == request.head && $0.request.body == request.body && $0.digest == digest }) {
            return same
        }
        var shared = self
        shared.request.head = other.request.head
        return shared
    }

    package func isAnswered(by response: IncomingResponse) -> Bool { response.isGood && AskedQuestion.digest(response) == digest }

    private static func digest(_ response: IncomingResponse) -> SHA256Digest {
        var hash = SHA256()
        response.body.withUnsafeBytes { hash.update(bufferPointer: $0) }
        return hash.finalize()
    }
}

/// What a pass asks, in its order, written down. What was asked right before the pass and is at hand is given to it without asking again.
package final class QuestionRecord: Sendable {
    private struct State {
        var asked: [AskedQuestion] = []
        var isWhole = true
        var atHand: [(request: OutgoingRequest, response: IncomingResponse)] = []
    }

    /// A pass that asks more has found something, or walks through all there is.
    private static let maximum = 32

    private let state = Mutex(State())

    package init() {}

    package func over(_ inner: any HTTPTransport) -> any HTTPTransport { RecordedTransport(inner: inner, record: self) }

    /// Nil where anything was written, failed, refused or too much to ask again.
    package var questions: [AskedQuestion]? { state.withLock { $0.isWhole ? $0.asked : nil } }

    /// For the next one who asks the same.
    package func keepAtHand(_ response: IncomingResponse, to request: OutgoingRequest) {
        state.withLock { $0.atHand.append((request, response)) }
    }

    fileprivate func take(_ request: OutgoingRequest) -> IncomingResponse? {
        state.withLock { state in
            let place = state.atHand.firstIndex { $0.request.head == request.head && $0.request.body == request.body }
            return place.map { state.atHand.remove(at: $0).response }
        }
    }

    /// What was answered before a write says nothing of what is there after it.
    fileprivate func forget() { state.withLock { $0.atHand = [] } }

    fileprivate func note(_ request: OutgoingRequest, _ response: IncomingResponse) {
        state.withLock { state in
            guard !request.isWrite, response.isGood, state.isWhole, state.asked.count < Self.maximum else { return state.isWhole = false }
            state.asked.append(AskedQuestion(request, response))
        }
    }

    fileprivate func fail() { state.withLock { $0.isWhole = false } }
}

private struct RecordedTransport: HTTPTransport {
    let inner: any HTTPTransport
    let record: QuestionRecord

    func send(_ request: OutgoingRequest) async throws(RequestFailure) -> IncomingResponse {
        if request.isWrite { record.forget() }
        if !request.isWrite, let response = record.take(request) {
            record.note(request, response)
            return response
        }
        do {
            let response = try await inner.send(request)
            record.note(request, response)
            return response
        } catch {
            record.fail()
            throw error
        }
    }
}

extension IncomingResponse {
    fileprivate var isGood: Bool { (200..<300).contains(status) }
}
