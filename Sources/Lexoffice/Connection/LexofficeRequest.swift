import Bookkeeping
import HTTPTypes
import Transport

/// One request before it is addressed and signed.
struct LexofficeRequest: Sendable {
    var call: LexofficeCall
    var method: HTTPRequest.Method
    /// Below the endpoint: `/v1/vouchers/…`.
    var path: String
    /// Encoded already.
    var query: String
    var accept = "application/json"
    var contentType: String?
    var body: [UInt8] = []
    var responseLimit = 8 << 20

    static func get(_ call: LexofficeCall, _ path: String, query: [QueryItem] = []) -> LexofficeRequest {
        LexofficeRequest(call: call, method: .get, path: path, query: query.map(\.encoded).joined(separator: "&"))
    }

    static func post(_ call: LexofficeCall, _ path: String, contentType: String = "application/json", body: [UInt8]) -> LexofficeRequest {
        LexofficeRequest(call: call, method: .post, path: path, query: "", contentType: contentType, body: body, responseLimit: 1 << 20)
    }

    /// What an error says it is about. Never the query: it may hold a search term.
    var subject: String { "\(method.rawValue) \(path)" }

    func outgoing(to endpoint: LexofficeEndpoint, token: String) -> OutgoingRequest {
        var head = HTTPRequest(
            method: method, scheme: endpoint.scheme, authority: endpoint.authority,
            path: endpoint.prefix + path + (query.isEmpty ? "" : "?" + query))
        head.headerFields[.authorization] = "Bearer \(token)"
        head.headerFields[.accept] = accept
        if let contentType { head.headerFields[.contentType] = contentType }
        return OutgoingRequest(
            operation: RemoteOperation(.lexoffice, call.rawValue), head: head, body: body, isWrite: method != .get,
            responseLimit: responseLimit)
    }
}

struct QueryItem: Sendable, Hashable {
    var name: String
    var value: String

    var encoded: String { "\(name)=\(PercentEncoding.encoded(value))" }

    /// A search term: lexoffice wants `& < >` as HTML entities first, or it silently finds nothing (lexoffice-api.md §2.4).
    static func search(_ name: String, _ term: String) -> QueryItem {
        var escaped = ""
        for character in term.unicodeScalars {
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            default: escaped.unicodeScalars.append(character)
            }
        }
        return QueryItem(name: name, value: escaped)
    }
}

/// An id of lexoffice as part of a path. Ids are opaque, but one that is empty or holds a slash would name another resource.
struct PathID {
    let text: String

    init(_ id: String, subject: String) throws(LexofficeError) {
        let isPlain = id.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "-"):
                true
            default: false
            }
        }
        guard isPlain, (1...64).contains(id.utf8.count) else {
            throw LexofficeError(.badRequest, subject: subject, cause: "not an id of lexoffice")
        }
        text = id
    }
}
