/// An exact decimal number: `coefficient` × 10^-`scale`. It carries quantities, unit prices and percentages from the
/// edge to the one rounding function (domain.md C1), without ever being a binary fraction.
///
/// A number read from text has at most ``maximumDigits`` digits and ``maximumScale`` places. Of such numbers a sum and a
/// product of two always fit 128 bits; a product of three may not, and goes through ``Cents/init(product:_:_:)``.
package struct ExactDecimal: Sendable {
    package let coefficient: Int128
    package let scale: Int

    /// Digits accepted in a text: enough for every figure on a document, few enough that a product of two fits 128 bits.
    package static let maximumDigits = 18
    package static let maximumScale = 12

    package init(coefficient: Int128, scale: Int) {
        self.coefficient = coefficient
        self.scale = scale
    }

    package init(_ whole: Int) { self.init(coefficient: Int128(whole), scale: 0) }

    package var isZero: Bool { coefficient == 0 }
    package var isNegative: Bool { coefficient < 0 }

    /// The one rounding of the program: half away from zero (*kaufmännisch*), domain.md C1. 18.525 → 18.53, −18.525 → −18.53.
    package func rounded(toScale target: Int) -> ExactDecimal {
        guard scale > target else {
            return ExactDecimal(coefficient: coefficient * ExactDecimal.powerOfTen(target - scale), scale: target)
        }
        let quotient = ExactDecimal.divideRounding(coefficient, by: ExactDecimal.powerOfTen(scale - target))
        return ExactDecimal(coefficient: quotient, scale: target)
    }

    /// `numerator / denominator`, half away from zero. `denominator` must be positive.
    package static func divideRounding(_ numerator: Int128, by denominator: Int128) -> Int128 {
        let (quotient, remainder) = numerator.magnitude.quotientAndRemainder(dividingBy: denominator.magnitude)
        let rounded = Int128(halfUp(quotient, remainder: remainder, divisor: denominator.magnitude))
        return numerator < 0 ? -rounded : rounded
    }

    /// The decision half away from zero, on magnitudes.
    static func halfUp(_ quotient: UInt128, remainder: UInt128, divisor: UInt128) -> UInt128 {
        remainder >= divisor - remainder ? quotient + 1 : quotient
    }

    package static func powerOfTen(_ exponent: Int) -> Int128 {
        var result: Int128 = 1
        for _ in 0..<max(0, exponent) { result *= 10 }
        return result
    }

    /// Exact for two numbers read from text; a third factor may overflow.
    package static func * (left: ExactDecimal, right: ExactDecimal) -> ExactDecimal {
        ExactDecimal(coefficient: left.coefficient * right.coefficient, scale: left.scale + right.scale)
    }

    package static func + (left: ExactDecimal, right: ExactDecimal) -> ExactDecimal {
        let scale = max(left.scale, right.scale)
        return ExactDecimal(
            coefficient: left.coefficient * powerOfTen(scale - left.scale) + right.coefficient * powerOfTen(scale - right.scale),
            scale: scale)
    }

    package static prefix func - (value: ExactDecimal) -> ExactDecimal {
        ExactDecimal(coefficient: -value.coefficient, scale: value.scale)
    }

    package static func - (left: ExactDecimal, right: ExactDecimal) -> ExactDecimal { left + -right }
}

extension ExactDecimal: Hashable, Comparable {
    /// Without trailing zeros, so that 1.50 and 1.5 are one value.
    private var normalized: (Int128, Int) {
        var coefficient = coefficient
        var scale = scale
        while scale > 0, coefficient % 10 == 0 {
            coefficient /= 10
            scale -= 1
        }
        return (coefficient, scale)
    }

    package static func == (left: ExactDecimal, right: ExactDecimal) -> Bool { left.normalized == right.normalized }
    package static func < (left: ExactDecimal, right: ExactDecimal) -> Bool { (left - right).coefficient < 0 }
    package func hash(into hasher: inout Hasher) {
        hasher.combine(normalized.0)
        hasher.combine(normalized.1)
    }
}

extension ExactDecimal: CustomStringConvertible {
    package var description: String {
        let (coefficient, scale) = normalized
        let sign = coefficient < 0 ? "-" : ""
        guard scale > 0 else { return sign + String(coefficient.magnitude) }
        let digits = padded(coefficient.magnitude, scale + 1)
        return "\(sign)\(digits.dropLast(scale)).\(digits.suffix(scale))"
    }
}

extension ExactDecimal: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let value = ExactDecimal(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a decimal number")
        }
        self = value
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
