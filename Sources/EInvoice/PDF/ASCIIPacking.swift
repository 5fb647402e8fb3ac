/// Bytes written as letters (ISO 32000-1 §7.4.2, §7.4.3). Nil when a letter cannot be there.
enum ASCIIPacking {
    static func fromHexadecimal(_ letters: ArraySlice<UInt8>) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(letters.count / 2)
        var half: UInt8?
        for letter in letters where !PDFByte.isBlank(letter) {
            if letter == UInt8(ascii: ">") { break }
            guard let digit = PDFByte.hexadecimal(letter) else { return nil }
            if let high = half { bytes.append(high << 4 | digit) }
            half = half == nil ? digit : nil
        }
        if let high = half { bytes.append(high << 4) }
        return bytes
    }

    /// Five letters are four bytes, `z` is four zeros, and a group at the end may be shorter.
    static func fromBase85(_ letters: ArraySlice<UInt8>) -> [UInt8]? {
        var bytes: [UInt8] = []
        var group: [UInt8] = []
        for letter in letters where !PDFByte.isBlank(letter) {
            switch letter {
            case UInt8(ascii: "~"): return finish(group, &bytes) ? bytes : nil
            case UInt8(ascii: "z") where group.isEmpty: bytes.append(contentsOf: [0, 0, 0, 0])
            case UInt8(ascii: "!")...UInt8(ascii: "u"):
                group.append(letter - UInt8(ascii: "!"))
                guard group.count == 5 else { continue }
                guard append(group, byteCount: 4, to: &bytes) else { return nil }
                group.removeAll(keepingCapacity: true)
            default: return nil
            }
        }
        return finish(group, &bytes) ? bytes : nil
    }

    private static func finish(_ group: [UInt8], _ bytes: inout [UInt8]) -> Bool {
        guard !group.isEmpty else { return true }
        guard group.count > 1 else { return false }
        return append(group + [UInt8](repeating: 84, count: 5 - group.count), byteCount: group.count - 1, to: &bytes)
    }

    private static func append(_ group: [UInt8], byteCount: Int, to bytes: inout [UInt8]) -> Bool {
        let value = group.reduce(UInt64(0)) { $0 * 85 + UInt64($1) }
        guard let word = UInt32(exactly: value) else { return false }
        for index in 0..<byteCount { bytes.append(UInt8(truncatingIfNeeded: word >> UInt32(24 - 8 * index))) }
        return true
    }
}
