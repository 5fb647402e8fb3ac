/// What a byte of a PDF is (ISO 32000-1 §7.2), and where a word stands.
enum PDFByte {
    static func isBlank(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x00, 0x09, 0x0A, 0x0C, 0x0D, 0x20: true
        default: false
        }
    }

    static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    /// Part of a word, a number or a name.
    static func isRegular(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "["), UInt8(ascii: "]"),
            UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "/"), UInt8(ascii: "%"):
            false
        default: !isBlank(byte)
        }
    }

    static func hexadecimal(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }

    /// - Parameter start: not before the beginning; beyond the end nothing matches.
    static func matches(_ bytes: [UInt8], at start: Int, _ word: StaticString) -> Bool {
        guard start <= bytes.count - word.utf8CodeUnitCount else { return false }
        return word.withUTF8Buffer { letters in
            var index = start
            for letter in letters {
                guard bytes[index] == letter else { return false }
                index += 1
            }
            return true
        }
    }

    /// Where the word begins first, from a place on.
    static func first(_ word: StaticString, in bytes: [UInt8], from start: Int, to end: Int? = nil) -> Int? {
        let last = min(end ?? bytes.count, bytes.count) - word.utf8CodeUnitCount
        let letter = word.utf8Start.pointee
        var index = start
        while index <= last {
            if bytes[index] == letter, matches(bytes, at: index, word) { return index }
            index += 1
        }
        return nil
    }

    /// Where the word begins last, at this place or before it.
    static func last(_ word: StaticString, in bytes: [UInt8], notBefore start: Int) -> Int? {
        var index = bytes.count - word.utf8CodeUnitCount
        while index >= max(start, 0) {
            if matches(bytes, at: index, word) { return index }
            index -= 1
        }
        return nil
    }
}
