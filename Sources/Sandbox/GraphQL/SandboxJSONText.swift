extension SandboxJSON {
    /// Compact JSON text, members in order.
    package var text: String { String(decoding: serialized(), as: UTF8.self) }

    /// Compact JSON in UTF-8, members in order: the same value always gives the same bytes.
    package func serialized() -> [UInt8] {
        var bytes: [UInt8] = []
        write(to: &bytes)
        return bytes
    }

    private func write(to bytes: inout [UInt8]) {
        switch self {
        case .null: bytes.append(contentsOf: "null".utf8)
        case .bool(let value): bytes.append(contentsOf: (value ? "true" : "false").utf8)
        case .int(let value): bytes.append(contentsOf: String(value).utf8)
        case .number(let text): bytes.append(contentsOf: text.utf8)
        case .string(let value): SandboxJSON.quote(value, to: &bytes)
        case .array(let elements):
            bytes.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                element.write(to: &bytes)
            }
            bytes.append(UInt8(ascii: "]"))
        case .object(let object):
            bytes.append(UInt8(ascii: "{"))
            for (index, member) in object.members.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                SandboxJSON.quote(member.key, to: &bytes)
                bytes.append(UInt8(ascii: ":"))
                member.value.write(to: &bytes)
            }
            bytes.append(UInt8(ascii: "}"))
        }
    }

    private static func quote(_ text: String, to bytes: inout [UInt8]) {
        let digits = Array("0123456789abcdef".utf8)
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(contentsOf: [UInt8(ascii: "\\"), byte])
            case 0x0A: bytes.append(contentsOf: "\\n".utf8)
            case 0x0D: bytes.append(contentsOf: "\\r".utf8)
            case 0x09: bytes.append(contentsOf: "\\t".utf8)
            case 0..<0x20: bytes.append(contentsOf: "\\u00".utf8 + [digits[Int(byte >> 4)], digits[Int(byte & 15)]])
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
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
