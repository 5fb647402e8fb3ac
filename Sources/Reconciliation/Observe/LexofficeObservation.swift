internal import Bookkeeping
internal import Lexoffice
internal import Persistence

/// Keeps the mirror of lexoffice's voucher list. A quiet pass reads one page, newest change first, and stops at the first
/// page that holds nothing new; the whole list is read at the beginning, after a restore and once a day, because nothing
/// may be created before the mirror is complete (architecture.md §4).
struct LexofficeObservation {
    let context: PassContext

    struct Result {
        /// Vouchers with news no pass has drawn conclusions from yet.
        var changed: [String] = []
        /// Vouchers of ours that a complete sweep did not show.
        var unlisted: [String] = []
    }

    static let sweptAt = "lexoffice.swept"
    /// Beyond this many pages of news the whole list is cheaper and safer.
    private static let pagesOfNews = 40

    func run() async throws(Interruption) -> Result {
        let sweptAt = try storing { () throws(StoreError) in try context.store.cursor(Self.sweptAt) }.flatMap { Int64($0) }
        let age = sweptAt.map { context.now.milliseconds - $0 } ?? .max
        // A clock set back makes the age negative; that is no reason to trust an old sweep.
        var isSweepDue = age < 0 || age >= context.policy.sweepEvery
        if !isSweepDue { isSweepDue = try await !readNews() }
        var result = Result()
        if isSweepDue {
            try await sweep()
            result.unlisted = try storing { () throws(StoreError) in try context.store.linkedVouchersNotListed() }
        }
        result.changed = try storing { () throws(StoreError) in try context.store.freshVouchers() }
        return result
    }

    private func sweep() async throws(Interruption) {
        let start = context.now
        let rows = try await asking { try await context.lexoffice.allVoucherRows() }
        try record(rows, isSweep: true)
        try storing { () throws(StoreError) in
            try context.store.forgetVouchers(notSeenSince: start)
            try context.store.set(cursor: Self.sweptAt, to: String(start.milliseconds))
        }
    }

    /// False when there is so much news that a sweep is due.
    private func readNews() async throws(Interruption) -> Bool {
        for page in 0..<Self.pagesOfNews {
            let answer = try await asking { try await context.lexoffice.voucherRows(page: page, sort: .newestUpdatedFirst) }
            if try record(answer.rows) == 0 || answer.isLast { return true }
        }
        return false
    }

    @discardableResult
    func record(_ rows: [VoucherRow], isSweep: Bool = false) throws(Interruption) -> Int {
        let observations = rows.map { VoucherSighting($0).observation }
        return try storing { () throws(StoreError) in
            try context.store.record(vouchers: observations, isSweep: isSweep, at: context.now)
        }
    }
}
