internal import Bookkeeping

/// HERO's own scalars (hero-api.md §1.6).
enum HeroFormats {
    static let scalars: [String: @Sendable (SandboxJSON) -> Bool] = [
        "Date": { $0.stringValue.flatMap { BusinessDay($0) } != nil },
        "DateTime": { $0.stringValue.map(isDateTime) ?? false },
    ]

    /// `2026-07-01T00:00:00+00:00`: with `T`, to the second, with an offset in figures.
    static func isDateTime(_ text: String) -> Bool {
        text.utf8.count == 25 && Instant(iso: text) != nil
    }

    static func timestamp(_ instant: Instant, _ style: HeroSettings.TimestampStyle) -> SandboxJSON {
        let text = style == .utc ? instant.isoText : instant.berlinText
        return .string("\(text.prefix(19))+00:00")
    }

    /// A JSON number of euros as cents, half away from zero; nil when it is none or beyond any amount.
    static func cents(_ value: SandboxJSON?) -> Int64? {
        guard let text = value?.decimalText, let decimal = ExactDecimal(text), let cents = Cents(rounding: decimal) else { return nil }
        return cents.amount
    }

    /// `quantity` with up to three decimals: `12`, `12.5`.
    static func thousandths(_ value: Int64) -> SandboxJSON { fixed(value, scale: 1000) }
    /// A percentage from basis points: `3`, `2.5`.
    static func percent(basisPoints: Int64) -> SandboxJSON { fixed(basisPoints, scale: 100) }

    private static func fixed(_ value: Int64, scale: UInt64) -> SandboxJSON {
        let whole = value.magnitude / scale
        let rest = value.magnitude % scale
        guard rest != 0 else { return .int(Int(value / Int64(scale))) }
        var digits = String(String(scale + rest).dropFirst())
        while digits.hasSuffix("0") { digits.removeLast() }
        return .number("\(value < 0 ? "-" : "")\(whole).\(digits)")
    }
}
