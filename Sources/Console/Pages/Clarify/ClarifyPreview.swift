internal import Bookkeeping
internal import ConsoleAccess
internal import Persistence
internal import Reconciliation
internal import StateCharts
internal import Wording

/// What one answer to several documents would do, document by document, before it is noted: `/klaeren?vorschau=1&act=…&document=…`.
struct ClarifyPreview: Sendable {
    static let field = "vorschau"
    /// The key of each that is ticked.
    static let documentField = "document"

    struct View: Sendable {
        struct Item: Sendable {
            let title: String
            let address: String
            let amount: String?
            let leadsTo: String
            let consequence: String
            let name: String
            let kind: String
            let key: String
            let rev: String
            let seen: String
        }

        struct Left: Sendable { let items: [LeftItem] }

        struct LeftItem: Sendable {
            let title: String
            let why: String
        }

        /// What is posted.
        struct Form: Sendable {
            let act: String
            let answer: String
            let id: String
            let back: String
            /// This page, should the form not be taken.
            let here: String
            let needsReason: Bool
            let reasonTyped: String
            let comesBack: String?
            let count: String
            let total: String
            let items: [Item]
        }

        /// Nil where nothing is left to be answered so.
        let form: Form?
        let left: Left?
    }

    let parts: ConsoleParts

    func page(_ request: PageRequest) throws -> Page {
        let store = try parts.view()
        let text = request.text
        let act = request.query[DecisionField.act.rawValue] ?? ""
        var items: [View.Item] = []
        var left: [View.LeftItem] = []
        var total = Cents.zero
        var title: AnswerWord?
        let keys = request.query.all(ClarifyPreview.documentField).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        let isAllowed = request.visitor.role.may(.answer)
        for key in keys.prefix(ClarifyBatch.most) where isAllowed {
            guard let standing = try DocumentStatus.find(key, store).first(where: { $0.key == key }),
                let offer = try ClarifyBatch.offers(standing, store).first(where: { $0.value == act })
            else { continue }
            title = title ?? offer.title
            let name = standing.number ?? "#\(standing.key)"
            switch offer.possibility {
            case .refused(let why): left.append(View.LeftItem(title: name, why: text(why)))
            case .possible(let leadsTo, let consequence):
                total += standing.heroGross ?? .zero
                items.append(item(standing, name, text(leadsTo), text(consequence.wording), text))
            }
        }
        let needsReason = DecisionAct(rawValue: act.split(separator: ":").first.map(String.init) ?? "")?.needsReason ?? false
        let form = View.Form(
            act: act, answer: title.map { text($0) } ?? "", id: DecisionID.fresh(), back: ConsoleSection.clarify.address,
            here: request.target,
            needsReason: needsReason, reasonTyped: request.refusal?.typed(DecisionField.reason.rawValue) ?? "",
            comesBack: request.refusal?.text, count: text.count(items.count), total: text.amount(total), items: items)
        let view = View(form: items.isEmpty ? nil : form, left: left.isEmpty ? nil : View.Left(items: left))
        return Page(
            .clarifyPreview, text(ClarifyWord.previewTitle), view, words: ClarifyWord.self, request.language, section: .clarify)
    }

    private func item(_ standing: DocumentStatus, _ name: String, _ leadsTo: String, _ consequence: String, _ text: PageText) -> View.Item {
        let subject = DecisionSubject(InvoiceChart.self, standing.key, standing.machine)
        return View.Item(
            title: name, address: ConsoleRoute.address(ofDocument: standing.key), amount: standing.heroGross.map(text.amount),
            leadsTo: leadsTo,
            consequence: consequence, name: standing.key, kind: subject.kind, key: subject.key,
            rev: subject.revision.map { String($0) } ?? "", seen: subject.seen)
    }
}
