internal import Bookkeeping
internal import Comparison
internal import Hero
internal import Lexoffice
internal import Persistence
internal import Reconciliation
internal import Reporting
internal import StateCharts
internal import Transport
internal import Wording

/// `/beleg/NUMBER`: everything about one document, by its number as printed or by HERO's id.
struct DocumentPage: Sendable {
    /// Several documents with one number are told apart by HERO's id.
    static let idField = "id"
    /// `ganz` shows every step of the history.
    static let historyField = "verlauf"
    static let whole = "ganz"

    let parts: ConsoleParts

    func page(_ name: String, _ request: PageRequest) throws -> Page {
        let store = try parts.view()
        let found = try Self.found(name, request, store)
        guard let standing = found.first, found.count == 1 else { return choice(name, found, request) }
        let view = try view(standing, store, request)
        return Page(.document, "\(view.title) · \(view.state)", view, words: DocumentWord.self, request.language, section: .documents)
    }

    /// One where the number and the id leave one; several only where they do not.
    static func found(_ name: String, _ request: PageRequest, _ store: Store) throws -> [DocumentStatus] {
        let found = try DocumentStatus.find(name, store)
        guard let id = request.query[idField], found.contains(where: { $0.key == id }) else { return found }
        return found.filter { $0.key == id }
    }

    /// - Parameter isOnlyOne: false where the number alone would lead to several.
    static func address(_ name: String, id: String? = nil) -> String {
        "/beleg/\(Fields.encoded(name))" + (id.map { "?\(idField)=\(Fields.encoded($0))" } ?? "")
    }

    private func choice(_ name: String, _ found: [DocumentStatus], _ request: PageRequest) -> Page {
        let text = request.text
        let view = DocumentChoiceView(name: name, found: found, text)
        let title = text(found.isEmpty ? DocumentWord.unknown : DocumentWord.several)
        return Page(
            .documentChoice, title, view, words: DocumentWord.self, request.language, section: .documents, status: found.isEmpty ? 404 : 200
        )
    }

    private func view(_ standing: DocumentStatus, _ store: Store, _ request: PageRequest) throws -> DocumentView {
        let (time, policy, instance) = (parts.time, parts.policy(), parts.instance())
        let biography = try Biography.read(
            standing, store, now: parts.now, time: (time.bootID, time.monotonicMilliseconds()), policy: policy)
        let row = try Int(standing.key).flatMap { id throws in try store.document(DocumentRow.self, id) }
        let sighting = try standing.voucherID.flatMap { id throws in try store.voucher(VoucherSnapshot.self, id) }
        let notes = try Notes(store).lines(about: standing.key) + UnansweredLines(store, policy).about(document: standing.key)
        let figures = try DocumentFigures(header: row?.header, detail: row?.detail(), booked: standing.booking?.voucher, sighting: sighting)
        let making = DocumentViewMaking(
            biography: biography, header: row?.header, detail: try row?.detail(), notes: notes, figures: figures, sighting: sighting,
            instance: instance, answers: try AnswerForms(parts: parts).view(for: standing, request), request: request)
        return making.view(road: try road(standing, store), doubts: try doubts(biography, store))
    }

    private func road(_ standing: DocumentStatus, _ store: Store) throws -> Road {
        let question = JournalQuestion(kind: InvoiceChart.name, keys: [standing.key])
        // The newest: what a document that went to and fro for years did last is on the way that is drawn.
        let entries = try store.journal(question, .newest, limit: 500).entries.reversed()
        return Road(standing.machine.configuration, Array(entries))
    }

    private func doubts(_ biography: Biography, _ store: Store) throws -> [DoubtClock] {
        let own = try DoubtClock.read(biography.standing.machine, isPayment: false, store, parts: parts)
        let payments = try biography.payments.map { payment throws in
            try DoubtClock.read(payment.machine, isPayment: true, store, parts: parts)
        }
        return ([own] + payments).compactMap(\.self)
    }
}

/// Which of several, or none at all.
struct DocumentChoiceView: Sendable {
    struct Choice: Sendable {
        let address: String
        let id: String
        let date: String?
        let amount: String?
        let state: String
    }

    let name: String
    let isKnown: Bool
    let choices: [Choice]

    init(name: String, found: [DocumentStatus], _ text: PageText) {
        self.name = name
        isKnown = !found.isEmpty
        choices = found.map { standing in
            Choice(
                address: DocumentPage.address(name, id: standing.key), id: standing.key, date: standing.date.map(text.day),
                amount: standing.heroGross.map(text.amount),
                state: text(StateWord.of(standing.machine.configuration, standing.machine.reason)))
        }
    }
}
