internal import Bookkeeping
internal import Hero
internal import Persistence
internal import StateCharts
internal import Transport

/// Reads what changed in HERO into the observation tables: the newest first down to the watermark, and every document
/// whose end we have not seen again by its id, because a payment or a deletion may not touch `modified` (hero-api.md §5.2).
/// What is contested is looked at in every pass: what contests it may be over.
package struct HeroObservation {
    let context: PassContext

    struct Result {
        /// Documents with news no pass has drawn conclusions from yet.
        var changed: Set<Int> = []
        /// Documents that have moved against their voucher and wait for a person.
        var contested: Set<Int> = []
        /// Documents of ours that HERO no longer lists, seen so in two passes running.
        var missing: Set<Int> = []
    }

    func run() async throws -> Result {
        let store = context.store
        let rows = UnreadableRows(context: context, system: .hero, kind: "document")
        context.progress(PassProgress(stage: .observing, done: 0, total: 0))
        // What could not be read stands below the watermark: it is met again only on a walk through everything.
        let floor = try rows.isDue() ? nil : try floor()
        let sweep = try await context.hero.documentHeaders(modifiedSince: floor)
        var result = Result()
        try store.record(documents: sweep.headers, at: context.now)
        try rows.record(sweep.unreadable.map(\.place), isWhole: sweep.isFullScan)
        try await lookAgain(&result, seen: Set(sweep.headers.map(\.id)), isFullScan: sweep.isFullScan)
        result.changed = Set(try store.freshDocuments())
        // Where nothing is new it stays: one that follows the clock would make a change of every pass.
        if let newest = sweep.newestModified, floor == nil || !result.changed.isEmpty {
            // A document from the future must not keep those of tomorrow from being read.
            let reached = min(newest, context.hero.remoteNow ?? context.now, context.now)
            // Not worth a write: lost, what was read is read once more.
            if try store.fact(HeroWatermark.self)?.at != reached { try store.keep(waiting: HeroWatermark(at: reached)) }
        }
        return result
    }

    /// From where on HERO is read; nil for the whole list.
    private func floor() throws -> Instant? {
        let last = try context.store.fact(HeroWatermark.self)?.at
        return last.flatMap { (0...context.now.milliseconds).contains($0.milliseconds) ? $0 : nil }
    }

    /// The documents that are followed, whether or not they changed. One that HERO answers with an error is in trouble of its own.
    private func lookAgain(_ result: inout Result, seen: Set<Int>, isFullScan: Bool) async throws {
        let store = context.store
        result.contested = try contested()
        let due = try result.contested.union(followed() + nextFinished())
        let before = try store.fact(MissingDocuments.self) ?? MissingDocuments()
        let troubled = try troubled()
        for id in seen where troubled[id] != nil { try context.answered(.header(id)) }
        let putOff = troubled.filter { $0.value.nextAt > context.now }
        let wanted = due.union(before.once).subtracting(seen).subtracting(putOff.keys)
        var absent = wanted
        if !wanted.isEmpty && !isFullScan {
            let look = try await context.hero.look(at: Array(wanted))
            try store.record(documents: look.headers, at: context.now)
            for (id, error) in look.unreadable.sorted(by: { $0.key < $1.key }) { try context.note(.header(id), error.code.name) }
            for header in look.headers where troubled[header.id] != nil { try context.answered(.header(header.id)) }
            absent.subtract(look.headers.map(\.id))
            absent.subtract(look.unreadable.keys)
        }
        let absences = before.followed(by: absent)
        if absences != before { try store.keep(absences) }
        result.missing = absences.missing
    }

    /// Documents whose row HERO did not answer when they were asked for.
    private func troubled() throws -> [Int: Unanswered] {
        let records = try context.store.unanswered()
        let rows = records.filter { $0.question == .document && $0.subject.hasPrefix(ItemQuestion.headerPrefix) }
        return Dictionary(
            rows.compactMap { record in record.document.flatMap { Int($0) }.map { ($0, record) } }, uniquingKeysWith: { first, _ in first })
    }

    /// Documents that are not at their end: neither cancelled nor paid nor outside the books.
    private func followed() throws -> [Int] { try context.store.documents(living: [.draft, .locked, .uploaded], exceptIn: .outOfScope) }

    /// Paid and cancelled documents in turn, so many in a pass: people may still enter payments on them, which need not
    /// touch `modified`. The turns are the same in every round, so that what HERO answers to them is the same, too.
    private func nextFinished() throws -> [Int] {
        let (store, size) = (context.store, context.policy.finishedInAPass)
        let last = try store.fact(FinishedTurn.self)?.documentID ?? 0
        var turn = try store.documents(living: [.paid, .cancelled], after: last, limit: size)
        if turn.isEmpty && last != 0 { turn = try store.documents(living: [.paid, .cancelled], after: 0, limit: size) }
        // A turn that is not full was the last one of its round.
        let reached = turn.count < size ? 0 : turn.last ?? 0
        // Not worth a write: lost, it begins a round anew.
        if reached != last { try store.keep(waiting: FinishedTurn(documentID: reached)) }
        return turn
    }

    private func contested() throws -> Set<Int> {
        Set(try context.store.keys(InvoiceChart.self, where: .evidence([.contested])).compactMap { Int($0) })
    }
}
