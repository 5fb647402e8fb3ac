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
        /// Of ``Command/sync`` alone.
        var reach: CarrierReach?
    }

    let transport: any HTTPTransport
    let socket: String

    private static let answerMaximum = 1 << 16
    /// Beyond what it is given itself, in milliseconds.
    private static let patience = 2_000

    /// - Parameter milliseconds: what Litestream may take for it.
    func ask(_ command: Command, _ question: CarrierQuestion?, within milliseconds: Int = 0) async throws(RequestFailure) -> Answer {
        // By its socket; the name stands in the request alone.
        var head = HTTPRequest(method: question == nil ? .get : .post, scheme: "http", authority: "litestream", path: "/\(command)")
        head.headerFields[.contentType] = "application/json"
        // Texts and numbers: there is nothing in them that JSON cannot say.
        let body = question.flatMap { try? JSONEncoder().encode($0) }.map(Array.init) ?? []
        // Not a write to the books: to do it twice is to do it once.
        var request = OutgoingRequest(
            operation: RemoteOperation(.lexoffice, "other"), head: head, body: body, isWrite: false, responseLimit: Self.answerMaximum)
        request.localSocket = socket
        request.limitMilliseconds = milliseconds + Self.patience
        let answer = try await transport.send(request)
        let words = String(decoding: answer.body.prefix(300), as: UTF8.self).unicodeScalars.filter { $0.value >= 32 && $0.value < 127 }
        // Of what is no such answer nothing is known.
        let reach = command == .sync ? try? JSONDecoder().decode(CarrierReach.self, from: Data(answer.body)) : nil
        return Answer(
            isDone: answer.status == 200, words: "HTTP \(answer.status) \(String(String.UnicodeScalarView(words)))", reach: reach)
    }
}

/// The names are Litestream's. Its `sync` knows `wait` and `timeout` besides, which must not be used: what it begins for such a question
/// ends with it, the lock among it by which nobody else begins the log of the state anew. Changes would be missing in the replica, and no
/// error told of it (decision 36).
struct CarrierQuestion: Encodable, Sendable {
    var path: String
    var replica_url: String?
    /// In seconds, of what ends anyway.
    var timeout: Int?

    init(path: String, replica: String? = nil) {
        self.path = path
        replica_url = replica
    }

    /// - Parameter milliseconds: after which it gives up.
    static func leaving(_ path: String, within milliseconds: Int) -> CarrierQuestion {
        var question = CarrierQuestion(path: path)
        question.timeout = max(1, milliseconds / 1_000)
        return question
    }
}

/// How far a state has come and how far its replica, by Litestream's own numbers; the names are Litestream's.
struct CarrierReach: Decodable, Sendable {
    var txid: UInt64
    /// Zero where nothing has been carried away since it was begun.
    var replicated_txid: UInt64
}
