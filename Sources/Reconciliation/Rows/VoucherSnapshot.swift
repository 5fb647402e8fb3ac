package import Bookkeeping
internal import Lexoffice
internal import Persistence

/// One voucher as the list last showed it, kept as a row.
package struct VoucherSnapshot: ListedVoucher {
    var id: String
    package var type: String
    package var status: String
    package var number: String?
    package var voucherDate: BusinessDay?
    package var contactID: String?
    package var total: Cents?
    package var open: Cents?
    var updated: String
    var isArchived: Bool

    init(_ row: VoucherRow) {
        id = row.id
        type = row.type
        status = row.status.word
        number = row.number
        voucherDate = row.voucherDate
        contactID = row.contactID
        total = row.total
        open = row.open
        updated = row.updatedText
        isArchived = row.isArchived
    }

    /// Row-level agreement with what we would book, or did book (domain.md R6).
    func agrees(with comparison: VoucherComparison) -> Bool {
        guard let total, status != "voided" else { return false }
        return comparison.agrees(type: type, number: number, date: voucherDate, gross: total, contactID: contactID)
    }
}
