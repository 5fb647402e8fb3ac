package import Bookkeeping

/// What one earlier invoice asked for at one rate, in cents, and what this one therefore does not ask for again.
package struct HeroDeduction: Sendable, Hashable {
    package var number: String
    /// The day of the earlier invoice.
    package var date: BusinessDay?
    /// Whole percent.
    package var rate: Int
    package var net: Int64
    package var tax: Int64

    package var gross: Int64 { net + tax }
}

/// How HERO's data tell of deductions. `value` and `vat` are the remainder in every form (hero-2026.md §2); which form an account
/// has is not known, so the stand-in plays all of them.
package enum HeroDeductionForm: String, Sendable, CaseIterable {
    /// `data.deductions` lists them per rate: an assumption, no schema has the key.
    case named
    /// Product lines with a negative quantity follow the lines of the whole work.
    case negativeLines
    /// The lines are the rest and nothing else, as the builder's follow-up documents make them.
    case restOnly
    /// The draft shows the whole work, `metadata.positions` also the negative lines.
    case positions
    /// Draft and positions show the whole work; what was deducted stands nowhere.
    case unnamed
}

extension HeroDeductionForm {
    /// The counted lines of a draft whose data have this form. `groups` are its totals.
    func lines(of draft: HeroDraft, groups: [HeroTotals.Group]) -> [HeroLine] {
        guard !draft.deductions.isEmpty else { return draft.lines }
        switch self {
        case .named, .positions, .unnamed: return draft.lines
        case .negativeLines: return draft.lines + HeroDeductionForm.negativeLines(draft)
        case .restOnly: return groups.map { HeroDeductionForm.rest($0, isGross: draft.isGross) }
        }
    }

    /// The same for `metadata.positions`.
    func positions(of draft: HeroDraft, groups: [HeroTotals.Group]) -> [HeroLine] {
        let lines = self == .positions ? draft.lines + HeroDeductionForm.negativeLines(draft) : lines(of: draft, groups: groups)
        return lines.filter { $0.kind == .product }
    }

    private static func negativeLines(_ draft: HeroDraft) -> [HeroLine] {
        draft.deductions.map { deduction in
            line("abzgl. \(deduction.number)", amount: draft.isGross ? -deduction.gross : -deduction.net, rate: deduction.rate)
        }
    }

    private static func rest(_ group: HeroTotals.Group, isGross: Bool) -> HeroLine {
        var result = line("Restleistung laut Auftrag", amount: isGross ? group.gross : group.net, rate: group.rate)
        result.zeroReason = group.zeroReason
        return result
    }

    /// The sign stands at the quantity: a price is never negative.
    private static func line(_ name: String, amount: Int64, rate: Int) -> HeroLine {
        HeroLine(name, quantity: amount < 0 ? -1000 : 1000, unit: "psch", unitPrice: abs(amount), rate: rate)
    }
}
