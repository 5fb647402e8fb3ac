internal import Administration
internal import Bookkeeping
internal import Persistence
internal import Reconciliation
internal import StateCharts
internal import Wording

/// One thing that needs a person.
struct ClarifyItem: Sendable {
    enum Thing: Sendable {
        case document(DocumentStatus)
        case payment(PaymentStatus)
        /// What lexoffice tells of the payments of a document's voucher.
        case reading(DocumentStatus)
        case question(Unanswered, number: String?)
        case contactImport(Machine<ContactImportChart>)
        case integration(Machine<IntegrationChart>)
    }

    let thing: Thing
    let reason: ReasonCode?
    let detail: String?
    let since: Instant
    let amount: Cents?

    var explanation: Explanation? { reason.map { Catalogue.explanation($0, about: detail) } }

    /// Who acts first. What names nobody is the office's.
    var actor: NextStep.Actor {
        switch thing {
        case .integration: .administrator
        case .document, .payment, .reading, .question, .contactImport:
            explanation?.next.first { $0.actor != .nobody }?.actor ?? .office
        }
    }
}

/// Everything that needs a person, oldest first. A write in doubt is looked up by itself: it is not here.
struct ClarifyList: Sendable {
    let store: Store
    let policy: Policy

    func items() throws -> [ClarifyItem] {
        let documents = try documents()
        let named = Set(documents.compactMap { item in if case .document(let standing) = item.thing { standing.key } else { nil } })
        let all = try documents + payments() + readings() + questions(except: named) + imports() + integration()
        return all.enumerated().sorted { ($0.element.since.milliseconds, $0.offset) < ($1.element.since.milliseconds, $1.offset) }
            .map(\.element)
    }

    private func documents() throws -> [ClarifyItem] {
        try DocumentStatus.needing(store).filter { $0.line?.symbol == .person }.map { standing in
            ClarifyItem(
                thing: .document(standing), reason: standing.machine.reason, detail: standing.machine.detail,
                since: standing.machine.enteredAt, amount: standing.heroGross)
        }
    }

    private func payments() throws -> [ClarifyItem] {
        try PaymentStatus.needing(store).filter { $0.line?.symbol == .person }.map { standing in
            ClarifyItem(
                thing: .payment(standing), reason: standing.machine.reason, detail: standing.machine.detail,
                since: standing.machine.enteredAt, amount: standing.amount)
        }
    }

    private func readings() throws -> [ClarifyItem] {
        try TroubledReading.all(store).compactMap { reading throws in
            guard let standing = try DocumentStatus.find(reading.line.key, store).first(where: { $0.key == reading.line.key }) else {
                return nil
            }
            return ClarifyItem(
                thing: .reading(standing), reason: reading.line.reason, detail: reading.line.detail, since: standing.machine.enteredAt,
                amount: reading.line.gross)
        }
    }

    /// What came to nothing so often that somebody has to look. Of what concerns a document that is held anyway that is told.
    private func questions(except documents: Set<String>) throws -> [ClarifyItem] {
        try store.unanswered().filter { $0.isTask(policy) }.compactMap { record throws in
            if let document = record.document, documents.contains(document) { return nil }
            let standing = try record.document.flatMap { key throws in try DocumentStatus.find(key, store).first { $0.key == key } }
            return ClarifyItem(
                thing: .question(record, number: standing?.number), reason: record.reason, detail: UnansweredLines.detail(record),
                since: record.since, amount: standing?.heroGross)
        }
    }

    private func imports() throws -> [ClarifyItem] {
        try store.keys(ContactImportChart.self, where: .state(ContactImportState.tagged(.attention))).compactMap { key throws in
            try store.machine(ContactImportChart.self, key).map { machine in
                ClarifyItem(
                    thing: .contactImport(machine), reason: machine.reason, detail: machine.detail, since: machine.enteredAt, amount: nil)
            }
        }
    }

    private func integration() throws -> [ClarifyItem] {
        guard let machine = try IntegrationLevel.current(store), machine.needsPerson else { return [] }
        return [
            ClarifyItem(
                thing: .integration(machine), reason: machine.reason, detail: machine.detail, since: machine.enteredAt, amount: nil)
        ]
    }
}
