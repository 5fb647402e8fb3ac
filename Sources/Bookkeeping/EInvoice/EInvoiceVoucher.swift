/// The voucher a set of tax groups would become, before anybody knows which posting category stands for which tax case.
package enum EInvoiceVoucher: Sendable, Hashable {
    case voucher(VoucherType, [EInvoiceVoucherItem])
    /// Groups of both signs (C10).
    case mixedSign
    /// Nothing is left to book.
    case zeroTotal

    /// - Parameter groups: signed by their meaning.
    package init(of groups: [EInvoiceTaxGroup]) {
        var items: [EInvoiceTaxGroup] = []
        for group in groups {
            if let index = items.firstIndex(where: { $0.isTaxedAs(group) }) {
                items[index].net += group.net
                items[index].tax += group.tax
            } else {
                items.append(group)
            }
        }
        items = items.filter { $0.gross != .zero }
        let signs = Set(items.map(\.gross.signum))
        guard signs.count < 2 else {
            self = .mixedSign
            return
        }
        guard let sign = signs.first else {
            self = .zeroTotal
            return
        }
        items.sort { $0.rate == $1.rate ? $0.category < $1.category : $0.rate > $1.rate }
        self = .voucher(sign < 0 ? .salesCreditNote : .salesInvoice, items.map { EInvoiceVoucherItem($0.signed(Int64(sign))) })
    }
}

package struct EInvoiceVoucherItem: Sendable, Hashable {
    package let category: String
    package let rate: ExactDecimal
    /// Gross, above zero.
    package let amount: Cents
    /// What lexoffice gets: computed from the gross (C8).
    package let taxAmount: Cents
    package let printedTax: Cents

    init(_ group: EInvoiceTaxGroup) {
        category = group.category
        rate = group.rate
        amount = group.gross
        taxAmount = group.rate.tax(within: group.gross) ?? group.tax
        printedTax = group.tax
    }
}

/// Why an e-invoice must not be booked by itself, as far as the file alone tells.
package struct EInvoiceHold: Sendable, Hashable {
    package let reason: ReasonCode
    package let detail: String

    /// Nil when nothing in the file stands in the way. A remainder that cannot be told from it is no hold: the books may know.
    package init?(_ facts: EInvoiceFacts) {
        let rates = facts.groups.map(\.rate).filter { !Self.isBookable($0, on: facts.shippingDate ?? facts.issueDate) }
        if !rates.isEmpty {
            self.init(.unsupportedRate, rates.map(\.description).joined(separator: ","))
        } else if facts.currency != "EUR" {
            self.init(.currencyNotEUR, "")
        } else if EInvoiceProfile(facts).isEInvoice, EInvoiceChecks.findings(in: facts).contains(where: { !$0.isTolerated }) {
            self.init(.eInvoiceInconsistent, "")
        } else {
            return nil
        }
    }

    /// For programs: the code, and what it is about.
    package var text: String { detail.isEmpty ? reason.rawValue : "\(reason.rawValue) \(detail)" }

    private init(_ reason: ReasonCode, _ detail: String) {
        self.reason = reason
        self.detail = detail
    }

    /// The rates of C12.
    private static func isBookable(_ rate: ExactDecimal, on day: BusinessDay?) -> Bool {
        if [0, 7, 19].contains(where: { ExactDecimal($0) == rate }) { return true }
        guard let day, day.year == 2020, day.month >= 7 else { return false }
        return rate == ExactDecimal(16) || rate == ExactDecimal(5)
    }
}
