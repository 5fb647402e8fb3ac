internal import Administration
internal import Bookkeeping
internal import ConsoleAccess
internal import Persistence
internal import Reconciliation
internal import StateCharts
internal import Wording

/// From items to what the template shows.
struct ClarifyMaking {
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
