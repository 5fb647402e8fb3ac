package import Bookkeeping

/// One document as a person reads it. Text and JSON are two ways of writing the same value.
package struct ReportLine: Sendable, Hashable {
    package enum Symbol: String, Sendable, CaseIterable {
        case create = "+"
        case change = "~"
        case adopt = "="
        case uncertain = "?"
        case person = "!"
        /// Judged good and in the queue; its turn did not come yet.
        case ready = "»"
        /// Comes by itself; shown so that nothing is missing.
        case waiting = "·"
        /// Worth knowing; nothing to do here, and no part of any exit code.
        case note = "i"
    }

    package enum Subject: String, Sendable, CaseIterable { case document, voucher, contact, row, right }

    /// The record type of the JSON form.
    package enum Record: String, Sendable { case plannedChange = "planned_change", held, drift, diagnostic }

    package var symbol: Symbol
    package var record: Record
    package var key: String
    package var number: String?
    /// `salesinvoice` or `salescreditnote`.
    package var voucherType: VoucherType?
    /// Gross, positive.
    package var gross: Cents?
    package var reason: ReasonCode?
    package var detail: String?
    package var flags: [String]
    package var newContact: Bool
    /// What the customer has and the new contact does not get, because lexoffice does not take it.
    package var leftOut: [ContactField] = []
    /// Set when the line is about a payment and not about a voucher.
    package var payment: PaymentNote?
    /// What `key` is the id of.
    package var subject = Subject.document

    package init(
        symbol: Symbol, record: Record, key: String, number: String?, voucherType: VoucherType? = nil, gross: Cents? = nil,
        reason: ReasonCode? = nil, detail: String? = nil, flags: [String] = [], newContact: Bool = false
    ) {
        self.symbol = symbol
        self.record = record
        self.key = key
        self.number = number
        self.voucherType = voucherType
        self.gross = gross
        self.reason = reason
        self.detail = detail
        self.flags = flags
        self.newContact = newContact
    }
}

/// What a line about a payment is about.
package struct PaymentNote: Sendable, Hashable {
    package var documentID: Int
    /// Nil for an entry that only HERO has, and for a reading that is wrong as a whole.
    package var payment: Payment?
}
