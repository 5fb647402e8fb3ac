internal import Administration
internal import Bookkeeping
internal import ConsoleAccess
internal import Persistence
internal import Reconciliation
internal import StateCharts
internal import Wording

/// `/klaeren`: what needs a person, grouped by who acts, with the likeliest answers in place; several at once after a preview.
struct ClarifyPage: Sendable {
    struct View: Sendable {
        struct Group: Sendable {
            let title: String
            let count: String
            let anchor: String
            let batches: [Batch]
            let items: [Item]
        }

        /// Documents that wait for one reason: a form their boxes belong to.
        struct Batch: Sendable {
            let form: String
            let cause: String
            let count: String
            let buttons: [BatchButton]
        }

        struct BatchButton: Sendable {
            let value: String
            let title: String
        }

        struct Item: Sendable {
            let anchor: String
            let title: String
            let what: String
            let address: String?
            let amount: String?
            let cause: String
            let code: String?
            let since: String
            let age: String
            let help: String?
            /// Set while a decision about it waits to be carried out.
            let pending: String?
            let answers: AnswerFormsView?
            /// For a box; nil where it can only be answered alone.
            let tick: Tick?
        }

        struct Tick: Sendable {
            let form: String
            let value: String
            let label: String
        }

        struct Empty: Sendable {
            let text: String
            let help: String
            let checked: String?
        }

        let count: String
        let groups: [Group]
        let empty: Empty?
        let notice: String?
        let previous: String?
        let next: String?
    }

    /// So many on one page.
    static let pageLength = 40

    let parts: ConsoleParts

    func page(_ request: PageRequest) throws -> Page {
        if request.query[ClarifyPreview.field] != nil { return try ClarifyPreview(parts: parts).page(request) }
        let store = try parts.view()
        let text = request.text
        let all = try ClarifyList(store: store, policy: parts.policy()).items()
        let number = max(1, min(request.query["seite"].flatMap { Int($0) } ?? 1, 100_000))
        let start = min((number - 1) * Self.pageLength, all.count)
        let shown = Array(all[start..<min(start + Self.pageLength, all.count)])
        let making = ClarifyMaking(
            store: store, forms: AnswerForms(parts: parts, extent: .likely), request: request, now: parts.now,
            due: try store.dueDecisions().compactMap(\.subject))
        let view = View(
            count: text.count(all.count), groups: try making.groups(shown), empty: all.isEmpty ? try empty(store, text) : nil,
            notice: request.visitor.role.may(.answer) ? nil : text(ClarifyWord.notForThisRole),
            previous: number > 1 ? "/klaeren?seite=\(number - 1)" : nil,
            next: start + shown.count < all.count ? "/klaeren?seite=\(number + 1)" : nil)
        return Page(.clarify, text(FrameWord.clarify), view, words: ClarifyWord.self, request.language, section: .clarify)
    }

    private func empty(_ store: Store, _ text: PageText) throws -> View.Empty {
        guard let pass = try store.lastPass(.complete), let finished = pass.finishedAt else {
            return View.Empty(text: text(ClarifyWord.neverChecked), help: "", checked: nil)
        }
        return View.Empty(
            text: text(ClarifyWord.empty), help: text(ClarifyWord.emptyHelp),
            checked: "\(text.moment(finished)) (\(text.age(of: finished, at: parts.now)))")
    }
}

/// From items to what the template shows.
private struct ClarifyMaking {
    let store: Store
    let forms: AnswerForms
    let request: PageRequest
    let now: Instant
    let due: [DecisionSubject]

    private var text: PageText { request.text }

    func groups(_ items: [ClarifyItem]) throws -> [ClarifyPage.View.Group] {
        let actors: [(NextStep.Actor, ClarifyWord)] = [
            (.office, .office), (.adviser, .adviser), (.administrator, .administrator), (.nobody, .nobody),
        ]
        return try actors.compactMap { actor, word throws in
            let own = items.filter { $0.actor == actor }
            guard !own.isEmpty else { return nil }
            let batches = try batches(own)
            return ClarifyPage.View.Group(
                title: text(word), count: text.count(own.count), anchor: "group-\(actor.rawValue)", batches: batches.map(\.batch),
                items: try own.map { item throws in try self.item(item, batches.first { $0.reason == item.reason }) })
        }
    }

    private func batches(_ items: [ClarifyItem]) throws -> [(reason: ReasonCode, batch: ClarifyPage.View.Batch)] {
        guard request.visitor.role.may(.answer) else { return [] }
        var byReason: [ReasonCode: [DocumentStatus]] = [:]
        for item in items {
            guard let reason = item.reason, case .document(let standing) = item.thing, !isDue(standing) else { continue }
            byReason[reason, default: []].append(standing)
        }
        return try byReason.filter { $0.value.count > 1 }.sorted { $0.key.rawValue < $1.key.rawValue }.compactMap {
            reason, standings throws in
            var buttons: [ClarifyPage.View.BatchButton] = []
            for standing in standings {
                for offer in try ClarifyBatch.offers(standing, store) where offer.isLikely && offer.isPossible {
                    let button = ClarifyPage.View.BatchButton(value: offer.value, title: text(offer.title))
                    if !buttons.contains(where: { $0.value == button.value }) { buttons.append(button) }
                }
            }
            guard !buttons.isEmpty else { return nil }
            return (
                reason,
                ClarifyPage.View.Batch(
                    form: "batch-\(reason.rawValue)", cause: text(Catalogue.explanation(reason).what), count: text.count(standings.count),
                    buttons: buttons)
            )
        }
    }

    private func item(_ item: ClarifyItem, _ batch: (reason: ReasonCode, batch: ClarifyPage.View.Batch)?) throws
        -> ClarifyPage.View.Item
    {
        let heading = try heading(item)
        let cause = item.explanation.map { text($0.what) } ?? heading.state
        let isPending = heading.subject.map { subject in due.contains { $0.kind == subject.kind && $0.key == subject.key } } ?? false
        var tick: ClarifyPage.View.Tick?
        if let batch, case .document(let standing) = item.thing, !isPending {
            tick = ClarifyPage.View.Tick(
                form: batch.batch.form, value: standing.key, label: "\(text(ClarifyWord.choose)): \(heading.title)")
        }
        return ClarifyPage.View.Item(
            anchor: heading.anchor, title: heading.title, what: heading.what, address: heading.address,
            amount: item.amount.map(text.amount), cause: cause, code: item.reason?.rawValue, since: text.moment(item.since),
            age: text.age(of: item.since, at: now), help: item.explanation?.next.elsewhere.map { text($0) },
            pending: isPending ? text(DecisionWord.pending) : nil, answers: isPending ? nil : try answers(item), tick: tick)
    }

    private func answers(_ item: ClarifyItem) throws -> AnswerFormsView? {
        let view: AnswerFormsView? =
            switch item.thing {
            case .document(let standing), .reading(let standing): try forms.view(forDocumentAlone: standing, request)
            case .payment(let payment): try forms.view(for: payment, request)
            case .question(_, let standing): try standing.map { standing throws in try forms.view(forDocumentAlone: standing, request) }
            case .contactImport, .integration: nil
            }
        return view?.isAny == true ? view : nil
    }

    private func isDue(_ standing: DocumentStatus) -> Bool {
        due.contains { $0.kind == InvoiceChart.name && $0.key == standing.key }
    }

    private struct Heading {
        let anchor: String
        let title: String
        let what: String
        let state: String
        var address: String?
        var subject: (kind: String, key: String)?
    }

    private func heading(_ item: ClarifyItem) throws -> Heading {
        switch item.thing {
        case .document(let standing), .reading(let standing):
            return Heading(
                anchor: "item-\(standing.key)", title: standing.number ?? "#\(standing.key)", what: text(ClarifyWord.document),
                state: text(StateWord.of(standing.machine.configuration, standing.machine.reason)), address: address(standing.key),
                subject: (InvoiceChart.name, standing.key))
        case .payment(let payment):
            return Heading(
                anchor: "item-z-\(payment.machine.key.filter { $0.isASCII && ($0.isLetter || $0.isNumber) })",
                title: payment.number ?? "#\(payment.key.documentID)", what: text(ClarifyWord.payment),
                state: text(StateWord.of(payment.state)), address: address(String(payment.key.documentID)),
                subject: (PaymentChart.name, payment.machine.key))
        case .question(let record, let standing):
            let word: ClarifyWord = record.question == .right ? .right : record.question == .row ? .row : .question
            return Heading(
                anchor: "item-f-\(record.question.rawValue)-\(record.subject.filter { $0.isASCII && ($0.isLetter || $0.isNumber) })",
                title: standing?.number ?? record.subject, what: text(word), state: text(ClarifyWord.question),
                address: standing.map { address($0.key) },
                subject: standing.map { (InvoiceChart.name, $0.key) })
        case .contactImport(let machine):
            return Heading(
                anchor: "item-i-\(machine.key)", title: try store.contact(machine.key)?.name ?? machine.key,
                what: text(ClarifyWord.contactImport), state: text(StateWord.of(machine.configuration.state)),
                address: ConsoleSection.contacts.address)
        case .integration(let machine):
            return Heading(
                anchor: "item-integration", title: text(FrameWord.setup), what: text(FrameWord.system),
                state: text(StateWord.of(machine.configuration)), address: ConsoleSection.setup.address)
        }
    }

    private func address(_ key: String) -> String { ConsoleRoute.address(ofDocument: key) }
}

/// The answers that can be given to several documents at once: those that need nothing but a reason.
enum ClarifyBatch {
    /// So many at once.
    static let most = 40

    static func offers(_ standing: DocumentStatus, _ store: Store) throws -> [OfferedAnswer] {
        guard case .document = try AnswerSubject.of(standing, store) else { return [] }
        return try OfferReading(store: store).document(standing, []).all.filter { $0.act.field == nil }
    }
}
