import Bookkeeping

/// Whether HERO's open amount is what its own figures and payments leave of a document. Where it is lower, HERO subtracts something
/// outside `value`, and booking `value` would book it twice (hero-2026.md §10).
package enum BalanceCheck: Sendable, Hashable {
    case holds
    /// `expected` = value + vat − Σ(payment + its discount), gross; `balance` as HERO says.
    case breaks(expected: Cents, balance: Cents)
    /// HERO names no balance or no figures, or the document is none that stays open: unfinished, cancelled, a reversal.
    case notCheckable
}

extension DocumentHeader {
    /// A full invoice after part invoices has the rest as its `value`, so nothing of the parts enters here.
    package var balanceCheck: BalanceCheck {
        guard lifecycle == .issued, type != "reversal_invoice", let valueNet, let vat, let booking, let balance = booking.balance else {
            return .notCheckable
        }
        let paid = booking.payments.map { $0.value + ($0.discount ?? .zero) }.sum()
        let expected = valueNet + vat - paid
        return expected == balance ? .holds : .breaks(expected: expected, balance: balance)
    }
}
