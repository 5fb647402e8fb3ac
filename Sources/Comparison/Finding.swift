package import Bookkeeping
internal import Reconciliation

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

    package init(
        _ comparisonClass: ComparisonClass, key: String? = nil, originator: Originator? = nil, reason: ReasonCode? = nil,
        detail: String? = nil
    ) {
        self.comparisonClass = comparisonClass
        self.key = key
        self.originator = originator
        self.reason = reason
        self.detail = detail
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
