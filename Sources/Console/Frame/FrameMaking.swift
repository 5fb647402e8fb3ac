internal import Bookkeeping
internal import Persistence
internal import Wording

/// Fills in the frame around a page.
struct FrameMaking: Sendable {
    let parts: ConsoleParts

    func frame(around page: Page, _ request: PageRequest) throws -> Frame {
        let store = try parts.view()
        let waiting = try ClarifyList(store: store, policy: parts.policy()).count()
        return frame(
            page, request, journal: try store.journalLength(),
            menu: ConsoleSection.allCases.filter { Permission.mayRead($0, request.visitor.role) }.map { section in
                Frame.MenuItem(
                    address: section.address, name: request.text(section.word), isCurrent: section == page.section,
                    count: section == .clarify && waiting > 0 ? request.text.count(waiting) : nil)
            }, notice: try DecisionNotice.made(request, store), isIn: true)
    }

    /// Around a message for whoever is not in, or where the state cannot be read.
    func bare(_ page: Page, _ request: PageRequest) -> Frame {
        frame(page, request, journal: 0, menu: [], notice: nil, isIn: false)
    }

    private func frame(
        _ page: Page, _ request: PageRequest, journal: Int, menu: [Frame.MenuItem], notice: Frame.Notice?, isIn: Bool
    ) -> Frame {
        let (language, text) = (request.language, request.text)
        let version = parts.instance().version
        return Frame(
            language: language.rawValue, otherLanguage: (language == .de ? Language.en : .de).rawValue, title: page.title,
            target: request.target, version: version, assets: Fields.encoded(version), asOf: text.moment(parts.now),
            journal: journal > 0 ? String(journal) : "",
            visitor: isIn
                ? Frame.VisitorView(name: request.visitor.name, role: text(request.visitor.role.word), canLogOut: true) : nil,
            menu: menu, notice: notice)
    }
}
