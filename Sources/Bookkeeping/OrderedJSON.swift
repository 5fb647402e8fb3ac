/// JSON with its members in the order they were given and amounts as exact decimals (`1190.00`, never `1190.0000000000002`): the same
/// value is the same bytes, so that the journal can hold a digest of what was sent. `JSONEncoder` promises neither.
package enum OrderedJSON: Sendable {
    /// A member without a value is left out: lexoffice refuses empty ones (lexoffice-api.md §6.2).
    package typealias Members = [(name: String, value: OrderedJSON?)]

    case text(String)
    case integer(Int)
    case flag(Bool)
    /// Euros with two decimals.
    case amount(Cents)
    case list([OrderedJSON])
    case object(Members)

    package static func text(_ text: String?) -> OrderedJSON? { text.map { .text($0) } }

    package var bytes: [UInt8] { Array(written().utf8) }

    /// RFC 8259 §7.
    /// - Parameter isPlain: which characters stand for themselves; by default all but control characters, quotation mark and backslash.
    package func written(_ isPlain: (Unicode.Scalar) -> Bool = { $0.value >= 0x20 }) -> String {
        switch self {
        case .text(let text): OrderedJSON.quoted(text, isPlain)
        case .integer(let number): String(number)
        case .flag(let flag): String(flag)
        case .amount(let cents): cents.description
        case .list(let values): "[" + values.map { $0.written(isPlain) }.joined(separator: ",") + "]"
        case .object(let members):
            "{"
                + members.compactMap { name, value in
                    value.map { "\(OrderedJSON.quoted(name, isPlain)):\($0.written(isPlain))" }
                }.joined(separator: ",") + "}"
        }
    }

    private static func quoted(_ text: String, _ isPlain: (Unicode.Scalar) -> Bool) -> String {
        var result = "\""
        // In whole runs: a question in GraphQL is two thousand characters of which a few are spelt otherwise.
        let scalars = text.unicodeScalars
        var start = text.startIndex
        for index in scalars.indices {
            guard let spelt = spelling(of: scalars[index], isPlain) else { continue }
            result.unicodeScalars += scalars[start..<index]
            result += spelt
            start = scalars.index(after: index)
        }
        result.unicodeScalars += scalars[start...]
        return result + "\""
    }

    /// Nil for what stands for itself.
    private static func spelling(of scalar: Unicode.Scalar, _ isPlain: (Unicode.Scalar) -> Bool) -> String? {
        switch scalar {
        case "\"": "\\\""
        case "\\": "\\\\"
        case "\n": "\\n"
        case "\r": "\\r"
        case "\t": "\\t"
        case _ where isPlain(scalar): nil
        default: String(scalar).utf16.map { "\\u" + padded($0, 4, radix: 16) }.joined()
        }
    }
}
