/// Names and strings, with what stands for a byte in them (ISO 32000-1 §7.3.4, §7.3.5).
extension PDFReading {
    mutating func name() throws(PDFFault) -> String {
        position += 1
        let start = position
        var hasEscape = false
        while let byte = next, PDFByte.isRegular(byte) {
            hasEscape = hasEscape || byte == UInt8(ascii: "#")
            position += 1
        }
        guard position - start <= PDFBudget.nameBytesMaximum else { throw .overLimit("a name too long") }
        guard hasEscape else { return String(decoding: bytes[start..<position], as: UTF8.self) }
        var content: [UInt8] = []
        var index = start
        while index < position {
            if bytes[index] == UInt8(ascii: "#"), index + 2 < position, let high = PDFByte.hexadecimal(bytes[index + 1]),
                let low = PDFByte.hexadecimal(bytes[index + 2])
            {
                content.append(high << 4 | low)
                index += 3
            } else {
                content.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: content, as: UTF8.self)
    }

    mutating func hexadecimalText() throws(PDFFault) -> [UInt8] {
        position += 1
        var content: [UInt8] = []
        var half: UInt8?
        while let byte = next {
            position += 1
            if byte == UInt8(ascii: ">") { return content + (half.map { [$0 << 4] } ?? []) }
            guard let digit = PDFByte.hexadecimal(byte) else { continue }
            if let high = half { content.append(high << 4 | digit) }
            half = half == nil ? digit : nil
        }
        throw .damaged("a string breaks off")
    }

    /// Brackets inside it are balanced or escaped.
    mutating func literalText() throws(PDFFault) -> [UInt8] {
        position += 1
        var content: [UInt8] = []
        var depth = 1
        while let byte = next {
            position += 1
            switch byte {
            case UInt8(ascii: "\\"):
                escape(into: &content)
                continue
            case UInt8(ascii: "("): depth += 1
            case UInt8(ascii: ")"): depth -= 1
            default: break
            }
            if depth == 0 { return content }
            content.append(byte)
        }
        throw .damaged("a string breaks off")
    }

    private mutating func escape(into content: inout [UInt8]) {
        guard let byte = next else { return }
        position += 1
        switch byte {
        case UInt8(ascii: "n"): content.append(0x0A)
        case UInt8(ascii: "r"): content.append(0x0D)
        case UInt8(ascii: "t"): content.append(0x09)
        case UInt8(ascii: "b"): content.append(0x08)
        case UInt8(ascii: "f"): content.append(0x0C)
        case 0x0A: break
        // A line that goes on, which may end in two bytes.
        case 0x0D: if next == 0x0A { position += 1 }
        case UInt8(ascii: "0")...UInt8(ascii: "7"): content.append(octal(first: byte))
        default: content.append(byte)
        }
    }

    /// Up to three digits; what is beyond a byte is cut off.
    private mutating func octal(first: UInt8) -> UInt8 {
        var value = first - UInt8(ascii: "0")
        for _ in 0..<2 {
            guard let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(byte) else { break }
            value = value << 3 | (byte - UInt8(ascii: "0"))
            position += 1
        }
        return value
    }
}
