internal import Transport

/// The random id of a form that decides, made when its page is made: the same form sent twice is one decision.
enum DecisionID {
    static func fresh(_ time: any TimeSource) -> String {
        let digits = String(time.randomWord(), radix: 16) + String(time.randomWord(), radix: 16)
        return String(repeating: "0", count: max(0, 32 - digits.count)) + digits
    }

    /// Nil where the form has none as ours have.
    static func read(_ form: Fields) -> String? {
        guard let id = form["id"], (16...64).contains(id.utf8.count),
            id.utf8.allSatisfy({ (97...122).contains($0) || (48...57).contains($0) || $0 == UInt8(ascii: "-") })
        else { return nil }
        return id
    }
}
