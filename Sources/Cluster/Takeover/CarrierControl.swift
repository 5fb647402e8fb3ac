import Foundation
import HTTPTypes
internal import Transport

/// What a running Litestream is told and asked: HTTP and JSON through a Unix socket, from 0.5.9 on.
struct CarrierControl: Sendable {
    enum Command: String {
        case info, register, unregister, sync
    }

    struct Answer: Sendable {
        var isDone: Bool
        /// What it says, printable and short.
        var words: String
    }

    let transport: any HTTPTransport
    let socket: String

    private static let answerMaximum = 1 << 16
    /// Beyond what it is given itself, in milliseconds.
    private static let patience = 2_000

    func ask(_ command: Command, _ question: CarrierQuestion?) async throws(RequestFailure) -> Answer {
        // By its socket; the name stands in the request alone.
        var head = HTTPRequest(method: question == nil ? .get : .post, scheme: "http", authority: "litestream", path: "/\(command)")
        head.headerFields[.contentType] = "application/json"
        // Texts and numbers: there is nothing in them that JSON cannot say.
        let body = question.flatMap { try? JSONEncoder().encode($0) }.map(Array.init) ?? []
        // Not a write to the books: to do it twice is to do it once.
        var request = OutgoingRequest(
            operation: RemoteOperation(.lexoffice, "other"), head: head, body: body, isWrite: false, responseLimit: Self.answerMaximum)
        request.localSocket = socket
        request.limitMilliseconds = (question?.timeout ?? 0) * 1_000 + Self.patience
        let answer = try await transport.send(request)
        let words = String(decoding: answer.body.prefix(300), as: UTF8.self).unicodeScalars.filter { $0.value >= 32 && $0.value < 127 }
        return Answer(isDone: answer.status == 200, words: "HTTP \(answer.status) \(String(String.UnicodeScalarView(words)))")
    }
}

/// The names are Litestream's.
struct CarrierQuestion: Encodable, Sendable {
    var path: String
    var replica_url: String?
    var wait: Bool?
    /// In seconds.
    var timeout: Int?

    init(path: String, replica: String) {
        self.path = path
        replica_url = replica
    }

    /// - Parameter milliseconds: after which it gives up.
    init(path: String, wait: Bool? = nil, within milliseconds: Int) {
        self.path = path
        self.wait = wait
        timeout = max(1, milliseconds / 1_000)
    }
}
