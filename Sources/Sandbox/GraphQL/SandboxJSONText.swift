internal import Bookkeeping

extension SandboxJSON {
    /// Compact JSON text, members in order.
    package var text: String {
        switch self {
        case .null: "null"
        case .bool(let value): String(value)
        case .int(let value): String(value)
        case .number(let text): text
        case .string(let value): SandboxJSON.quoted(value)
        case .array(let elements): "[" + elements.map(\.text).joined(separator: ",") + "]"
        case .object(let object):
            "{" + object.members.map { "\(SandboxJSON.quoted($0.key)):\($0.value.text)" }.joined(separator: ",") + "}"
        }
    }

    /// The same in UTF-8: the same value always gives the same bytes.
    package func serialized() -> [UInt8] { Array(text.utf8) }

    private static func quoted(_ text: String) -> String { OrderedJSON.text(text).written() }
}

/// How a remote prints an amount held as a binary float.
package enum FloatStyle: Sendable, Hashable {
    /// The shortest text that reads back the same: `1000.0`, `190.5`.
    case shortest
    /// With the error of a sum of floats in the seventeenth digit, up for even amounts and down for odd ones:
    /// `1190.0000000000002`, `0.009999999999999998`.
    case noisy
}

extension SandboxJSON {
    /// An amount of cents as the JSON number a remote with binary floats prints.
    package static func euros(_ cents: Int64, _ style: FloatStyle = .shortest) -> SandboxJSON {
        guard style == .noisy, cents != 0 else { return .number(shortest(cents)) }
        let magnitude = cents.magnitude
        let isDown = magnitude % 2 == 1
        let base = isDown ? magnitude - 1 : magnitude
        let whole = String(base / 100)
        let fraction = base % 100 < 10 ? "0\(base % 100)" : "\(base % 100)"
        // Sixteen significant digits are exact, the seventeenth is wrong.
        let filler = String(repeating: isDown ? "9" : "0", count: max(1, 14 - whole.utf8.count))
        return .number((cents < 0 ? "-" : "") + whole + "." + fraction + filler + (isDown ? "8" : "2"))
    }

    private static func shortest(_ cents: Int64) -> String {
        let magnitude = cents.magnitude
        let fraction = magnitude % 100
        let tail = fraction % 10 == 0 ? "\(fraction / 10)" : fraction < 10 ? "0\(fraction)" : "\(fraction)"
        return "\(cents < 0 ? "-" : "")\(magnitude / 100).\(tail)"
    }
}
