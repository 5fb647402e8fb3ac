internal import Bookkeeping
internal import ConsoleAccess
internal import Persistence
internal import Wording

/// Fills in the frame around a page.
struct FrameMaking: Sendable {
    let parts: ConsoleParts

    func frame(around page: Page, _ request: PageRequest) throws -> Frame {
        let request = page.request ?? request
        let store = try parts.view()
        let waiting = try ClarifyList(store: store, policy: parts.policy()).count()
        return frame(
            // What only says why something cannot be shown follows nothing: its address may take forms alone.
            page, request.text, request.target,
            journal: page.status < 400 ? LiveStamp.text(journal: try store.journalLength(), parts.service()) : "",
            menu: ConsoleSection.allCases.filter { request.visitor.role.may($0.act) }.map { section in
                Frame.MenuItem(
                    address: section.address, name: request.text(section.word), isCurrent: section == page.section,
                    count: section == .clarify && waiting > 0 ? request.text.count(waiting) : nil)
            }, notice: try request.refusal.map { Frame.Notice(.bad, $0.text) } ?? DecisionNotice.made(request, store),
            visitor: Frame.VisitorView(
                name: request.visitor.name.text, role: request.text(request.visitor.role.word), canLogOut: request.visitor.session != nil))
    }

    /// Around a message for whoever is not in, or where the state cannot be read.
    func bare(_ page: Page, _ language: Language, _ target: String) -> Frame {
        frame(page, PageText(language: language), target, journal: "", menu: [], notice: nil, visitor: nil)
    }

    private func frame(
        _ page: Page, _ text: PageText, _ target: String, journal: String, menu: [Frame.MenuItem], notice: Frame.Notice?,
        visitor: Frame.VisitorView?
    ) -> Frame {
        let version = parts.instance().version
        return Frame(
            language: text.language.rawValue, otherLanguage: (text.language == .de ? Language.en : .de).rawValue, title: page.title,
            target: target, version: version, assets: Fields.encoded(version), asOf: text.moment(parts.now),
            journal: journal, visitor: visitor, menu: menu, notice: notice)
    }
}
