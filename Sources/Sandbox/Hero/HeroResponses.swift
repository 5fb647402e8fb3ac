internal import HTTPTypes
internal import Transport

extension IncomingResponse {
    static func json(_ status: Int, _ body: SandboxJSON) -> IncomingResponse {
        IncomingResponse(
            head: HTTPResponse(status: .init(code: status), headerFields: [.contentType: "application/json"]), body: body.serialized())
    }

    static func html(_ status: Int, _ content: String) -> IncomingResponse {
        IncomingResponse(
            head: HTTPResponse(status: .init(code: status), headerFields: [.contentType: "text/html; charset=UTF-8"]),
            body: Array("<!DOCTYPE html><html><body>\(content)</body></html>".utf8))
    }

    /// The refusal of the file store.
    static func storeRefusal(_ status: Int, _ code: String, _ message: String) -> IncomingResponse {
        let text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>\(code)</Code><Message>\(message)</Message></Error>"
        return IncomingResponse(
            head: HTTPResponse(status: .init(code: status), headerFields: [.contentType: "application/xml"]), body: Array(text.utf8))
    }
}
