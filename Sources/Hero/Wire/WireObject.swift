import Bookkeeping

/// A field of HERO's that is not in the form the schema promises. It names the place, never the value.
package struct UnreadableField: Error, Sendable, Hashable, Codable {
    /// `customer_document_booking.payments[0].value`
    package var path: String
    package var detail: String
}

/// One JSON object of HERO's with typed reading. Absent and null are both nil; a value of another kind throws. Numbers
/// as text are refused: `"1.000"` is one euro or a thousand, depending on who wrote it.
struct WireObject: Sendable, Hashable {
    let path: String
    let members: JSONMembers

    func text(_ name: String) throws(UnreadableField) -> String? {
        switch value(name) {
        case nil: return nil
        case .text(let text): return text
        default: throw unreadable(name, "not a text")
        }
    }

    /// Text without surrounding blanks; nil when nothing is left.
    func filledText(_ name: String) throws(UnreadableField) -> String? {
        guard let text = try text(name) else { return nil }
        let inner = text.drop(while: \.isWhitespace)
        guard let last = inner.lastIndex(where: { !$0.isWhitespace }) else { return nil }
        return String(inner[...last])
    }

    func integer(_ name: String) throws(UnreadableField) -> Int? {
        guard let number = try decimal(name) else { return nil }
        let whole = number.rounded(toScale: 0)
        guard whole == number, let integer = Int(exactly: whole.coefficient) else { throw unreadable(name, "not a whole number") }
        return integer
    }

    /// An id: a whole number, or the same as text of digits alone, which is how GraphQL's own type `ID` is written. Zero is none.
    func identifier(_ name: String) throws(UnreadableField) -> Int? {
        var id: Int?
        if case .text(let digits)? = value(name) {
            guard (1...18).contains(digits.utf8.count), digits.utf8.allSatisfy({ (48...57).contains($0) }) else {
                throw unreadable(name, "not an id")
            }
            id = Int(digits)
        } else {
            id = try integer(name)
        }
        guard let id, id != 0 else { return nil }
        guard id > 0 else { throw unreadable(name, "not an id") }
        return id
    }

    func decimal(_ name: String) throws(UnreadableField) -> ExactDecimal? {
        switch value(name) {
        case nil: return nil
        case .number(let number): return number
        default: throw unreadable(name, "not a number")
        }
    }

    /// A number, or the same as text of digits with at most one point, where a key is known to come both ways.
    func plainDecimal(_ name: String) throws(UnreadableField) -> ExactDecimal? {
        guard case .text(let text)? = value(name) else { return try decimal(name) }
        let isPlain = text.utf8.allSatisfy { (48...57).contains($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }
        guard isPlain, let number = ExactDecimal(text) else { throw unreadable(name, "not a plain decimal") }
        return number
    }

    /// A key of which only the words are known: `camelCase` where the object has that, else `snake_case`.
    func spelling(of camelCase: String) -> String {
        guard value(camelCase) == nil else { return camelCase }
        return camelCase.reduce(into: "") { $0 += $1.isUppercase ? "_" + $1.lowercased() : String($1) }
    }

    /// Euros as a float, rounded half away from zero to whole cents (domain.md C1).
    func cents(_ name: String) throws(UnreadableField) -> Cents? {
        guard let number = try decimal(name) else { return nil }
        guard let cents = Cents(rounding: number) else { throw unreadable(name, "an amount out of range") }
        return cents
    }

    func flag(_ name: String) throws(UnreadableField) -> Bool? {
        switch value(name) {
        case nil: return nil
        case .flag(let flag): return flag
        default: throw unreadable(name, "not true or false")
        }
    }

    func day(_ name: String) throws(UnreadableField) -> BusinessDay? {
        guard let text = try text(name), !text.isEmpty else { return nil }
        guard let day = BusinessDay(text) else { throw unreadable(name, "not a day yyyy-MM-dd") }
        return day
    }

    func instant(_ name: String) throws(UnreadableField) -> Instant? {
        guard let text = try text(name), !text.isEmpty else { return nil }
        guard let instant = Instant(iso: text) else { throw unreadable(name, "not a moment with offset") }
        return instant
    }

    func object(_ name: String) throws(UnreadableField) -> WireObject? {
        switch value(name) {
        case nil: return nil
        case .object(let members): return WireObject(path: path(of: name), members: members)
        default: throw unreadable(name, "not an object")
        }
    }

    /// Elements that are null are left out, as a GraphQL list of nullable objects may hold them.
    func objects(_ name: String) throws(UnreadableField) -> [WireObject]? {
        guard let values = try list(name) else { return nil }
        var objects: [WireObject] = []
        for (index, element) in values.enumerated() {
            switch element {
            case .null: continue
            case .object(let members): objects.append(WireObject(path: "\(path(of: name))[\(index)]", members: members))
            default: throw unreadable("\(name)[\(index)]", "not an object")
            }
        }
        return objects
    }

    func list(_ name: String) throws(UnreadableField) -> [JSONValue]? {
        switch value(name) {
        case nil: return nil
        case .list(let values): return values
        default: throw unreadable(name, "not a list")
        }
    }

    /// The scalars `Mixed` and `JSON`: an object, or a JSON text of one (hero-api.md §1.6).
    func mixed(_ name: String) throws(UnreadableField) -> WireObject? {
        guard case .text(let text)? = value(name) else { return try object(name) }
        guard !text.isEmpty else { return nil }
        switch JSONValue(bytes: Array(text.utf8)) {
        case .object(let members): return WireObject(path: path(of: name), members: members)
        case .null: return nil
        default: throw unreadable(name, "not the JSON text of an object")
        }
    }

    func required<Value>(_ name: String, _ value: Value?) throws(UnreadableField) -> Value {
        guard let value else { throw unreadable(name, "missing") }
        return value
    }

    func unreadable(_ name: String, _ detail: String) -> UnreadableField {
        UnreadableField(path: path(of: name), detail: detail)
    }

    private func value(_ name: String) -> JSONValue? {
        guard let value = members[name], value != .null else { return nil }
        return value
    }

    private func path(of name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }
}

/// Reads field after field and keeps the names of those that could not be read, so that one bad field does not hide the others.
struct FieldCollector {
    private(set) var unreadable: [UnreadableField] = []

    mutating func read<Value>(_ reader: (String) throws(UnreadableField) -> Value?, _ name: String) -> Value? {
        do {
            return try reader(name)
        } catch {
            unreadable.append(error)
            return nil
        }
    }
}
