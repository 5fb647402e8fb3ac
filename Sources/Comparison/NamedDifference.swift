package import Bookkeeping

/// What one document, or one voucher without document, adds to the difference of the sums of one month (domain.md R3). All of a
/// month together are its difference, at every rate, to the cent and in the count.
package struct NamedDifference: Sendable, Hashable {
    package enum Cause: Sendable, Hashable {
        /// Its own finding tells: held, missing, changed, surplus …
        case finding(ComparisonClass)
        /// A person linked a voucher of other content.
        case adopted
        /// A person let lexoffice's version stand.
        case accepted
        /// A person let stand that the voucher is voided.
        case voidAccepted
        /// Waived, and booked by hand under its number.
        case waived

        /// English and stable, like all codes.
        package var code: String {
            switch self {
            case .finding(let comparisonClass): comparisonClass.rawValue
            case .adopted: "ADOPTED"
            case .accepted: "ACCEPTED"
            case .voidAccepted: "VOID_ACCEPTED"
            case .waived: "WAIVED"
            }
        }
    }

    /// HERO's id; nil of a voucher without document.
    package var key: String?
    package var voucherID: String?
    package var number: String?
    package var cause: Cause
    /// The part of it alone: its own figures on either side, nothing of others.
    package var part: MonthTotal

    /// - Parameter own: the figures of this document or voucher alone.
    static func all(
        in own: MonthTotals, key: String?, voucherID: String?, number: String?, cause: @autoclosure () throws -> Cause
    ) rethrows -> [NamedDifference] {
        let differing = own.months.filter { !$0.isEqual }
        guard !differing.isEmpty else { return [] }
        let cause = try cause()
        return differing.map { NamedDifference(key: key, voucherID: voucherID, number: number, cause: cause, part: $0) }
    }
}
