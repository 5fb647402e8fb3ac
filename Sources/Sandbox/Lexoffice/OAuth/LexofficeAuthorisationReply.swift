internal import Foundation
internal import HTTPTypes
internal import Transport

/// What the authorisation server answers, and which connections ended with it.
struct LexofficeAuthorisationReply: Sendable {
    var status: Int
    var json: SandboxJSON?
    var location: String?
    var ended: [String] = []

    static func error(_ status: Int, _ code: String, ended: [String] = []) -> LexofficeAuthorisationReply {
        LexofficeAuthorisationReply(
            status: status, json: ["error": .string(code), "error_description": "declined by the authorisation server"], ended: ended)
    }

    static func redirect(_ address: String, _ items: [(String, String)]) -> LexofficeAuthorisationReply {
        var unreserved = CharacterSet.alphanumerics.intersection(CharacterSet(charactersIn: Unicode.Scalar(0)...Unicode.Scalar(127)))
        unreserved.insert(charactersIn: "-._~")
        let query = items.map { "\($0.0)=\($0.1.addingPercentEncoding(withAllowedCharacters: unreserved) ?? "")" }.joined(separator: "&")
        return LexofficeAuthorisationReply(status: 302, location: "\(address)?\(query)")
    }

    var response: IncomingResponse {
        var head = HTTPResponse(status: .init(code: status))
        head.headerFields[.cacheControl] = "no-store"
        if let location { head.headerFields[.location] = location }
        if json != nil { head.headerFields[.contentType] = "application/json;charset=UTF-8" }
        if status == 401 { head.headerFields[.wwwAuthenticate] = "Basic realm=\"oauth2\"" }
        return IncomingResponse(head: head, body: json?.serialized() ?? [])
    }
}
