internal import Bookkeeping

/// An amount as people type it, in whichever language: `1.190,00`, `1190`, `1,190.00`, `-12,5`, `1190 €`.
enum TypedAmount {
    /// More digits have no amounts of ours.
    private static let digitsMax = 13

    /// Nil for what is no amount. A single separator with three digits behind it parts thousands: cents have two.
    static func cents(_ text: some StringProtocol) -> Cents? {
        var rest = Substring(text).drop(while: \.isWhitespace)
        for unit in ["€", "EUR", "eur", "Euro"] where rest.hasSuffix(unit) { rest = rest.dropLast(unit.count) }
        while rest.last?.isWhitespace == true { rest = rest.dropLast() }
        let isNegative = rest.first == "-" || rest.first == "\u{2212}"
        if isNegative { rest = rest.dropFirst() }
        guard let (whole, fraction) = parts(rest), let euros = Int64(whole), let cents = Int64(fraction) else { return nil }
        let amount = Cents(euros * 100 + cents)
        return amount.isWithinLimit ? (isNegative ? -amount : amount) : nil
    }

    /// The digits of the euros, and two of the cents.
    private static func parts(_ text: Substring) -> (whole: String, fraction: String)? {
        let isNumber = text.utf8.allSatisfy { (48...57).contains($0) || $0 == 44 || $0 == 46 }
        guard isNumber, text.utf8.count <= 2 * digitsMax, text.utf8.count(where: { (48...57).contains($0) }) <= digitsMax else {
            return nil
        }
        let separators = text.filter { $0 == "." || $0 == "," }
        var groups = text.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }.map(String.init)
        var fraction = "00"
        let isDecimal = Set(separators).count == 2 || separators.count == 1 && groups.last?.count != 3
        if isDecimal {
            guard let last = groups.popLast(), (1...2).contains(last.count) else { return nil }
            // Thousands are parted by one sign, and cents by the other.
            guard separators.dropLast().allSatisfy({ $0 != separators.last }) else { return nil }
            fraction = last.count == 1 ? last + "0" : last
        }
        guard let first = groups.first, !first.isEmpty, groups.dropFirst().allSatisfy({ $0.count == 3 }) else { return nil }
        guard groups.count == 1 || first.count <= 3 else { return nil }
        return (groups.joined(), fraction)
    }
}
