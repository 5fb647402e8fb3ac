extension ExactDecimal {
    /// Reads `-12.50`, `1e3`, `58.5`. Places beyond ``maximumScale``, and fractional digits beyond ``maximumDigits`` in all,
    /// are rounded half away from zero, because a remote's binary float arrives as `0.30000000000000004`.
    /// Nil for anything else: empty, signs alone, infinities, more than ``maximumDigits`` digits before the point.
    package init?(_ text: String) {
        guard text.utf8.count <= 64, let parts = DecimalText(text), let value = parts.value else { return nil }
        self = value
    }
}

/// A decimal text taken apart: sign, digits, and how many of them stand behind the point.
private struct DecimalText {
    private var isNegative = false
    private var digits: [UInt8] = []
    private var scale = 0

    init?(_ text: String) {
        var rest = Array(text.utf8)[...]
        if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
            isNegative = sign == UInt8(ascii: "-")
            rest = rest.dropFirst()
        }
        var exponent = 0
        if let mark = rest.firstIndex(where: { $0 == UInt8(ascii: "e") || $0 == UInt8(ascii: "E") }) {
            guard let value = Int(String(decoding: rest[(mark + 1)...], as: UTF8.self)), value.magnitude <= 40 else { return nil }
            exponent = value
            rest = rest[..<mark]
        }
        let halves = rest.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard halves.count <= 2, halves.allSatisfy({ half in !half.isEmpty && half.allSatisfy { (48...57).contains($0) } }) else {
            return nil
        }
        digits = halves.joined().drop { $0 == 48 }.map { $0 - 48 }
        scale = (halves.count == 2 ? halves[1].count : 0) - exponent
    }

    var value: ExactDecimal? {
        guard !digits.isEmpty else { return ExactDecimal(0) }
        guard digits.count - scale <= ExactDecimal.maximumDigits else { return nil }
        if scale < 0 { return ExactDecimal(coefficient: coefficient(digits) * ExactDecimal.powerOfTen(-scale), scale: 0) }
        let whole = max(0, digits.count - scale)
        let keptScale = min(scale, ExactDecimal.maximumScale, ExactDecimal.maximumDigits - whole)
        let dropped = scale - keptScale
        guard dropped <= digits.count else { return ExactDecimal(0) }
        let kept = digits.dropLast(dropped)
        let roundsUp = dropped > 0 && digits[kept.count] >= 5
        let magnitude = coefficient(kept).magnitude + (roundsUp ? 1 : 0)
        // 999999999999999999.5 has one digit more once it is rounded, and would not be read again as it was written.
        guard keptScale > 0 || magnitude < UInt128(ExactDecimal.powerOfTen(ExactDecimal.maximumDigits)) else { return nil }
        return ExactDecimal(coefficient: (isNegative ? -1 : 1) * Int128(magnitude), scale: keptScale)
    }

    private func coefficient(_ digits: some Sequence<UInt8>) -> Int128 {
        let magnitude = digits.reduce(into: Int128(0)) { $0 = $0 * 10 + Int128($1) }
        return isNegative ? -magnitude : magnitude
    }
}
