internal import Hummingbird
internal import Wording

/// Puts the frame around what a page says, and makes it HTML.
struct Framing: Sendable {
    let parts: ConsoleParts
    let renderer: Renderer

    func response(to answer: Answer, _ request: PageRequest) throws -> Response {
        switch answer {
        case .page(let page): try html(page, FrameMaking(parts: parts).frame(around: page, request))
        case .seeOther(let address): .seeOther(address, cookie: nil)
        case .file(let type, let name, let bytes): .file(type, name, bytes)
        case .foreign(let type, let name, let bytes): .foreign(type, name, bytes)
        case .stream(let type, let name, let parts): .stream(type, name, parts)
        case .missing: try known(404, request, help: nil)
        case .forbidden: try known(403, request, help: nil)
        case .refused(let why): try known(400, request, help: why)
        }
    }

    /// A page for somebody who is not in.
    func plain(_ page: Page, _ language: Language, _ target: String) -> Response {
        let frame = FrameMaking(parts: parts).bare(page, language, target)
        // Every template is in the list, which a test holds; where one is missing all the same, what matters is said.
        return rendered(page, frame).map { .html($0, status: page.status) } ?? .html(page.title, status: page.status)
    }

    /// - Parameter setting: that would let the request through, where there is one: for whoever sets this up.
    func message(_ status: Int, _ language: Language, _ target: String, setting: String? = nil) -> Response {
        plain(MessagePage.page(status: status, language: language, help: setting), language, target)
    }

    private func known(_ status: Int, _ request: PageRequest, help: String?) throws -> Response {
        let page = MessagePage.page(status: status, language: request.language, help: help)
        return try html(page, FrameMaking(parts: parts).frame(around: page, request))
    }

    private func html(_ page: Page, _ frame: Frame) throws -> Response {
        guard let html = rendered(page, frame) else { throw ConsoleFailure.noTemplate(page.template.name) }
        return .html(html, status: page.status)
    }

    private func rendered(_ page: Page, _ frame: Frame) -> String? {
        renderer.render(page.template, ["frame": frame, "page": page.view, "t": page.words]).map(CommandMarks.shown)
    }
}
