internal import Bookkeeping
internal import Hero
internal import Persistence
internal import StateCharts

/// Reads what changed in HERO into the observation tables: the newest first down to the watermark, and every document
/// whose end we have not seen again by its id, because a payment or a deletion may not touch `modified` (hero-api.md §5.2).
/// What is contested is looked at in every pass: what contests it may be over.
struct HeroObservation {
    let context: PassContext

    struct Result {
        /// Documents with news no pass has drawn conclusions from yet.
        var changed: Set<Int> = []
        /// Documents that have moved against their voucher and wait for a person.
        var contested: Set<Int> = []
        /// Documents of ours that HERO no longer lists, seen so in two passes running.
        var missing: Set<Int> = []
    }

    static let watermark = "hero.watermark"
    static let absent = "hero.absent"
    private static let finished = "hero.finished"

    func run() async throws(Interruption) -> Result {
        let store = context.store
        let last = try storing { () throws(StoreError) in try store.cursor(Self.watermark) }.flatMap { Int64($0) }
        context.progress(PassProgress(stage: .observing, done: 0, total: 0))
        let sweep = try await asking { try await context.hero.documentHeaders(modifiedSince: last.map(Instant.init(milliseconds:))) }
        var result = Result()
        try record(sweep.headers)
        let seen = Set(sweep.headers.map(\.id))
        result.contested = try contested()
        let due = try result.contested.union(followed() + nextFinished())
        let before = Absences(text: try storing { () throws(StoreError) in try store.cursor(Self.absent) } ?? "")
        let wanted = due.union(before.once).subtracting(seen)
        var absent = wanted
        if !wanted.isEmpty && !sweep.isFullScan {
            let again = try await asking { try await context.hero.documentHeaders(ids: Array(wanted)) }
            try record(again)
            absent.subtract(again.map(\.id))
        }
        let absences = before.followed(by: absent)
        if absences != before { try storing { () throws(StoreError) in try store.set(cursor: Self.absent, to: absences.text) } }
        result.missing = absences.missing
        if let newest = sweep.newestModified {
            try storing { () throws(StoreError) in try store.set(cursor: Self.watermark, to: String(newest.milliseconds)) }
        }
        result.changed = Set(try storing { () throws(StoreError) in try store.freshDocuments() })
        return result
    }

    func record(_ headers: [DocumentHeader]) throws(Interruption) {
        let rows = headers.map { header in
            DocumentObservation(
                id: header.id, header: context.headerTexts.text(header), fingerprint: header.fingerprint,
                modified: header.modified?.isoText, refersTo: header.selectedDocumentID)
        }
        try storing { () throws(StoreError) in try context.store.record(documents: rows, at: context.now) }
    }

    /// Documents that are not at their end: neither cancelled nor paid nor outside the books.
    private func followed() throws(Interruption) -> [Int] {
        try storing { () throws(StoreError) in
            try context.store.documents(living: [.draft, .locked, .uploaded], exceptIn: .outOfScope)
        }
    }

    /// Paid and cancelled documents in turn, so many in a pass: people may still enter payments on them, which need not
    /// touch `modified`. The turns are the same in every round, so that what HERO answers to them is the same, too.
    private func nextFinished() throws(Interruption) -> [Int] {
        let (store, size) = (context.store, context.policy.finishedInAPass)
        let last = try storing { () throws(StoreError) in try store.cursor(Self.finished) }.flatMap { Int($0) } ?? 0
        let turn = try storing { () throws(StoreError) in
            let ahead = try store.documents(living: [.paid, .cancelled], after: last, limit: size)
            if !ahead.isEmpty || last == 0 { return ahead }
            return try store.documents(living: [.paid, .cancelled], after: 0, limit: size)
        }
        // A turn that is not full was the last one of its round.
        let reached = turn.count < size ? 0 : turn.last ?? 0
        if reached != last { try storing { () throws(StoreError) in try store.set(cursor: Self.finished, to: String(reached)) } }
        return turn
    }

    private func contested() throws(Interruption) -> Set<Int> {
        let contested = [InvoiceEvidence.contested.rawValue]
        let keys = try storing { () throws(StoreError) in try context.store.keys(InvoiceChart.self, column: "evidence", in: contested) }
        return Set(keys.compactMap { Int($0) })
    }
}
