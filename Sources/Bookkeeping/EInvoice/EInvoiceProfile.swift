/// What the guideline of BT-24 makes of the file in law (einvoice.md §2): three of them carry no whole invoice.
package enum EInvoiceProfile: String, Sendable, Hashable, CaseIterable {
    case minimum = "MINIMUM"
    case basicWL = "BASIC WL"
    case zugferd1 = "ZUGFeRD 1.0"
    /// EN 16931 and what extends it.
    case invoice = "INVOICE"

    package init(_ facts: EInvoiceFacts) {
        let name = facts.profile?.lowercased() ?? ""
        if facts.syntax == .zugferd1 {
            self = .zugferd1
        } else if name.hasSuffix("minimum") {
            self = .minimum
        } else if name.hasSuffix("basicwl") || name.hasSuffix("basic-wl") {
            self = .basicWL
        } else {
            self = .invoice
        }
    }

    package var isEInvoice: Bool {
        switch self {
        case .invoice: true
        case .minimum, .basicWL, .zugferd1: false
        }
    }
}
