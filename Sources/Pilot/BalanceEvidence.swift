internal import Bookkeeping
internal import Hero
internal import Wording

/// `balance = value + vat − Σ(payment + discount)` over documents that are issued and booked (hero-2026.md §10).
enum BalanceEvidence {
    enum Outcome: String, CaseIterable {
        case agrees
        /// The discount of payments is not in it.
        case withoutDiscount = "without_discount"
        /// What is open is counted net.
        case net
        case lower, higher
    }

    /// Nil where a figure is missing, and for what is no claim any more or not yet.
    static func outcome(of header: DocumentHeader) -> Outcome? {
        guard header.lifecycle == .issued, let booking = header.booking, let balance = booking.balance, let net = header.valueNet,
            let tax = header.vat
        else { return nil }
        let paid = booking.payments.map(\.value).sum()
        let discounts = booking.payments.compactMap(\.discount).sum()
        let expected = net + tax - paid - discounts
        if balance == expected { return .agrees }
        if balance == net + tax - paid { return .withoutDiscount }
        if balance == net - paid - discounts { return .net }
        return balance < expected ? .lower : .higher
    }

    static func findings(_ headers: [DocumentHeader], _ types: [DocumentType]) -> [PilotFinding] {
        var (open, paid, discounted, reversals) = (Tally(), Tally(), Tally(), Tally())
        for header in headers {
            guard let type = types.first(where: { $0.id == header.documentTypeID }), type.familiarity(style: header.invoiceStyle) == .booked
            else { continue }
            let payments = header.booking?.payments ?? []
            if type.baseType == "reversal_invoice" {
                if header.lifecycle == .issued { reversals.add(payments.isEmpty ? "without_payments" : "with_payments") }
                if let outcome = outcome(of: header) { open.add("reversal_\(outcome.rawValue)") }
                continue
            }
            guard let outcome = outcome(of: header) else { continue }
            let hasDiscount = payments.contains { $0.discount.map { $0 != .zero } ?? false }
            if payments.isEmpty {
                open.add(outcome.rawValue)
            } else if hasDiscount {
                discounted.add(outcome.rawValue)
            } else {
                paid.add(outcome.rawValue)
            }
        }
        return [
            finding(.balanceOpen, open), finding(.balancePaid, paid), finding(.balanceDiscount, discounted),
            PilotFinding(
                .noPaymentsOnReversals, Tally.verdict(good: reversals["without_payments"], bad: reversals["with_payments"]), reversals),
        ]
    }

    /// How reversals state what is open is counted and settles nothing: nobody pays them.
    private static func finding(_ assumption: Assumption, _ tally: Tally) -> PilotFinding {
        let bad = Outcome.allCases.filter { $0 != .agrees }.map { tally[$0.rawValue] }.reduce(0, +)
        return PilotFinding(assumption, Tally.verdict(good: tally[Outcome.agrees.rawValue], bad: bad), tally)
    }
}
