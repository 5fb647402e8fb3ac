/// Bytes written as letters (ISO 32000-1 §7.4.2, §7.4.3).
/// - Throws: `damaged` where a letter cannot be there.
enum ASCIIPacking {
    static func fromHexadecimal(_ letters: ArraySlice<UInt8>) throws(PDFFault) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(letters.count / 2)
        var half: UInt8?
        for letter in letters where !PDFByte.isBlank(letter) {
            if letter == UInt8(ascii: ">") { break }
            guard let digit = PDFByte.hexadecimal(letter) else { throw .damaged("a stream of letters is broken") }
            if let high = half { bytes.append(high << 4 | digit) }
            half = half == nil ? digit : nil
        }
        if let high = half { bytes.append(high << 4) }
        return bytes
    }

    /// Five letters are four bytes, `z` is four zeros, and the last group may be shorter.
    /// - Throws: also `overLimit` beyond so many bytes, for one letter can be four of them.
    static func fromBase85(_ letters: ArraySlice<UInt8>, bytesMaximum: Int) throws(PDFFault) -> [UInt8] {
        var bytes: [UInt8] = []
        var group = Group85()
        for letter in letters where !PDFByte.isBlank(letter) {
            if letter == UInt8(ascii: "~") { break }
            if letter == UInt8(ascii: "z"), group.count == 0 {
                for _ in 0..<4 { bytes.append(0) }
            } else {
                guard (UInt8(ascii: "!")...UInt8(ascii: "u")).contains(letter) else { throw .damaged("a stream of letters is broken") }
                group.add(letter - UInt8(ascii: "!"))
                if group.count == 5 { try group.move(4, to: &bytes) }
            }
            guard bytes.count <= bytesMaximum else { throw .overLimit("a stream becomes too long") }
        }
        guard group.count > 0 else { return bytes }
        guard group.count > 1 else { throw .damaged("a stream of letters is broken") }
        let byteCount = group.count - 1
        while group.count < 5 { group.add(84) }
        try group.move(byteCount, to: &bytes)
        return bytes
    }

    /// Up to five digits to the base of 85.
    private struct Group85 {
        private(set) var count = 0
        private var value: UInt64 = 0

        mutating func add(_ digit: UInt8) {
            value = value * 85 + UInt64(digit)
            count += 1
        }

        mutating func move(_ byteCount: Int, to bytes: inout [UInt8]) throws(PDFFault) {
            guard let word = UInt32(exactly: value) else { throw .damaged("a stream of letters is broken") }
            for index in 0..<byteCount { bytes.append(UInt8(truncatingIfNeeded: word >> UInt32(24 - 8 * index))) }
            self = Group85()
        }
    }
}
