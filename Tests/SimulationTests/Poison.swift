import Foundation
import HTTPTypes
import Testing
import Transport

/// One way in which a remote fails to answer about a single item, while it answers everything else.
struct Poison: Sendable, CustomTestStringConvertible {
    var name: String
    /// In place of the answer; nil lets the connection die.
    var answer: (@Sendable () -> IncomingResponse)?

    var testDescription: String { name }

    init(_ name: String, status: Int, _ text: String = "") {
        self.name = name
        answer = { IncomingResponse(status: status, text) }
    }

    private init(silent name: String) {
        self.name = name
        answer = nil
    }

    static let silence = Poison(silent: "no answer at all")

    private static func graphQL(_ message: String) -> Poison {
        Poison("\"\(message)\"", status: 200, #"{"errors":[{"message":"\#(message)"}]}"#)
    }

    /// What HERO may say about one document.
    static let hero: [Poison] =
        [
            "You do not have permission to view this", "access denied", "Expected value of type Int", "Forbidden", "Unauthorized",
            "Internal server error", "Dokument defekt", "Cannot query field x", "invalid token",
        ].map(graphQL) + [
            Poison("401", status: 401), Poison("403", status: 403), Poison("404", status: 404), Poison("400", status: 400),
            Poison("500", status: 500), Poison("503", status: 503),
            Poison("a page in place of an answer", status: 200, "<!doctype html><html><body>wartet</body></html>"),
            Poison("half an answer", status: 200, #"{"data":{"customer_documents":[{"id":1"#),
            Poison("a null row with an error", status: 200, #"{"data":{"customer_documents":[null]},"errors":[{"message":"permission"}]}"#),
            silence,
        ]

    /// What a store of files may say about one file.
    static let file: [Poison] = [
        Poison("401", status: 401), Poison("403", status: 403), Poison("404", status: 404), Poison("410", status: 410),
        Poison("500", status: 500), Poison("a page with 200", status: 200, "<!doctype html><html><body>Anmelden</body></html>"),
        Poison("another size", status: 200, "%PDF-1.7 kurz"), Poison("nothing", status: 200, ""), silence,
    ]

    /// What lexoffice may say about one item.
    static let lexoffice: [Poison] = [
        Poison("400", status: 400, #"{"status":400,"error":"Bad Request"}"#), Poison("401", status: 401, #"{"message":"Unauthorized"}"#),
        Poison("402", status: 402), Poison("403", status: 403, #"{"message":"Forbidden"}"#),
        Poison("406", status: 406, #"{"status":406,"error":"Not Acceptable"}"#), Poison("409", status: 409), Poison("500", status: 500),
        Poison("503", status: 503), Poison("something else", status: 200, #"{"hello":"world"}"#),
        Poison("a page", status: 200, "<html></html>"), silence,
    ]

    static let gone = Poison("404", status: 404, #"{"status":404,"error":"Not Found"}"#)
}

/// Stands between the clients and the world, and poisons the requests that are about certain items.
struct PoisonedTransport: HTTPTransport {
    let inner: any HTTPTransport
    let poison: Poison
    /// Whether a request is about a bad item.
    let isBad: @Sendable (OutgoingRequest) -> Bool

    func send(_ request: OutgoingRequest) async throws(RequestFailure) -> IncomingResponse {
        guard isBad(request) else { return try await inner.send(request) }
        guard let answer = poison.answer else {
            throw RequestFailure(reach: .mayHaveBeenSent, cause: .closed, detail: "closed without an answer")
        }
        return answer()
    }
}

extension OutgoingRequest {
    var text: String { String(decoding: body, as: UTF8.self) }
}
