internal import Bookkeeping
internal import Lexoffice
internal import Persistence

/// Keeps the mirror of lexoffice's voucher list. A quiet pass reads one page, newest change first, and stops at the first
/// page that holds nothing new; the whole list is read at the beginning, after a restore and once a day, because nothing
/// may be created before the mirror is complete (architecture.md §4).
struct LexofficeObservation {
    let context: PassContext

    struct Result {
        var changed: Set<String> = []
        /// Vouchers a complete sweep no longer showed.
        var gone: Set<String> = []
    }

    static let sweptAt = "lexoffice.swept"
    /// Beyond this many pages of news the whole list is cheaper and safer.
    private static let pagesOfNews = 40

    func run() async throws(Interruption) -> Result {
        let sweptAt = try storing { () throws(StoreError) in try context.store.cursor(Self.sweptAt) }.flatMap { Int64($0) }
        let age = sweptAt.map { context.now.milliseconds - $0 } ?? .max
        // A clock set back makes the age negative; that is no reason to trust an old sweep.
        if age < 0 || age >= context.policy.sweepEvery { return try await sweep() }
        if let news = try await news() { return news }
        return try await sweep()
    }

    private func sweep() async throws(Interruption) -> Result {
        let start = context.now
        let rows = try await asking { try await context.lexoffice.allVoucherRows() }
        var result = Result(changed: try record(rows))
        result.gone = Set(try storing { () throws(StoreError) in try context.store.forgetVouchers(notSeenSince: start) })
        try storing { () throws(StoreError) in try context.store.set(cursor: Self.sweptAt, to: String(start.milliseconds)) }
        return result
    }

    /// Nil when there is so much news that a sweep is due.
    private func news() async throws(Interruption) -> Result? {
        var result = Result()
        for page in 0..<Self.pagesOfNews {
            let answer = try await asking { try await context.lexoffice.voucherRows(page: page, sort: .newestUpdatedFirst) }
            let changed = try record(answer.rows)
            result.changed.formUnion(changed)
            if changed.isEmpty || answer.isLast { return result }
        }
        return nil
    }

    @discardableResult
    func record(_ rows: [VoucherRow]) throws(Interruption) -> Set<String> {
        let observations = rows.map { VoucherSighting($0).observation }
        return Set(try storing { () throws(StoreError) in try context.store.record(vouchers: observations, at: context.now) })
    }
}
