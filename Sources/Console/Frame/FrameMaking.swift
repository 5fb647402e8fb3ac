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
        return parts.look.frame(
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
}
