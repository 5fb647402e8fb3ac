internal import Administration
internal import Bookkeeping
internal import Persistence
internal import Reconciliation
internal import StateCharts
internal import Wording

/// What became of the decision the visitor was led back from: `?entscheidung=ID`.
enum DecisionNotice {
    static let field = "entscheidung"
    /// How many were decided at once.
    static let countField = "anzahl"

    /// Nil without such a field, and for an id nobody noted.
    static func made(_ request: PageRequest, _ store: Store) throws -> Frame.Notice? {
        guard let id = request.query[field] else { return nil }
        if let count = request.query[countField].flatMap({ Int($0) }), (2...DecisionForm.several).contains(count) {
            let records = try (0..<count).compactMap { place throws in try store.decision(DecisionForm.id(id, place)) }
            return records.isEmpty ? nil : several(records, request.text)
        }
        guard let record = try store.decision(id) else { return nil }
        let text = request.text
        let detail = try record.answer(DecisionAnswer.self).flatMap { answer throws in try wording(answer, record, store) }.map { text($0) }
        switch record.outcome {
        case nil: return Frame.Notice(.calm, text(record.takenAt == nil ? DecisionWord.pending : DecisionWord.taken))
        case .done: return Frame.Notice(.good, text(DecisionWord.done), detail: detail)
        case .refused: return Frame.Notice(.warn, text(DecisionWord.refused), detail: detail)
        case .failed: return Frame.Notice(.bad, text(DecisionWord.failed), detail: detail)
        case .stale: return Frame.Notice(.warn, text(DecisionWord.stale), detail: detail)
        }
    }

    private static func several(_ records: [DecisionRecord], _ text: PageText) -> Frame.Notice {
        let counts = Dictionary(records.map { ($0.outcome, 1) }, uniquingKeysWith: +)
        func count(_ outcome: DecisionOutcome?) -> Int { counts[outcome] ?? 0 }
        let isAllDone = count(.done) == records.count
        let tone: Frame.Notice.Tone = isAllDone ? .good : count(nil) > 0 ? .calm : .warn
        return Frame.Notice(
            tone,
            text(
                Catalogue.decidedSeveral(
                    records.count, done: count(.done), due: count(nil), stale: count(.stale), others: count(.refused) + count(.failed))))
    }

    private static func wording(_ answer: DecisionAnswer, _ record: DecisionRecord, _ store: Store) throws -> Wording? {
        let kind = record.subject?.kind ?? IntegrationChart.name
        func state(_ text: String) -> Wording { WrittenState.wording(text, kind: kind) }
        switch answer {
        case .answered(let receipt): return Catalogue.fromTo(state(receipt.before), state(receipt.state))
        case .flowSet(let receipt): return Catalogue.fromTo(state(receipt.before), state(receipt.after))
        case .unanswered(.notFound): return DecisionWord.notFound.wording
        case .unanswered(.severalFound): return DecisionWord.severalFound.wording
        case .unanswered(.noReference): return DecisionWord.noReference.wording
        case .unanswered(.refused(let standing, let why)): return Catalogue.refusedBecause(state(bare(standing)), why)
        case .unanswered(.interrupted(let failure)), .failed(let failure): return .untranslated("\(failure.system): \(failure.cause)")
        case .flowRefused: return nil
        // Told by their own pages.
        case .imported, .isSetUp, .notSetUp, .deleted: return nil
        case .signed(let receipt): return .untranslated("\(receipt.month), \(receipt.hash)")
        case .notSigned(.moved(let names)): return .untranslated(names.joined(separator: ", "))
        case .notSigned(.otherSheet): return Catalogue.signOtherSheet
        case .passed(let summary):
            return Catalogue.passEnded(
                vouchers: summary.count(.create), payments: summary.payments, held: summary.count(.person))
        case .moved where record.subject?.kind == SettingsSubject.kind: return try settingsChanged(record, store)
        case .moved(let seen, let now):
            guard seen != now else { return DecisionWord.nothingMoved.wording }
            return Catalogue.changedMeanwhile(state(seen), state(now), by: try lastMover(record, store))
        }
    }

    /// So many are told one by one.
    private static let changesTold = 12

    /// What somebody else changed of the set-up meanwhile, value by value, and who.
    private static func settingsChanged(_ record: DecisionRecord, _ store: Store) throws -> Wording {
        let changes = try store.settingChanges(after: record.subject?.revision ?? 0, limit: changesTold)
            .filter { $0.at.milliseconds <= (record.outcomeAt ?? record.createdAt).milliseconds }
        let names = try Settings.load(store)?.rules.categories.values.map { ($0.id, $0.name) } ?? []
        let known = Dictionary(names, uniquingKeysWith: { first, _ in first })
        return Catalogue.settingsChanged(
            changes.map { (name: $0.name, old: known[$0.old] ?? $0.old, new: known[$0.new] ?? $0.new, actor: $0.actor) })
    }

    /// Of a contact the holder says so.
    private static func bare(_ standing: String) -> String {
        standing.hasPrefix("contact ") ? String(standing.dropFirst("contact ".count)) : standing
    }

    /// Who moved the subject last, where somebody did after the decision was noted or shortly before.
    private static func lastMover(_ record: DecisionRecord, _ store: Store) throws -> String? {
        guard let subject = record.subject else { return nil }
        let entries: [JournalEntry] =
            switch subject.kind {
            case InvoiceChart.name: try store.journal(InvoiceChart.self, subject.key)
            case PaymentChart.name: try store.journal(PaymentChart.self, subject.key)
            case ContactChart.name: try store.journal(ContactChart.self, subject.key)
            case IntegrationChart.name: try store.journal(IntegrationChart.self, subject.key)
            default: []
            }
        guard let last = entries.last(where: { $0.at.milliseconds <= (record.outcomeAt ?? record.createdAt).milliseconds }) else {
            return nil
        }
        return "\(last.actor), \(last.event)"
    }
}
