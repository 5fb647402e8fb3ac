internal import Administration
internal import Bookkeeping
internal import Persistence
internal import Reconciliation
internal import Reporting
internal import StateCharts
internal import Wording

/// One thing that needs a person.
struct ClarifyItem: Sendable {
    enum Thing: Sendable {
        case document(DocumentStatus)
        case payment(PaymentStatus)
        /// What lexoffice tells of the payments of a document's voucher.
        case reading(DocumentStatus)
        /// With the document it is about, where it is about one.
        case question(Unanswered, DocumentStatus?)
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
        let all = try documents() + payments() + readings() + questions() + imports() + integration()
        return all.enumerated().sorted { ($0.element.since.milliseconds, $0.offset) < ($1.element.since.milliseconds, $1.offset) }
            .map(\.element)
    }

    /// As many as ``items()`` are, without reading each.
    func count() throws -> Int {
        let others = try readings().count + questions().count + integration().count
        return try Overview.toClarify(store) + others + store.keys(ContactImportChart.self, where: Self.askingImports).count
    }

    private static let askingImports = StateQuestion<ContactImportChart>.state(ContactImportState.tagged(.attention))

    private func documents() throws -> [ClarifyItem] {
        try DocumentStatus.needing(store).filter(\.machine.needsPerson).map { standing in
            ClarifyItem(
                thing: .document(standing), reason: standing.machine.reason, detail: standing.machine.detail,
                since: standing.machine.enteredAt, amount: standing.heroGross)
        }
    }

    private func payments() throws -> [ClarifyItem] {
        try PaymentStatus.needing(store).filter(\.machine.needsPerson).map { standing in
            ClarifyItem(
                thing: .payment(standing), reason: standing.machine.reason, detail: standing.machine.detail,
                since: standing.machine.enteredAt, amount: standing.amount)
        }
    }

    private func readings() throws -> [ClarifyItem] {
        try TroubledReading.all(store).compactMap { reading throws in
            guard let standing = try document(reading.line.key), !standing.machine.needsPerson else { return nil }
            return ClarifyItem(
                thing: .reading(standing), reason: reading.line.reason, detail: reading.line.detail, since: standing.machine.enteredAt,
                amount: reading.line.gross)
        }
    }

    /// What came to nothing so often that somebody has to look. Of what concerns a document that is held anyway that is told.
    private func questions() throws -> [ClarifyItem] {
        try store.unanswered().filter { $0.isTask(policy) }.compactMap { record throws in
            let standing = try record.document.flatMap(document)
            guard standing?.machine.needsPerson != true else { return nil }
            return ClarifyItem(
                thing: .question(record, standing), reason: record.reason, detail: UnansweredLines.detail(record),
                since: record.since, amount: standing?.heroGross)
        }
    }

    private func document(_ key: String) throws -> DocumentStatus? { try DocumentStatus.find(key, store).first { $0.key == key } }

    private func imports() throws -> [ClarifyItem] {
        try store.keys(ContactImportChart.self, where: Self.askingImports).compactMap { key throws in
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
