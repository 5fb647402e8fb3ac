import Bookkeeping

extension LexofficeReader {
    /// All sales vouchers, each once, in the order of their ids: the full mirror that must exist before anything is created.
    ///
    /// While fewer than 10,000 vouchers match, one walk reads them all, also those without a voucher date. Beyond that the
    /// voucher dates are cut in halves until each part is below; then only dated vouchers within `voucherDates` are found,
    /// which every voucher of ours is. A walk during which the list changed is repeated; if it never stands still the sweep
    /// throws `unavailable`, and a single day with 10,000 vouchers throws `windowExceeded`: never a silently incomplete list.
    /// - Parameter voucherDates: nil for all of them.
    package func allVoucherRows(voucherDates: ClosedRange<BusinessDay>? = nil) async throws(LexofficeError) -> Listing<VoucherRow> {
        var found: [String: VoucherRow] = [:]
        var unreadable: [UnreadableEntry] = []
        var parts: [ClosedRange<BusinessDay>?] = [voucherDates]
        while let part = parts.popLast() {
            if let part = try await walk(part) {
                for row in part.rows { found[row.id] = newer(row, found[row.id]) }
                unreadable += part.unreadable
                continue
            }
            guard let (early, late) = VoucherSweep.halves(of: part ?? VoucherSweep.everyDay) else {
                throw LexofficeError(.windowExceeded, subject: "GET /v1/voucherlist", cause: "10,000 vouchers bear one date")
            }
            parts += [late, early]
        }
        return Listing(rows: found.values.sorted { $0.id < $1.id }, unreadable: unreadable)
    }

    /// Nil when the part holds too many rows to be read.
    private func walk(_ voucherDates: ClosedRange<BusinessDay>?) async throws(LexofficeError) -> Listing<VoucherRow>? {
        let filter = VoucherlistFilter(voucherDate: voucherDates)
        for _ in 0..<ListWalk<VoucherRow>.attempts {
            var walk = ListWalk<VoucherRow>(id: \.id)
            while !walk.isOver {
                do {
                    let page = try await voucherRows(page: walk.page, sort: .oldestCreatedFirst, filter: filter)
                    walk.add(page.rows, page.unreadable, isLast: page.isLast, total: page.totalElements)
                } catch {
                    if error.code == .windowExceeded { return nil }
                    throw error
                }
                if walk.isTooLong { return nil }
            }
            if walk.isComplete { return Listing(rows: walk.elements, unreadable: walk.unreadable) }
        }
        throw .neverStoodStill(subject: "GET /v1/voucherlist")
    }

    private func newer(_ row: VoucherRow, _ other: VoucherRow?) -> VoucherRow {
        guard let other, other.updatedAt > row.updatedAt else { return row }
        return other
    }
}

enum VoucherSweep {
    /// Every day of the calendar of this program (``BusinessDay``).
    static let everyDay = BusinessDay(daysSince1970: -25_567)...BusinessDay(daysSince1970: 84_005)

    static func halves(of days: ClosedRange<BusinessDay>) -> (ClosedRange<BusinessDay>, ClosedRange<BusinessDay>)? {
        guard days.lowerBound < days.upperBound else { return nil }
        let length = days.upperBound.daysSince1970 - days.lowerBound.daysSince1970
        let middle = days.lowerBound.adding(days: Int(length / 2))
        return (days.lowerBound...middle, middle.adding(days: 1)...days.upperBound)
    }
}
