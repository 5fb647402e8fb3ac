/// The random id of a form that decides, made when its page is made: the same form sent twice is one decision.
enum DecisionID {
    static func fresh() -> String {
        var generator = SystemRandomNumberGenerator()
        return (0..<2).map { _ in
            let digits = String(generator.next() as UInt64, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }

    /// Nil where the form has none as ours have.
    static func read(_ form: Fields) -> String? {
        guard let id = form["id"], (16...64).contains(id.utf8.count),
            id.utf8.allSatisfy({ (97...122).contains($0) || (48...57).contains($0) || $0 == UInt8(ascii: "-") })
        else { return nil }
        return id
    }
}
