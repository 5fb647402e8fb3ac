import Bookkeeping

extension LexofficeReader {
    /// All sales vouchers, part by part: the full mirror that must exist before anything is created.
    ///
    /// While fewer than 10,000 vouchers match, one walk reads them all, also those without a voucher date. Beyond that the
    /// voucher dates are cut in halves until each part is below; then only dated vouchers within `voucherDates` are found,
    /// which every voucher of ours is. A walk during which the list changed is repeated; if it never stands still the sweep
    /// throws `unavailable`, and a single day with 10,000 vouchers throws `windowExceeded`: never a silently incomplete list.
    /// - Parameter voucherDates: nil for all of them.
    package func voucherSweep(voucherDates: ClosedRange<BusinessDay>? = nil) -> VoucherSweep { VoucherSweep(self, voucherDates) }

    /// Nil when the part holds too many rows to be read.
    fileprivate func walk(_ voucherDates: ClosedRange<BusinessDay>?) async throws(LexofficeError) -> Listing<VoucherRow>? {
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
}

/// A sweep under way. What it has read is handed over at once: there may be a hundred thousand rows.
package struct VoucherSweep {
    private let reader: LexofficeReader
    /// Not read yet, the next one last.
    private var parts: [ClosedRange<BusinessDay>?]
    /// Of each voucher that was handed over, the edition.
    private var seen: [RowID: Instant] = [:]

    init(_ reader: LexofficeReader, _ voucherDates: ClosedRange<BusinessDay>?) {
        self.reader = reader
        parts = [voucherDates]
    }

    /// The rows of the next part in the order of their ids, without those of which a newer edition was in another part; nil when all were
    /// read.
    package mutating func next() async throws(LexofficeError) -> Listing<VoucherRow>? {
        while let part = parts.popLast() {
            if var listing = try await reader.walk(part) {
                listing.rows = hand(over: listing.rows)
                return listing
            }
            guard let (early, late) = VoucherSweep.halves(of: part ?? VoucherSweep.everyDay) else {
                throw LexofficeError(.windowExceeded, subject: "GET /v1/voucherlist", cause: "10,000 vouchers bear one date")
            }
            parts += [late, early]
        }
        return nil
    }

    private mutating func hand(over rows: [VoucherRow]) -> [VoucherRow] {
        var found: [(id: RowID, place: Int)] = []
        found.reserveCapacity(rows.count)
        for (place, row) in rows.enumerated() {
            let id = RowID(row.id)
            if let edition = seen[id], edition > row.updatedAt { continue }
            seen[id] = row.updatedAt
            found.append((id, place))
        }
        return found.sorted { $0.id < $1.id }.map { rows[$0.place] }
    }

    /// Every day of the calendar of this program (``BusinessDay``).
    static let everyDay = BusinessDay(daysSince1970: -25_567)...BusinessDay(daysSince1970: 84_005)

    static func halves(of days: ClosedRange<BusinessDay>) -> (ClosedRange<BusinessDay>, ClosedRange<BusinessDay>)? {
        guard days.lowerBound < days.upperBound else { return nil }
        let length = days.upperBound.daysSince1970 - days.lowerBound.daysSince1970
        let middle = days.lowerBound.adding(days: Int(length / 2))
        return (days.lowerBound...middle, middle.adding(days: 1)...days.upperBound)
    }
}
