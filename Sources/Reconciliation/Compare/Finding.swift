package import Bookkeeping

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

/// Who made a difference.
package enum Originator: String, Sendable, CaseIterable {
    case hero, lexoffice
    /// Not carried over yet, or held by a setting of ours.
    case reconcile
}

/// How late a missing document is: a warning after 24 hours, critical after ten days (domain.md G8).
package enum Lateness: String, Sendable, CaseIterable {
    case recent, warning, critical

    private static let hour: Int64 = 3_600_000

    package init(milliseconds age: Int64) {
        self = age > 240 * Self.hour ? .critical : age > 24 * Self.hour ? .warning : .recent
    }
}

/// One document or voucher with its class. A difference is listed once, with its author and, where fields differ, both values.
package struct Finding: Sendable, Hashable {
    package var comparisonClass: ComparisonClass
    /// HERO's id; nil of a voucher without document.
    package var key: String?
    package var voucherID: String?
    package var number: String?
    /// The document's date, else the voucher's.
    package var date: BusinessDay?
    /// Positive.
    package var gross: Cents?
    package var originator: Originator?
    package var reason: ReasonCode?
    /// Ids, numbers, codes and cents only.
    package var detail: String?
    package var fields: [FieldDifference] = []
    package var lateness: Lateness?

    package init(_ comparisonClass: ComparisonClass, key: String? = nil, originator: Originator? = nil) {
        self.comparisonClass = comparisonClass
        self.key = key
        self.originator = originator
    }
}

extension ReportLine {
    /// A difference no line tells of yet.
    init(_ finding: Finding) {
        self.init(
            symbol: .person, record: .drift, key: finding.key ?? finding.voucherID ?? "-", number: finding.number, gross: finding.gross,
            reason: finding.reason, detail: finding.detail)
        if finding.key == nil { subject = .voucher }
    }
}
