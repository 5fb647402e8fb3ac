internal import Bookkeeping
internal import Lexoffice
internal import Persistence
internal import Transport

/// Keeps the mirror of lexoffice's voucher list. A quiet pass reads one page, newest change first, and stops at the first
/// page that holds nothing new; the whole list is read at the beginning, after a restore, when it counts fewer vouchers than the
/// mirror holds, and once a day, because nothing may be created before the mirror is complete (architecture.md §4).
struct LexofficeObservation {
    let context: PassContext

    struct Result {
        /// Vouchers with news no pass has drawn conclusions from yet.
        var changed: [String] = []
        /// Vouchers of ours that a complete sweep did not show.
        var unlisted: [String] = []
    }

    static let sweptAt = "lexoffice.swept"
    static let openAt = "lexoffice.open"
    private static let silent = "lexoffice.silent"
    /// Beyond this many pages of news the whole list is cheaper and safer.
    private static let pagesOfNews = 40

    private var unreadable: UnreadableRows { UnreadableRows(context: context, system: .lexoffice, kind: "voucher") }

    func run() async throws -> Result {
        let sweptAt = try context.store.cursor(Self.sweptAt).flatMap { Int64($0) }
        let age = sweptAt.map { context.now.milliseconds.minus($0) } ?? .max
        // A clock set back makes the age negative; that is no reason to trust an old sweep.
        var isSweepDue = age < 0 || age >= context.policy.sweepEvery
        if !isSweepDue { isSweepDue = try unreadable.isDue() }
        if !isSweepDue { isSweepDue = try await !readNews() }
        var result = Result()
        if isSweepDue {
            try await sweep()
            try context.store.set(cursor: Self.openAt, to: String(context.now.milliseconds))
            result.unlisted = try context.store.linkedVouchersNotListed()
        }
        result.changed = try context.store.freshVouchers()
        return result
    }

    private func sweep() async throws {
        let start = context.now
        let listing = try await context.lexoffice.allVoucherRows()
        try record(listing.rows, isSweep: true)
        try unreadable.record(listing.unreadable.map(\.place), isWhole: true)
        // A row that cannot be read is no voucher that is gone.
        try context.store.markSeen(vouchers: listing.unreadable.compactMap(\.id), at: start)
        try context.store.forgetVouchers(notSeenSince: start)
        try context.store.set(cursor: Self.sweptAt, to: String(start.milliseconds))
    }

    /// False when there is so much news that a sweep is due.
    private func readNews() async throws -> Bool {
        for page in 0..<Self.pagesOfNews {
            let answer = try await context.lexoffice.voucherRows(page: page, sort: .newestUpdatedFirst)
            let changed = try record(answer.rows)
            if !answer.unreadable.isEmpty { try unreadable.record(answer.unreadable.map(\.place), isWhole: false) }
            if page == 0, try hasLost(answer) { return false }
            // All there is was on this page.
            if answer.isLast { return true }
            if changed == 0 { return try await readOpen() }
        }
        return false
    }

    /// A voucher that was deleted moves nothing to the top, but the list counts one less than the mirror holds.
    private func hasLost(_ answer: VoucherlistPage) throws -> Bool {
        guard answer.totalElements < VoucherlistPage.totalMaximum else { return false }
        return try context.store.voucherCount() > answer.totalElements
    }

    /// Whether a payment that leaves something open moves a voucher to the top of the list is not documented
    /// (lexoffice-api.md §8.7). Open vouchers further down are therefore read again, a page of 250 a request: now and then,
    /// and in every pass once one was met whose open amount had moved in silence.
    private func readOpen() async throws -> Bool {
        let store = context.store
        let readAt = try store.cursor(Self.openAt).flatMap { Int64($0) }
        let age = readAt.map { context.now.milliseconds.minus($0) } ?? .max
        let isSilent = try store.cursor(Self.silent) != nil
        guard isSilent || age < 0 || age >= context.policy.openEvery else { return true }
        for page in 0..<Self.pagesOfNews {
            let answer = try await context.lexoffice.voucherRows(
                page: page, sort: .oldestCreatedFirst, filter: VoucherlistFilter(isOpen: true))
            for row in isSilent ? [] : answer.rows where try hasMovedSilently(row) {
                try store.set(cursor: Self.silent, to: String(context.now.milliseconds))
            }
            try record(answer.rows)
            guard answer.isLast else { continue }
            try store.set(cursor: Self.openAt, to: String(context.now.milliseconds))
            return true
        }
        return false
    }

    private func hasMovedSilently(_ row: VoucherRow) throws -> Bool {
        let known = try context.store.voucher(row.id)
        guard let sighting = known.flatMap({ RowText.decode(VoucherSighting.self, $0.row) }) else { return false }
        return sighting.updated == row.updatedText && sighting.open != row.open
    }

    @discardableResult
    func record(_ rows: [VoucherRow], isSweep: Bool = false) throws -> Int {
        let observations = rows.map { VoucherSighting($0).observation(context.sightingTexts) }
        return try context.store.record(vouchers: observations, isSweep: isSweep, at: context.now)
    }
}
