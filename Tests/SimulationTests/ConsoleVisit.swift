import Bookkeeping
import Persistence
import Reconciliation
import Transport
import Web
import Wording

@testable import Console
@testable import ConsoleAccess

/// Somebody at the console of a company: looks at pages, and sends the forms on them as a browser does.
struct ConsoleVisit {
    let company: Company
    let visitor: Visitor
    var language = Language.de

    init(_ company: Company, _ name: String, _ role: ConsoleRole = .office) {
        self.company = company
        visitor = .named(name, role)
    }

    var parts: ConsoleParts {
        let (store, policy) = (company.store, company.policy)
        return ConsoleParts(
            view: { () throws(StoreError) in store }, noting: { () throws(StoreError) in store },
            instance: {
                ConsoleParts.Instance(
                    version: "test", lexofficeApp: "https://app.lexware.example", heroEndpoint: "https://hero.example", interval: 60_000)
            }, policy: { policy }, service: { ServiceStanding() }, time: company.time, wake: {}, work: .idle)
    }

    private func request(_ target: String, form: Fields = .none) -> PageRequest {
        PageRequest(
            visitor: visitor, language: language, query: Fields(target.drop { $0 != "?" }.dropFirst()), form: form, target: target)
    }

    /// The forms for one document, as they are now.
    func forms(_ id: Int, _ extent: AnswerForms.Extent = .whole) throws -> [AnswerFormsView.Subject] {
        guard let standing = try company.standing(id: id) else { return [] }
        return try AnswerForms(parts: parts, extent: extent).view(for: standing, request("/beleg/\(id)")).subjects
    }

    /// The form for the integration as a whole.
    func flow() throws -> AnswerFormsView.Subject? { try AnswerForms(parts: parts).viewOfFlow(request("/")).subjects.first }

    /// The page as it is sent.
    func html(_ target: String) async throws -> String { try await page(target).html }

    /// The page as it is sent, and what its template was given.
    func page(_ target: String) async throws -> (html: String, view: any Sendable) {
        let request = request(target)
        guard let route = ConsoleRoute(path: target.prefix { $0 != "?" }),
            case .page(let page) = try await ConsolePages(parts: parts).answer(route, request, isPost: false)
        else { throw Company.Misuse("no page at \(target)") }
        let frame = try FrameMaking(parts: parts).frame(around: page, request)
        let context: [String: Any] = ["frame": frame, "page": page.view, "t": page.words]
        guard let html = try Renderer().render(page.template, context) else { throw Company.Misuse("no template") }
        return (html, page.view)
    }

    /// What stands above a page somebody is led back to.
    func notice(_ target: String) throws -> Frame.Notice? { try DecisionNotice.made(request(target), company.store) }

    /// Presses a button.
    func press(_ act: String, _ form: AnswerFormsView.Subject, _ more: [(String, String)] = [("reason", "because")]) async throws -> Answer
    {
        try await post(
            [
                ("id", form.id), ("act", act), ("name", form.name), ("kind", form.kind), ("key", form.key), ("rev", form.rev),
                ("seen", form.seen), ("back", form.back),
            ] + more)
    }

    func post(_ fields: [(String, String)]) async throws -> Answer {
        let body = fields.map { "\(Fields.encoded($0.0))=\(Fields.encoded($0.1))" }.joined(separator: "&")
        return try await ConsolePages(parts: parts).answer(.decide, request("/entscheiden", form: Fields(body)), isPost: true)
    }
}

extension ConsoleWork {
    /// Nothing can be asked of the remotes.
    fileprivate static var idle: ConsoleWork {
        let now: @Sendable () -> Instant = { Instant(milliseconds: 0) }
        return ConsoleWork(
            plan: Jobs(now: now) { _, _ in .failed(.unable("TEST")) }, closing: Jobs(now: now) { _, _ in .failed(.unable("TEST")) },
            thousandthsPerSecond: 1_900, lastBackup: { nil })
    }
}

extension Visitor {
    /// One whom a proxy named.
    fileprivate static func named(_ name: String, _ role: ConsoleRole) -> Visitor {
        let names = [name, "nobody"].compactMap(ConsoleName.init)
        return names.prefix(1).map { Visitor(proxied: $0, role: role, beside: nil) }[0]
    }
}

/// The texts of a view, wherever in it they stand.
enum PageLeaves {
    static func of(_ value: Any) -> [String] {
        if let text = value as? String { return [text] }
        return Mirror(reflecting: value).children.flatMap { of($0.value) }
    }

    /// As templates write it.
    static func escaped(_ text: String) -> String {
        [("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\"", "&quot;"), ("'", "&#39;")].reduce(text) { $0.replacing($1.0, with: $1.1) }
    }
}
