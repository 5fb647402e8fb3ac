internal import Bookkeeping
internal import Hero
internal import Wording

/// Whether an invoice after others of its project states the rest or the whole (hero-2026.md §2, V18).
enum RestEvidence {
    enum Outcome: String, CaseIterable {
        /// Lines less the earlier invoices are `value`, whether the document names them or not.
        case rest
        /// Lines are `value`, and so much is open: they are the rest already, or the whole is asked for again.
        case linesAreValue = "lines_are_value"
        /// What is open is less than `value` by the earlier invoices: HERO subtracts them elsewhere.
        case deductedOutside = "deducted_outside"
        /// The project may hold another job as well.
        case other
    }

    private static let centsOff: Int64 = 2

    /// Nil for an invoice of another style, and for one that names no earlier one and before which its project has none.
    /// - Parameters:
    ///   - lines: the net sum of its lines, before deductions.
    ///   - deducted: the net sum of the deductions it names; nil without any.
    static func outcome(of header: DocumentHeader, lines: Cents, deducted: Cents?, among headers: [DocumentHeader]) -> Outcome? {
        guard isClosing(header), let value = header.valueNet else { return nil }
        if let deducted, isNear(lines - deducted, value) { return .rest }
        guard let project = header.projectMatchID else { return nil }
        let earlier = headers.filter { other in
            other.projectMatchID == project && other.id < header.id && other.lifecycle == .issued && other.selectedDocumentID == nil
                && ["parted", "downpayment", "cumulative"].contains(other.invoiceStyle ?? "")
        }
        guard !earlier.isEmpty else { return nil }
        let parts = earlier.compactMap(\.valueNet).sum()
        let partsGross = parts + earlier.compactMap(\.vat).sum()
        if isNear(lines - parts, value) { return .rest }
        if let balance = header.booking?.balance, let tax = header.vat, header.booking?.payments.isEmpty == true,
            isNear(balance, value + tax - partsGross)
        {
            return .deductedOutside
        }
        return isNear(lines, value) ? .linesAreValue : .other
    }

    private static func isClosing(_ header: DocumentHeader) -> Bool { ["full", "cumulative"].contains(header.invoiceStyle ?? "") }

    private static func isNear(_ left: Cents, _ right: Cents) -> Bool { (left - right).magnitude.amount <= centsOff }

    /// Of a full invoice, lines that are its value are the rest: nobody asks for the whole a second time. Of a cumulative one they may be
    /// either, which the account has to say.
    static func findings(_ outcomes: [(style: String?, outcome: Outcome)]) -> [PilotFinding] {
        var (full, cumulative) = (Tally(), Tally())
        for (style, outcome) in outcomes {
            if style == "full" { full.add(outcome.rawValue) } else { cumulative.add(outcome.rawValue) }
        }
        func count(_ tally: Tally, _ outcomes: Outcome...) -> Int { outcomes.map { tally[$0.rawValue] }.reduce(0, +) }
        return [
            PilotFinding(
                .finalIsRest,
                Tally.verdict(good: count(full, .rest, .linesAreValue), bad: count(full, .deductedOutside)), full),
            PilotFinding(
                .cumulativeIsRest,
                Tally.verdict(good: count(cumulative, .rest), bad: count(cumulative, .deductedOutside)), cumulative),
        ]
    }
}
