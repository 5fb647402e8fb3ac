package import Bookkeeping
package import StateCharts

extension InvoiceTransfer {
    /// On the books, and not known to have its file there.
    static let withoutFile = allCases.filter { ComparisonClass(transfer: $0, isContested: false, reason: nil) == .filePending }
}

extension ComparisonClass {
    /// What the state alone says of a published document, before anybody reads its voucher. Nil of one no integration follows.
    package init?(transfer: InvoiceTransfer, isContested: Bool, reason: ReasonCode?) {
        switch transfer {
        case .none: return nil
        case .outOfScope: self = isContested ? .different : reason == .beforeStart ? .beforeStart : .skipped
        case .waived: self = isContested ? .different : .skipped
        case .blocked, .rejected, .clash: self = .blocked
        case .unjudged, .waiting, .ready, .checking, .creating, .uncertain: self = isContested ? .blocked : .missing
        case .gone: self = .deleted
        case .doubled: self = .duplicate
        case .edited: self = reason == .voucherVoided ? .voided : .different
        case .fileComplete: self = isContested ? .different : .ok
        case .fileDue, .fileSending, .fileUnsure, .fileRefused: self = isContested ? .different : .filePending
        }
    }
}
