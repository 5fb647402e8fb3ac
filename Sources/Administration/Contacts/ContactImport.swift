internal import Bookkeeping
package import Hero
internal import Lexoffice
internal import Persistence
package import Reconciliation
internal import StateCharts
internal import Transport

/// Imports lexoffice's contacts into HERO, because a person asked for it and never by itself (domain.md S39-S41). Whatever
/// interrupts it, the next run looks up what is in doubt, creates the rest, and no customer twice.
package struct ContactImport: Sendable {
    private let context: PassContext
    private let writer: HeroWriter
    private let credentialDigest: String

    /// People create customers meanwhile: a look at HERO older than this is repeated before the next create.
    private static let lookKeeps: Int64 = 300_000

    package init(context: PassContext, writer: HeroWriter, credentialDigest: String) {
        self.context = context
        self.writer = writer
        self.credentialDigest = credentialDigest
    }

    /// - Parameters:
    ///   - confirmed: the contacts a person was shown and said yes to; nil for all that are ready.
    ///   - handled: whose turn came in an earlier stretch of the same import.
    ///   - mayContinue: asked before each contact but the first, so that every stretch gets on.
    package func run(
        confirmed: Set<String>? = nil, handled: Set<String> = [], while mayContinue: @escaping @Sendable () -> Bool = { true }
    ) async -> ImportReport {
        var report = ImportReport()
        let access = Access(context: context, credentialDigest: credentialDigest)
        do {
            guard let settings = try await access.open() else {
                report.isPaused = true
                return report
            }
            try Relinking.refuse(context)
            do {
                try await work(settings, Stretch(confirmed: confirmed, handled: handled, mayContinue: mayContinue), &report)
            } catch {
                try access.lost(error)
                throw error
            }
        } catch {
            report.interruption = PassFailure(error)
        }
        do {
            report.uncertain = try ImportDoubt(context: context).uncertain().map(\.key)
        } catch {
            // Nobody may read "nothing in doubt" out of a state that did not say so.
            if report.interruption == nil { report.interruption = PassFailure(error) }
        }
        return report
    }

    /// Who is wanted, who had a turn already, and how long to go on.
    private struct Stretch {
        let confirmed: Set<String>?
        let handled: Set<String>
        let mayContinue: @Sendable () -> Bool
    }

    private func work(_ settings: Settings, _ stretch: Stretch, _ report: inout ImportReport) async throws {
        let doubt = ImportDoubt(context: context)
        let census = ImportCensus(context: context)
        try doubt.recover()
        let settled = try doubt.settled()
        var sighting = try await census.observe(settings)
        report.imported = try doubt.resolve(sighting, settled: settled)
        try await takeNote(sighting.cards)
        report.plan = try ImportSorting(context.store, sighting).plan()
        let begun = report.plan.begun
        // Who was asked for in an earlier run stays asked for; who gave trouble comes last, so that nobody waits behind it.
        let wanted = report.plan.ready.filter { card in
            let id = card.contact.id
            return !stretch.handled.contains(id) && (stretch.confirmed?.contains(id) ?? true || begun.contains(id))
        }
        let due = wanted.filter { !begun.contains($0.contact.id) } + wanted.filter { begun.contains($0.contact.id) }
        report.left = due.count
        guard !due.isEmpty else { return }
        let countryIDs = try await context.hero.countryIDs()
        do {
            try await create(due, countryIDs, stretch, &sighting, &report)
        } catch let interruption {
            // What is known of the others is still worth keeping. A second trouble with HERO says nothing new; one with the state does.
            do { try await resolveOwn(&sighting, &report) } catch let trouble as StoreError { throw trouble } catch {}
            throw interruption
        }
        try await resolveOwn(&sighting, &report)
    }

    private func create(
        _ due: [ContactCard], _ countryIDs: [String: Int], _ stretch: Stretch, _ sighting: inout ImportSnapshot,
        _ report: inout ImportReport
    ) async throws {
        for (index, card) in due.enumerated() {
            guard index == 0 || stretch.mayContinue() else {
                report.isCut = true
                return
            }
            report.handled.insert(card.contact.id)
            // Ready is who has a name (ImportSorting), so that nobody is passed over here.
            guard let draft = try? CustomerDraft(card) else { continue }
            context.progress(PassProgress(stage: .importing, done: index, total: due.count))
            if context.time.monotonicMilliseconds() - sighting.lookedAt >= Self.lookKeeps {
                try await ImportCensus(context: context).look(&sighting)
            }
            let result = try await created(card, draft, countryIDs, sighting)
            try await note(result, card, &sighting, &report)
        }
    }

    /// On its own, so that no copy of the sighting is alive when it grows.
    private func created(
        _ card: ContactCard, _ draft: CustomerDraft, _ countryIDs: [String: Int], _ sighting: ImportSnapshot
    ) async throws -> CustomerCreation.Result {
        var creation = CustomerCreation(
            context: context, writer: writer, card: card, draft: draft, countryIDs: countryIDs, sighting: sighting)
        try await creation.run()
        return creation.result
    }

    private func note(
        _ result: CustomerCreation.Result, _ card: ContactCard, _ sighting: inout ImportSnapshot, _ report: inout ImportReport
    ) async throws {
        let (id, name) = (card.contact.id, card.contact.name)
        switch result {
        case .untouched: return
        case .sent(.accepted(let customer)):
            sighting.add(card.contact, as: customer.id)
            let imported = ImportReport.Imported(contactID: id, customer: customer.id, dropped: customer.dropped, isResolved: false)
            report.imported.append(imported)
            try context.store.forget(SentContact.self, about: id)
            try context.store.record(contacts: [card.contact], at: context.now)
        case .found(let obstacle, let customers):
            report.skipped.append(ImportSkip(contactID: id, name: name, obstacle: obstacle, customers: customers))
        case .sent(.rejected(let error)):
            report.refused.append(ImportReport.Refused(contactID: id, name: name, cause: error.cause, code: error.code.name))
        case .sent(.notProcessed(let error)):
            let failure = ItemFailure(error)
            guard failure.mayBeTheItems else { throw failure.interruption }
            try await context.probes.confirm(.hero, context, after: failure)
            // HERO takes others; this one is still to be sent.
            return
        case .sent(.unknown): try await context.probes.probe(.hero, context)
        }
        report.left -= 1
    }

    /// Most lost answers were carried out, and show at once; absence has to wait for the next run.
    private func resolveOwn(_ sighting: inout ImportSnapshot, _ report: inout ImportReport) async throws {
        let doubt = ImportDoubt(context: context)
        let settled = try doubt.settled()
        let open = try doubt.uncertain().count
        guard open > 0 else { return }
        try await ImportCensus(context: context).look(&sighting)
        let found = try doubt.resolve(sighting, settled: settled)
        report.imported += found
        // Proved absent, and so to be sent by the next run.
        report.left += open - found.count - (try doubt.uncertain().count)
    }

    /// Tells machines at rest what lexoffice shows of their contacts now. A list may lag, so one who is missing is asked for by id.
    private func takeNote(_ cards: [ContactCard]) async throws {
        let byID = Dictionary(cards.map { ($0.contact.id, $0) }, uniquingKeysWith: { first, _ in first })
        for machine in try context.store.machines(ContactImportChart.self) {
            guard machine.configuration.state != .gone else { continue }
            guard let card = byID[machine.key] else {
                guard case .given(nil) = try await context.ask(.contact(machine.key), { try await context.lexoffice.contact(machine.key) })
                else { continue }
                try context.advance(ContactImportChart.self, machine.key, .lexGone)
                continue
            }
            let isFit = ImportSorting.isFit(card)
            guard [.counted, .ambiguous, .refused, .unfit].contains(machine.configuration.state),
                isFit == (machine.configuration.state == .unfit)
            else { continue }
            try context.advance(ContactImportChart.self, machine.key, isFit ? .lexFit : .lexUnfit)
        }
    }
}
