internal import Hummingbird
internal import Wording

/// Makes a page HTML, and those for which no state is needed whole: for somebody who is not in, and messages.
struct BareFraming: Sendable {
    let renderer: Renderer
    let look: @Sendable () -> FrameLook
    /// Makes commands that are shown name the account.
    let naming: @Sendable (String) -> String

    /// A page for somebody who is not in.
    func plain(_ page: Page, _ language: Language, _ target: String) -> Response {
        let frame = look().bare(page, language, target)
        // Every template is in the list, which a test holds; where one is missing all the same, what matters is said.
        return rendered(page, frame).map { .html($0, status: page.status) } ?? .html(page.title, status: page.status)
    }

    /// - Parameter setting: that would let the request through, where there is one: for whoever sets this up.
    func message(_ status: Int, _ language: Language, _ target: String, setting: String? = nil) -> Response {
        plain(MessagePage.page(status: status, language: language, help: setting), language, target)
    }

    func html(_ page: Page, _ frame: Frame) throws -> Response {
        guard let html = rendered(page, frame) else { throw ConsoleFailure.noTemplate(page.template.name) }
        return .html(html, status: page.status)
    }

    private func rendered(_ page: Page, _ frame: Frame) -> String? {
        renderer.render(page.template, ["frame": frame, "page": page.view, "t": page.words]).map { CommandMarks.shown(in: $0, naming) }
    }
}
