internal import Bookkeeping
internal import Lexoffice
internal import Persistence
internal import StateCharts
internal import Transport

/// Keeps the mirror of lexoffice's voucher list. A quiet pass reads one page, newest change first, and stops at the first
/// page that holds nothing new; the whole list is read at the beginning, after a restore, when it counts fewer vouchers than the
/// mirror holds, and once a day, because nothing may be created before the mirror is complete (architecture.md §4).
package struct LexofficeObservation {
    let context: PassContext

    struct Result {
        /// Vouchers with news no pass has drawn conclusions from yet.
        var changed: [String] = []
        /// Vouchers of ours that a complete sweep did not show.
        var unlisted: [String] = []
    }

    /// Beyond this many pages of news the whole list is cheaper and safer.
    private static let pagesOfNews = 40
    /// In milliseconds, without the right to see the list.
    private static let askedEvery: Int64 = 3_600_000

    private var unreadable: UnreadableRows { UnreadableRows(context: context, system: .lexoffice, kind: "voucher") }

    /// - Parameter mayRest: false where nothing may be concluded without the list, and its right is missing: then it is thrown.
    func run(mayRest: Bool = true) async throws -> Result {
        var result = Result()
        do {
            if try context.suspended(.voucherlist) != nil, mayRest {
                try askOpenOneByOne()
            } else {
                result.unlisted = try await readList()
                try context.answered(.right(.voucherlist))
            }
        } catch let error as LexofficeError where mayRest && error.deniedRightAlone == .voucherlist {
            _ = try await context.note(.right(.voucherlist), failedWith: error)
            try askOpenOneByOne()
        }
        result.changed = try context.store.freshVouchers()
        return result
    }

    /// Without the list nothing tells which vouchers were paid: each that was open is asked about, an hour apart.
    private func askOpenOneByOne() throws {
        let age = try context.store.fact(OpenVouchersAsked.self).map { context.now.milliseconds(since: $0.at) } ?? .max
        guard age < 0 || age >= Self.askedEvery else { return }
        for link in try context.store.links(InvoiceChart.self) { try context.store.refresh(voucher: link.remoteID) }
        for id in try JointOwners(context.store).vouchers { try context.store.refresh(voucher: id) }
        try context.store.keep(OpenVouchersAsked(at: context.now))
    }

    /// Returns the linked vouchers that the list does not show.
    private func readList() async throws -> [String] {
        let age = try context.store.fact(LexofficeSweep.self).map { context.now.milliseconds(since: $0.at) } ?? .max
        // A clock set back makes the age negative; that is no reason to trust an old sweep.
        var isSweepDue = age < 0 || age >= context.policy.sweepEvery
        if !isSweepDue { isSweepDue = try unreadable.isDue() }
        if !isSweepDue { isSweepDue = try await !readNews() }
        guard isSweepDue else { return [] }
        try await sweep()
        try context.store.keep(OpenVouchersRead(at: context.now))
        return try context.store.linkedVouchersNotListed()
    }

    private func sweep() async throws {
        let start = context.now
        var sweep = context.lexoffice.voucherSweep()
        var swept = SweptVouchers()
        var unread: [UnreadableEntry] = []
        while let listing = try await sweep.next() {
            _ = try context.store.record(vouchers: listing.rows.lazy.map(VoucherSnapshot.init), of: &swept, at: context.now)
            unread += listing.unreadable
        }
        try unreadable.record(unread.map(\.place), isWhole: true)
        // A row that cannot be read is no voucher that is gone.
        try context.store.meet(vouchers: unread.compactMap(\.id), on: &swept)
        try context.store.forgetVouchers(besides: swept)
        try context.store.keep(LexofficeSweep(at: start))
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
        let age = try store.fact(OpenVouchersRead.self).map { context.now.milliseconds(since: $0.at) } ?? .max
        let isSilent = try store.fact(SilentMovement.self) != nil
        guard isSilent || age < 0 || age >= context.policy.openEvery else { return true }
        for page in 0..<Self.pagesOfNews {
            let answer = try await context.lexoffice.voucherRows(
                page: page, sort: .oldestCreatedFirst, filter: VoucherlistFilter(isOpen: true))
            for row in isSilent ? [] : answer.rows where try hasMovedSilently(row) { try store.keep(SilentMovement(at: context.now)) }
            try record(answer.rows)
            guard answer.isLast else { continue }
            try store.keep(OpenVouchersRead(at: context.now))
            return true
        }
        return false
    }

    private func hasMovedSilently(_ row: VoucherRow) throws -> Bool {
        guard let sighting = try context.store.voucher(VoucherSnapshot.self, row.id) else { return false }
        return sighting.updated == row.updatedText && sighting.open != row.open
    }

    @discardableResult
    func record(_ rows: [VoucherRow]) throws -> Int {
        try context.store.record(vouchers: rows.map(VoucherSnapshot.init), at: context.now)
    }
}
