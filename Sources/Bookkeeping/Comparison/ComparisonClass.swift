/// What a comparison says of one document or voucher: exactly one class each (domain.md R2).
package enum ComparisonClass: String, Sendable, CaseIterable {
    case ok = "OK"
    case missing = "MISSING_IN_LEXOFFICE"
    case filePending = "FILE_PENDING"
    case different = "DIFFERENT"
    case surplus = "SURPLUS_IN_LEXOFFICE"
    case duplicate = "DUPLICATE"
    case deleted = "DELETED_IN_LEXOFFICE"
    case voided = "VOIDED"
    case blocked = "BLOCKED"
    case skipped = "SKIPPED"
    case beforeStart = "BEFORE_START"
    case payment = "PAYMENT_DIFFERENCE"

    /// Whether the two systems tell different stories.
    package var isDiscrepancy: Bool {
        switch self {
        case .ok, .skipped, .beforeStart: false
        case .missing, .filePending, .different, .surplus, .duplicate, .deleted, .voided, .blocked, .payment: true
        }
    }
}
