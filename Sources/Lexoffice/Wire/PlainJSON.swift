/// Walks JSON as lexoffice writes it day by day, and makes no values on the way. Whatever is unusual, also where it is right, is refused:
/// a decoder reads that, and knows what is wrong with it.
struct PlainJSON {
    struct Unusual: Error {}

    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0

    /// More lists and objects in one another are unusual.
    private static let deepest = 16

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    /// Blanks aside.
    private mutating func next() throws(Unusual) -> UInt8 {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x09, 0x0A, 0x0D: position += 1
            default: return bytes[position]
            }
        }
        throw Unusual()
    }

    mutating func takes(_ sign: Unicode.Scalar) throws(Unusual) -> Bool {
        guard try next() == UInt8(ascii: sign) else { return false }
        position += 1
        return true
    }

    mutating func expect(_ sign: Unicode.Scalar) throws(Unusual) { if try !takes(sign) { throw Unusual() } }

    mutating func end() throws(Unusual) {
        while position < bytes.count {
            guard bytes[position] <= 0x20 else { throw Unusual() }
            position += 1
        }
    }

    /// A text without escapes.
    mutating func text() throws(Unusual) -> UnsafeBufferPointer<UInt8> {
        try expect("\"")
        let start = position
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "\""):
                position += 1
                return UnsafeBufferPointer(rebasing: bytes[start..<position - 1])
            case UInt8(ascii: "\\"), 0..<0x20: throw Unusual()
            default: position += 1
            }
        }
        throw Unusual()
    }

    /// True, false, or null.
    mutating func truth() throws(Unusual) -> Bool? {
        switch try next() {
        case UInt8(ascii: "t"): try word("true")
        case UInt8(ascii: "f"):
            try word("false")
            return false
        default:
            try word("null")
            return nil
        }
        return true
    }

    mutating func isNull() throws(Unusual) -> Bool {
        guard try next() == UInt8(ascii: "n") else { return false }
        try word("null")
        return true
    }

    private mutating func word(_ word: StaticString) throws(Unusual) {
        let count = word.utf8CodeUnitCount
        guard position + count <= bytes.count, word.withUTF8Buffer({ $0.elementsEqual(bytes[position..<position + count]) }) else {
            throw Unusual()
        }
        position += count
    }

    /// A number of at most fifteen digits without an exponent, as a whole and how many of its digits are decimals.
    mutating func number() throws(Unusual) -> (coefficient: Int64, scale: Int) {
        let isNegative = try next() == UInt8(ascii: "-")
        if isNegative { position += 1 }
        let (whole, count) = digits(0)
        guard count == 1 || count > 1 && bytes[position - count] != UInt8(ascii: "0") else { throw Unusual() }
        var (coefficient, scale) = (whole, 0)
        if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
            position += 1
            (coefficient, scale) = digits(whole)
            guard scale > 0 else { throw Unusual() }
        }
        guard count + scale <= 15, scale <= 12, position < bytes.count, bytes[position] | 0x20 != UInt8(ascii: "e") else { throw Unusual() }
        return (isNegative ? -coefficient : coefficient, scale)
    }

    private mutating func digits(_ before: Int64) -> (value: Int64, count: Int) {
        var (value, count) = (before, 0)
        while position < bytes.count, (48...57).contains(bytes[position]) {
            // More of them are refused in the end.
            value = value &* 10 &+ Int64(bytes[position] - 48)
            count += 1
            position += 1
        }
        return (value, count)
    }

    /// Whatever comes, as far as it is usual.
    mutating func skip(_ depth: Int = 0) throws(Unusual) {
        guard depth <= Self.deepest else { throw Unusual() }
        switch try next() {
        case UInt8(ascii: "\""): _ = try text()
        case UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"): _ = try truth()
        case UInt8(ascii: "{"): try members { (json, _) throws(Unusual) in try json.skip(depth + 1) }
        case UInt8(ascii: "["): try elements { (json) throws(Unusual) in try json.skip(depth + 1) }
        default: _ = try number()
        }
    }

    /// Each member of an object: its name, and then whatever `take` reads.
    mutating func members(_ take: (inout PlainJSON, UnsafeBufferPointer<UInt8>) throws(Unusual) -> Void) throws(Unusual) {
        try expect("{")
        guard try !takes("}") else { return }
        repeat {
            let name = try text()
            try expect(":")
            try take(&self, name)
        } while try takes(",")
        try expect("}")
    }

    mutating func elements(_ take: (inout PlainJSON) throws(Unusual) -> Void) throws(Unusual) {
        try expect("[")
        guard try !takes("]") else { return }
        repeat { try take(&self) } while try takes(",")
        try expect("]")
    }
}
