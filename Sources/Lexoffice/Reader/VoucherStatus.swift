/// The status of a voucher wherever lexoffice names one; the lists of lexoffice-api.md §7 in one.
package enum VoucherStatus: Sendable, Hashable {
    /// OCR is running.
    case blank
    /// *Zu prüfen*
    case unchecked
    case draft, open, overdue, paid
    case paidOff
    case voided, transferred
    case sepaDebit
    case accepted, rejected
    /// A word lexoffice did not use when this was written: shown, never taken for one of the others.
    case unknown(String)

    private static let words: [String: VoucherStatus] = [
        "blank": .blank, "unchecked": .unchecked, "draft": .draft, "open": .open, "overdue": .overdue, "paid": .paid,
        "paidoff": .paidOff, "voided": .voided, "transferred": .transferred, "sepadebit": .sepaDebit, "accepted": .accepted,
        "rejected": .rejected,
    ]

    package init(_ word: String) { self = VoucherStatus.words[word] ?? .unknown(word) }

    /// The word of lexoffice.
    package var word: String {
        switch self {
        case .blank: "blank"
        case .unchecked: "unchecked"
        case .draft: "draft"
        case .open: "open"
        case .overdue: "overdue"
        case .paid: "paid"
        case .paidOff: "paidoff"
        case .voided: "voided"
        case .transferred: "transferred"
        case .sepaDebit: "sepadebit"
        case .accepted: "accepted"
        case .rejected: "rejected"
        case .unknown(let word): word
        }
    }
}
