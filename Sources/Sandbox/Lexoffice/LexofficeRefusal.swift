internal import Bookkeeping
internal import HTTPTypes
internal import Transport

/// One entry of an `IssueList`.
struct LexofficeIssue: Sendable, Hashable {
    /// `i18nKey`; the real system leaves it out now and then.
    var key: String?
    var source: String

    init(_ key: String?, _ source: String) {
        self.key = key
        self.source = source
    }

    static func missing(_ source: String) -> LexofficeIssue { LexofficeIssue("missing_entity", source) }
    static func invalid(_ source: String) -> LexofficeIssue { LexofficeIssue("invalid_value", source) }

    var json: SandboxJSON {
        guard let key else { return ["source": .string(source)] }
        return [
            "i18nKey": .string(key), "source": .string(source), "type": "validation_failure", "additionalData": .null, "args": .null,
        ]
    }
}

/// An answer that is no success, in one of the three shapes of lexoffice-api.md §4.1.
enum LexofficeRefusal: Error, Sendable {
    struct Detail: Sendable {
        var violation: String
        var field: String
        var message: String
    }

    case gateway(Int, String)
    case legacy(Int, [LexofficeIssue])
    case regular(Int, String, [Detail])

    func answer(path: String, traceID: String, now: Instant) -> LexofficeReply {
        switch self {
        case .gateway(let status, let message):
            return LexofficeReply(status: status, json: ["message": .string(message)])
        case .legacy(let status, let issues):
            return LexofficeReply(status: status, json: ["requestId": .string(traceID), "IssueList": .array(issues.map(\.json))])
        case .regular(let status, let message, let details):
            var json: SandboxJSON = [
                "timestamp": .string(now.berlinText), "status": .int(status),
                "error": .string(LexofficeRefusal.phrase(status)),
                "path": .string(path), "traceId": .string(String(traceID.filter { $0 != "-" }.prefix(12))), "message": .string(message),
            ]
            if !details.isEmpty {
                json["details"] = .array(
                    details.map {
                        ["violation": .string($0.violation), "field": .string($0.field), "message": .string($0.message)]
                    })
            }
            return LexofficeReply(status: status, json: json)
        }
    }

    private static func phrase(_ status: Int) -> String {
        switch status {
        case 400: "Bad Request"
        case 404: "Not Found"
        case 405: "Method Not Allowed"
        case 406: "Not Acceptable"
        case 409: "Conflict"
        case 415: "Unsupported Media Type"
        default: "Internal Server Error"
        }
    }
}

/// What goes back: status, body, and the headers that differ.
struct LexofficeReply: Sendable {
    var status: Int
    var body: [UInt8]
    var contentType: String
    var location: String?

    init(status: Int = 200, json: SandboxJSON, location: String? = nil) {
        self.status = status
        self.location = location
        body = json.serialized()
        contentType = "application/json;charset=UTF-8"
    }

    init(bytes: [UInt8], contentType: String) {
        status = 200
        body = bytes
        self.contentType = contentType
    }

    /// 204.
    static var empty: LexofficeReply {
        var reply = LexofficeReply(bytes: [], contentType: "")
        reply.status = 204
        return reply
    }

    var response: IncomingResponse {
        var head = HTTPResponse(status: HTTPResponse.Status(code: status))
        if !contentType.isEmpty { head.headerFields[.contentType] = contentType }
        if let location { head.headerFields[.location] = location }
        return IncomingResponse(head: head, body: body)
    }
}
