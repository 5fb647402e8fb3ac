import Bookkeeping
import FoundationEssentials

/// One row of the voucher list (lexoffice-api.md §3.5).
///
/// A row is never dropped because a figure in it cannot be read: the row itself is the proof that a voucher exists. Such a
/// figure is nil and its name stands in ``unreadable``; nil never equals anything of ours.
package struct VoucherRow: Sendable, Hashable {
    package var id: String
    /// Raw, e.g. `salesinvoice`.
    package var type: String
    package var status: VoucherStatus
    /// Nil while lexoffice has none (drafts of its document recognition).
    package var number: String?
    package var voucherDate: BusinessDay?
    package var createdAt: Instant
    package var updatedAt: Instant
    /// As lexoffice wrote it: the cursor of the next read.
    package var updatedText: String
    /// Nil for the collective contact.
    package var contactID: String?
    /// Gross, positive for credit notes too.
    package var total: Cents?
    /// Nil where lexoffice tells none.
    package var open: Cents?
    package var currency: String? = "EUR"
    package var isArchived = false
    /// Fields that were there but could not be read.
    package var unreadable: [String] = []
}

extension VoucherRow: Decodable {
    private enum Key: String, CodingKey {
        case id, voucherType, voucherStatus, voucherNumber, voucherDate, createdDate, updatedDate, contactId, totalAmount, openAmount
        case currency, archived
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        func moment(_ key: Key) throws -> (Instant, String) {
            let text = try container.decode(String.self, forKey: key)
            guard let instant = Instant(iso: text) else {
                throw DecodingError.dataCorruptedError(forKey: key, in: container, debugDescription: "not a moment")
            }
            return (instant, text)
        }
        var unreadable: [String] = []
        func noted<Value>(_ value: Value?, _ key: Key) -> Value? {
            // Fails only where the key is missing, and a field that is missing is none that cannot be read.
            if value == nil, (try? container.decodeNil(forKey: key)) == false { unreadable.append(key.rawValue) }
            return value
        }
        let day: WireDay? = container.lenient(.voucherDate)
        let total: WireAmount? = container.lenient(.totalAmount)
        let open: WireAmount? = container.lenient(.openAmount)
        let updated = try moment(.updatedDate)
        self.init(
            id: try container.decode(String.self, forKey: .id), type: try container.decode(String.self, forKey: .voucherType),
            status: VoucherStatus(try container.decode(String.self, forKey: .voucherStatus)),
            // Number and contact decide whether it is ours: read wrongly as absent, they would lead to a second voucher.
            number: try container.decodeIfPresent(String.self, forKey: .voucherNumber), voucherDate: noted(day?.day, .voucherDate),
            createdAt: try moment(.createdDate).0, updatedAt: updated.0, updatedText: updated.1,
            contactID: try container.decodeIfPresent(String.self, forKey: .contactId), total: noted(total?.cents, .totalAmount),
            open: noted(open?.cents, .openAmount), currency: noted(container.lenient(.currency), .currency),
            isArchived: container.lenient(.archived) ?? false)
        self.unreadable = unreadable
    }
}
