internal import Hummingbird
internal import Wording

/// Puts the frame around what a page says, and makes it HTML.
struct Framing: Sendable {
    let parts: ConsoleParts
    let bare: BareFraming

    init(parts: ConsoleParts, renderer: Renderer) {
        self.parts = parts
        bare = BareFraming(renderer: renderer, look: { parts.look }, naming: parts.instance().naming)
    }

    func response(to answer: Answer, _ request: PageRequest) throws -> Response {
        switch answer {
        case .page(let page): try bare.html(page, FrameMaking(parts: parts).frame(around: page, request))
        case .seeOther(let address): .seeOther(address, cookie: nil)
        case .file(let type, let name, let bytes): .file(type, name, bytes)
        case .foreign(let type, let name, let bytes): .foreign(type, name, bytes)
        case .stream(let type, let name, let parts): .stream(type, name, parts)
        case .missing: try known(404, request, help: nil)
        case .forbidden: try known(403, request, help: nil)
        case .refused(let why): try known(400, request, help: why)
        }
    }

    private func known(_ status: Int, _ request: PageRequest, help: String?) throws -> Response {
        let page = MessagePage.page(status: status, language: request.language, help: help)
        return try bare.html(page, FrameMaking(parts: parts).frame(around: page, request))
    }
}
