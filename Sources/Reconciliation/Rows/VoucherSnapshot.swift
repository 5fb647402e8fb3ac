package import Bookkeeping
internal import Lexoffice
package import Persistence

/// One voucher as the list last showed it, kept as a row.
package struct VoucherSnapshot: ListedVoucher {
    package var id: String
    package var type: String
    package var status: String
    package var number: String?
    package var voucherDate: BusinessDay?
    package var contactID: String?
    package var total: Cents?
    package var open: Cents?
    package var updated: String
    package var isArchived: Bool

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

    /// As they are encoded.
    package var members: [ListedMember]? {
        [
            ListedMember("contactID", contactID), ListedMember("id", id), ListedMember("isArchived", isArchived),
            ListedMember("number", number), ListedMember("open", open), ListedMember("status", status), ListedMember("total", total),
            ListedMember("type", type), ListedMember("updated", updated), ListedMember("voucherDate", voucherDate),
        ]
    }

    /// Row-level agreement with what we would book, or did book (domain.md R6).
    func agrees(with comparison: VoucherComparison) -> Bool {
        guard let total, status != "voided" else { return false }
        return comparison.agrees(type: type, number: number, date: voucherDate, gross: total, contactID: contactID)
    }
}
