internal import Bookkeeping
package import Hero
package import Lexoffice
internal import Persistence
package import Reconciliation
internal import Transport

/// What a desk needs for decisions that write to a remote by themselves; passes have their own.
package struct DeskHands: Sendable {
    let hero: HeroWriter
    let lexoffice: LexofficeWriter
    let credentialDigest: String

    package init(hero: HeroWriter, lexoffice: LexofficeWriter, credentialDigest: String) {
        self.hero = hero
        self.lexoffice = lexoffice
        self.credentialDigest = credentialDigest
    }
}

extension DecisionDesk {
    /// So long an import works before a pass that is due may come between, in milliseconds.
    private static let stretch: Int64 = 15_000

    /// The next stretch of the oldest import that is due. Between two passes only: a look at both systems' contacts in the middle of a
    /// pass would hold it up.
    /// - Returns: whether there is more to do, at once.
    package func importStep(only id: String? = nil) async throws(PassFailure) -> Bool {
        try await atDoor {
            guard hands != nil, !isStopping(), let record = try dueImports().first(where: { id == nil || $0.id == id }) else {
                return false
            }
            try store.verifyForWriting()
            try await step(record)
            try store.rest(at: context.now)
            return try !isStopping() && !dueImports().isEmpty
        }
    }

    package func hasImport() throws(PassFailure) -> Bool { try atDoor { try hands != nil && !dueImports().isEmpty } }

    private func dueImports() throws -> [DecisionRecord] { try store.dueDecisions().filter { $0.kind == .importContacts } }

    private func step(_ record: DecisionRecord) async throws {
        guard let hands else { return }
        try store.take(decision: record.id, at: context.now)
        do {
            let order = try record.arguments(ImportOrder.self)
            var log = try store.fact(ImportLog.self, about: record.id) ?? ImportLog(wanted: order.confirmed)
            let mapping = try Settings.load(store)?.mappingDigest ?? ""
            let work = ContactImport(
                context: context.acting(as: author(record, mapping: mapping)), writer: hands.hero,
                credentialDigest: hands.credentialDigest)
            let (time, isStopping) = (context.time, isStopping)
            let end = time.monotonicMilliseconds() + Self.stretch
            let report = await work.run(confirmed: log.wanted, handled: log.handled) {
                !isStopping() && time.monotonicMilliseconds() < end
            }
            log.add(report)
            guard !isStopping(), !report.isCut || report.interruption != nil else { return try store.keep(log, about: record.id) }
            try log.addUntold(record, order, store)
            _ = try once(record) {
                try store.forget(ImportLog.self, about: record.id)
                return .imported(log.receipt)
            }
        } catch {
            guard !isStopping() else { return }
            _ = try once(record) { .failed(PassFailure(error)) }
        }
    }
}
