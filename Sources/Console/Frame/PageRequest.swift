internal import Bookkeeping
internal import ConsoleAccess
internal import Wording

/// One request, taken apart and let in.
struct PageRequest: Sendable {
    let visitor: Visitor
    let language: Language
    /// Of the address, decoded; the first of a name counts.
    let query: Fields
    /// Of a POST; empty otherwise.
    let form: Fields
    /// Path and query as they came: where a form leads back to.
    let target: String
    /// Set while a form comes back that was not taken.
    var refusal: FormRefusal?

    var text: PageText { PageText(language: language) }
}

/// Why what a visitor posted was not taken, and what they had typed: their page shows both.
struct FormRefusal: Sendable {
    let text: String
    let typed: Fields

    /// As it was typed; empty where it was not.
    func typed(_ name: String) -> String { typed[name] ?? "" }

    /// Why, where one of these buttons sent it.
    func text(ofAct acts: String...) -> String? { acts.contains(typed("act")) ? text : nil }

    /// Whether these fields are all as posted: of several forms on a page only the one that was sent is filled in again.
    func isOf(_ fields: [(name: String, value: String)]) -> Bool { fields.allSatisfy { typed($0.name) == $0.value } }
}

/// URL-encoded fields, decoded. Foreign text throughout.
struct Fields: Sendable, Hashable {
    /// So many fields at most; what comes after them is not read.
    static let limit = 2_000

    private let pairs: [(name: String, value: String)]

    /// - Parameter text: as in a query or in the body of a form. What cannot be decoded is left out.
    init(_ text: some StringProtocol) {
        pairs = text.split(separator: "&", maxSplits: Fields.limit, omittingEmptySubsequences: true).prefix(Fields.limit)
            .compactMap { part in
                let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                guard let name = Fields.decoded(halves[0]), let value = Fields.decoded(halves.count > 1 ? halves[1] : "") else {
                    return nil
                }
                return (name, value)
            }
    }

    init(_ pairs: [(name: String, value: String)]) { self.pairs = pairs }

    static let none = Fields("")

    /// Nil where there is none, or nothing but blanks.
    subscript(name: String) -> String? {
        guard let value = pairs.first(where: { $0.name == name })?.value else { return nil }
        return value.allSatisfy(\.isWhitespace) ? nil : value
    }

    func all(_ name: String) -> [String] { pairs.filter { $0.name == name }.map(\.value) }

    static func == (left: Fields, right: Fields) -> Bool { left.encoded == right.encoded }
    func hash(into hasher: inout Hasher) { hasher.combine(encoded) }

    /// As a query again.
    var encoded: String { pairs.map { "\(Fields.encoded($0.name))=\(Fields.encoded($0.value))" }.joined(separator: "&") }

    /// Nil where it is not UTF-8.
    static func decoded(_ text: some StringProtocol) -> String? { decoded(text, isPath: false) }
    /// The same of a part of a path, where a plus is a plus.
    static func decodedPath(_ text: some StringProtocol) -> String? { decoded(text, isPath: true) }

    private static func decoded(_ text: some StringProtocol, isPath: Bool) -> String? {
        var bytes: [UInt8] = []
        var rest = text.utf8.makeIterator()
        while let byte = rest.next() {
            switch byte {
            case UInt8(ascii: "+") where !isPath: bytes.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard let high = rest.next().flatMap(hexadecimal), let low = rest.next().flatMap(hexadecimal) else { return nil }
                bytes.append(high << 4 | low)
            default: bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }

    /// For a part of a path or of a query.
    static func encoded(_ text: String) -> String {
        var encoded = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                encoded += digits.count == 1 ? "%0\(digits)" : "%\(digits)"
            }
        }
        return encoded
    }

    private static func hexadecimal(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
