import Bookkeeping

@testable import Lexoffice

extension LexofficeReader {
    /// A sweep to its end, its rows in the order of their ids.
    func allVoucherRows(voucherDates: ClosedRange<BusinessDay>? = nil) async throws(LexofficeError) -> Listing<VoucherRow> {
        var sweep = voucherSweep(voucherDates: voucherDates)
        var found: [String: VoucherRow] = [:]
        var unreadable: [UnreadableEntry] = []
        while let part = try await sweep.next() {
            for row in part.rows { found[row.id] = row }
            unreadable += part.unreadable
        }
        return Listing(rows: found.values.sorted { $0.id < $1.id }, unreadable: unreadable)
    }
}
