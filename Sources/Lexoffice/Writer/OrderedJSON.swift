import Bookkeeping

/// JSON with its members in the order they were given and amounts as exact decimals: the same voucher is the same bytes, so that
/// the journal can hold a digest of what was sent. `JSONEncoder` promises neither.
enum OrderedJSON {
    case text(String)
    case integer(Int)
    case flag(Bool)
    /// Euros with two decimals.
    case amount(Cents)
    case list([OrderedJSON])
    /// A member without a value is left out: lexoffice refuses empty ones (lexoffice-api.md §6.2).
    case object([(String, OrderedJSON?)])

    static func text(_ text: String?) -> OrderedJSON? { text.map { .text($0) } }

    var bytes: [UInt8] {
        var output: [UInt8] = []
        write(to: &output)
        return output
    }

    private func write(to output: inout [UInt8]) {
        switch self {
        case .text(let text): OrderedJSON.write(text, to: &output)
        case .integer(let number): output += String(number).utf8
        case .flag(let flag): output += (flag ? "true" : "false").utf8
        case .amount(let cents): output += cents.description.utf8
        case .list(let values):
            output.append(UInt8(ascii: "["))
            for (index, value) in values.enumerated() {
                if index > 0 { output.append(UInt8(ascii: ",")) }
                value.write(to: &output)
            }
            output.append(UInt8(ascii: "]"))
        case .object(let members):
            output.append(UInt8(ascii: "{"))
            var isFirst = true
            for case (let name, let value?) in members {
                if !isFirst { output.append(UInt8(ascii: ",")) }
                isFirst = false
                OrderedJSON.write(name, to: &output)
                output.append(UInt8(ascii: ":"))
                value.write(to: &output)
            }
            output.append(UInt8(ascii: "}"))
        }
    }

    /// RFC 8259 §7: quotation mark, backslash and control characters escaped, everything else as it is in UTF-8.
    private static func write(_ text: String, to output: inout [UInt8]) {
        let digits = Array("0123456789abcdef".utf8)
        output.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): output += [UInt8(ascii: "\\"), byte]
            case UInt8(ascii: "\n"): output += "\\n".utf8
            case UInt8(ascii: "\r"): output += "\\r".utf8
            case UInt8(ascii: "\t"): output += "\\t".utf8
            case 0..<0x20: output += "\\u00".utf8 + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            default: output.append(byte)
            }
        }
        output.append(UInt8(ascii: "\""))
    }
}
