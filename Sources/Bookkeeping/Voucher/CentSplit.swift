/// The parts of a printed sum that were rounded together and not one by one.
enum CentSplit {
    /// Each part rounded down, the cents left over to the largest remainders, on a tie to the higher rate: the rule of C4 for a
    /// discount. Nil unless `sum` is the exact parts added up and rounded; of half a cent both neighbours are.
    static func parts(of sum: Cents, exact: [ExactDecimal], keys: [GroupKey]) -> [Cents]? {
        guard sum.signum >= 0 else {
            return parts(of: -sum, exact: exact.map { -$0 }, keys: keys)?.map { -$0 }
        }
        let rest = sum.decimal - exact.reduce(ExactDecimal(0), +)
        guard abs(rest) <= ExactDecimal(coefficient: 5, scale: 3) else { return nil }
        var parts: [Cents] = []
        for value in exact {
            guard let floored = floor(value) else { return nil }
            parts.append(floored)
        }
        let leftOver = (sum - parts.sum()).amount
        guard leftOver >= 0, leftOver <= Int64(parts.count) else { return nil }
        let byRemainder = parts.indices.sorted { left, right in
            let (first, second) = (exact[left] - parts[left].decimal, exact[right] - parts[right].decimal)
            return first == second ? keys[left] < keys[right] : first > second
        }
        for index in byRemainder.prefix(Int(leftOver)) { parts[index] += Cents(1) }
        return parts
    }

    private static func floor(_ value: ExactDecimal) -> Cents? {
        guard let rounded = Cents(rounding: value) else { return nil }
        return rounded.decimal > value ? rounded - Cents(1) : rounded
    }

    private static func abs(_ value: ExactDecimal) -> ExactDecimal { value.isNegative ? -value : value }
}
