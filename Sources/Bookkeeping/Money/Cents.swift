/// An amount of euros as whole cents. The only money type inside the house; decimals exist at the edges alone.
///
/// Range: every amount that enters is bounded by ``limit``, so sums of fewer than a million of them cannot overflow.
package struct Cents: Sendable, Hashable, Codable {
    package var amount: Int64

    /// Ten billion euros: more than any craft business invoices, far below overflow.
    package static let limit: Int64 = 1_000_000_000_000
    package static let zero = Cents(0)

    package init(_ amount: Int64) { self.amount = amount }

    /// Rounds half away from zero to whole cents (domain.md C1). Nil when the value is outside ±``limit``.
    package init?(rounding value: ExactDecimal) {
        // With fewer than two places it has at least as many cents as its coefficient says; scaling it up first could overflow.
        guard value.scale >= 2 || value.coefficient.magnitude <= UInt128(Cents.limit) else { return nil }
        guard let amount = Int64(exactly: value.rounded(toScale: 2).coefficient) else { return nil }
        self.init(amount)
        guard isWithinLimit else { return nil }
    }

    /// Every figure of a document is asked this before anything is added or multiplied.
    package var isWithinLimit: Bool { amount.magnitude <= UInt64(Cents.limit) }
    package var magnitude: Cents { Cents(abs(amount)) }
    package var signum: Int { Int(amount.signum()) }
    package var decimal: ExactDecimal { ExactDecimal(coefficient: Int128(amount), scale: 2) }

    package static func + (left: Cents, right: Cents) -> Cents { Cents(left.amount + right.amount) }
    package static func - (left: Cents, right: Cents) -> Cents { Cents(left.amount - right.amount) }
    package static prefix func - (value: Cents) -> Cents { Cents(-value.amount) }
    package static func += (left: inout Cents, right: Cents) { left = left + right }

    /// Sums of bounded amounts are stored too; what is beyond them was not written by us, and adding it up could trap.
    private static let storedLimit = limit * 100

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        amount = try container.decode(Int64.self)
        guard amount.magnitude <= Cents.storedLimit.magnitude else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "an amount out of range")
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(amount)
    }
}

extension Cents: Comparable {
    package static func < (left: Cents, right: Cents) -> Bool { left.amount < right.amount }
}

extension Cents: CustomStringConvertible {
    /// `-1234.56`: always two digits, the form both remotes read.
    package var description: String {
        let digits = amount.magnitude
        let cents = digits % 100
        return "\(amount < 0 ? "-" : "")\(digits / 100).\(cents < 10 ? "0" : "")\(cents)"
    }
}

extension Sequence<Cents> {
    package func sum() -> Cents { reduce(.zero, +) }
}
