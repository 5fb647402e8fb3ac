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
        case .missing: try known(404, request, help: nil)
        case .forbidden: try known(403, request, help: nil)
        case .refused(let why): try known(400, request, help: why)
        }
    }

    /// A page for somebody who is not in.
    func plain(_ page: Page, _ language: Language, _ target: String) -> Response {
        // Only a template that is not in the list fails, which a test looks for; then the title alone is shown.
        (try? html(page, FrameMaking(parts: parts).bare(page, language, target))) ?? .html(page.title, status: page.status)
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
        guard let html = renderer.render(page.template, ["frame": frame, "page": page.view, "t": page.words]) else {
            throw ConsoleFailure.noTemplate(page.template.name)
        }
        return .html(html, status: page.status)
    }
}
