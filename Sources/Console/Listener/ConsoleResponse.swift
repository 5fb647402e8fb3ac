internal import ConsoleAccess
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Wording

extension Response {
    static func html(_ text: String, status: Int) -> Response {
        Response(
            status: .init(code: status), headers: guarded("text/html; charset=utf-8"),
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }

    static func asset(_ text: String, _ type: String) -> Response {
        var headers = guarded(type)
        // Its address carries the version.
        headers[.cacheControl] = "private, max-age=86400"
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }

    /// - Parameter language: chosen by the visitor, kept for a year.
    static func seeOther(_ address: String, language: Language?) -> Response {
        let kept = language.map {
            Cookie(name: ConsoleLanguage.cookie, value: $0.rawValue, maxAge: 31_536_000, path: "/", httpOnly: true, sameSite: .strict)
        }
        return seeOther(address, cookie: kept?.description)
    }

    static func seeOther(_ address: String, cookie: String?) -> Response {
        var headers = guarded("text/plain; charset=utf-8")
        headers[.location] = ownAddress(address)
        if let cookie { headers[.setCookie] = cookie }
        return Response(status: .seeOther, headers: headers)
    }

    static func file(_ type: String, _ name: String?, _ bytes: [UInt8]) -> Response {
        var headers = guarded(type)
        if let name { headers[.contentDisposition] = "attachment; filename*=UTF-8''\(Fields.encoded(name))" }
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// Shown, and shut in: a PDF of somebody else is no page of ours.
    static func foreign(_ type: String, _ name: String, _ bytes: [UInt8]) -> Response {
        var headers = guarded(type)
        headers[.contentDisposition] = "inline; filename*=UTF-8''\(Fields.encoded(name))"
        headers[.contentSecurityPolicy] = "sandbox; default-src 'none'; frame-ancestors 'none'"
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    static func stream(_ type: String, _ name: String, _ parts: AsyncThrowingStream<[UInt8], any Error>) -> Response {
        var headers = guarded(type)
        headers[.contentDisposition] = "attachment; filename*=UTF-8''\(Fields.encoded(name))"
        return Response(status: .ok, headers: headers, body: ResponseBody(asyncSequence: parts.map { ByteBuffer(bytes: $0) }))
    }

    /// A form may lead back to a page of ours, and to nothing else.
    private static func ownAddress(_ address: String) -> String {
        let isOurs =
            address.hasPrefix("/") && !address.hasPrefix("//") && !address.contains("\\")
            && address.utf8.allSatisfy { (33...126).contains($0) }
        return isOurs ? address : "/"
    }

    /// Nothing of ours is for a cache, for another page, or to be guessed at (console.md, Who may come in).
    private static func guarded(_ type: String) -> HTTPFields {
        var headers = HTTPFields()
        headers[.contentType] = type
        for (name, value) in SecurityHeaders.all {
            if let field = HTTPField.Name(name) { headers[field] = value }
        }
        return headers
    }
}
