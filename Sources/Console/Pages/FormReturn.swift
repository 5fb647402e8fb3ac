internal import ConsoleAccess

/// A form that was not taken comes back: the page it stood on, with why, and with what was typed.
struct FormReturn: Sendable {
    /// Where a page says that its form stands on another address than the one it leads back to.
    static let field = "form"

    let pages: ConsolePages

    /// - Returns: nil where the form says no page of ours, or one this visitor may not see.
    func page(_ why: String, _ route: ConsoleRoute, _ request: PageRequest) async throws -> Page? {
        let address = route == .decide ? request.form[FormReturn.field] ?? request.form[DecisionField.back.rawValue] ?? "/" : request.target
        guard let back = ConsoleRoute(path: address.prefix { $0 != "?" }), back != .decide, case .act(let act) = back.demand("GET"),
            request.visitor.role.may(act)
        else { return nil }
        var again = PageRequest(
            visitor: request.visitor, language: request.language, query: Fields(address.drop { $0 != "?" }.dropFirst()), form: .none,
            target: address)
        again.refusal = FormRefusal(text: why, typed: request.form)
        guard case .page(var page) = try await pages.answer(back, again, isPost: false) else { return nil }
        page.status = 400
        page.request = again
        return page
    }
}
