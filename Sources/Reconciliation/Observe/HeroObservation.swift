internal import Bookkeeping
internal import Hero
internal import Persistence
internal import StateCharts

/// Reads what changed in HERO into the observation tables: the newest first down to the watermark, and every document
/// whose end we have not seen again by its id, because a payment or a deletion may not touch `modified` (hero-api.md §5.2).
struct HeroObservation {
    let context: PassContext

    struct Result {
        /// Documents with news no pass has drawn conclusions from yet.
        var changed: Set<Int> = []
        /// Documents of ours that HERO no longer lists, seen so in two passes running.
        var missing: Set<Int> = []
    }

    static let watermark = "hero.watermark"
    static let absent = "hero.absent"
    private static let finished = "hero.finished"
    /// Few, because a pass in which nothing happened must cost next to nothing; five thousand are through in a hundred passes.
    private static let finishedInAPass = 50

    func run() async throws(Interruption) -> Result {
        let store = context.store
        let last = try storing { () throws(StoreError) in try store.cursor(Self.watermark) }.flatMap { Int64($0) }
        context.progress(PassProgress(stage: .observing, done: 0, total: 0))
        let sweep = try await asking { try await context.hero.documentHeaders(modifiedSince: last.map(Instant.init(milliseconds:))) }
        var result = Result()
        try record(sweep.headers)
        let seen = Set(sweep.headers.map(\.id))
        let wanted = (try followed() + nextFinished()).filter { !seen.contains($0) }
        if !wanted.isEmpty && !sweep.isFullScan {
            let again = try await asking { try await context.hero.documentHeaders(ids: wanted) }
            try record(again)
            result.missing = try confirmedMissing(Set(wanted).subtracting(again.map(\.id)))
        } else {
            result.missing = try confirmedMissing(Set(wanted))
        }
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
    /// touch `modified`.
    private func nextFinished() throws(Interruption) -> [Int] {
        let store = context.store
        let last = try storing { () throws(StoreError) in try store.cursor(Self.finished) }.flatMap { Int($0) } ?? 0
        let turn = try storing { () throws(StoreError) in
            let ahead = try store.documents(living: [.paid, .cancelled], after: last, limit: Self.finishedInAPass)
            guard ahead.count < Self.finishedInAPass else { return ahead }
            // Round the end: begins anew, but with none twice.
            let again = try store.documents(living: [.paid, .cancelled], after: 0, limit: Self.finishedInAPass - ahead.count)
            return ahead + again.filter { $0 <= last }
        }
        if turn.count == Self.finishedInAPass, let reached = turn.last {
            try storing { () throws(StoreError) in try store.set(cursor: Self.finished, to: String(reached)) }
        }
        return turn
    }

    /// One absent answer may be a shifted page; two running are a fact.
    private func confirmedMissing(_ absent: Set<Int>) throws(Interruption) -> Set<Int> {
        let store = context.store
        let before = try storing { () throws(StoreError) in try store.cursor(Self.absent) } ?? ""
        let confirmed = absent.intersection(before.split(separator: ",").compactMap { Int($0) })
        let text = absent.sorted().map(String.init).joined(separator: ",")
        if text != before { try storing { () throws(StoreError) in try store.set(cursor: Self.absent, to: text) } }
        return confirmed
    }
}
