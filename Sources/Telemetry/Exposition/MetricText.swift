/// How texts and numbers are written on the page.
enum MetricText {
    /// A label value, and in OpenMetrics the help too: `\`, `"` and line feeds are escaped.
    static func label(_ text: String) -> String { escaped(text, quotes: true) }

    /// The help of text 0.0.4, where quotes stand for themselves.
    static func help(_ text: String) -> String { escaped(text, quotes: false) }

    private static func escaped(_ text: String, quotes: Bool) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result.append(contentsOf: #"\\"#.unicodeScalars)
            case "\n": result.append(contentsOf: #"\n"#.unicodeScalars)
            case "\"" where quotes: result.append(contentsOf: #"\""#.unicodeScalars)
            default: result.append(scalar)
            }
        }
        return String(result)
    }

    /// Whole numbers without a point as far as a double holds them exactly; others with as many digits as tell them apart.
    static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
        if value == value.rounded(), value.magnitude <= 0x1p53 { return String(Int64(value)) }
        return value.description
    }
}
