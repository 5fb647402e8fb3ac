/// Text of a PDF outside its pages (ISO 32000-1 §7.9.2.2): UTF-16 or UTF-8 with a byte order mark, else PDFDocEncoding.
enum PDFText {
    static func decoded(_ bytes: [UInt8]) -> String {
        if bytes.starts(with: [0xFE, 0xFF]) { return utf16(bytes.dropFirst(2), highFirst: true) }
        if bytes.starts(with: [0xFF, 0xFE]) { return utf16(bytes.dropFirst(2), highFirst: false) }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return String(decoding: bytes.dropFirst(3), as: UTF8.self) }
        var text = String.UnicodeScalarView()
        for byte in bytes { text.append(scalar(byte)) }
        return String(text)
    }

    private static func utf16(_ bytes: ArraySlice<UInt8>, highFirst: Bool) -> String {
        var units: [UInt16] = []
        var first: UInt8?
        for byte in bytes {
            if let earlier = first {
                units.append(highFirst ? UInt16(earlier) << 8 | UInt16(byte) : UInt16(byte) << 8 | UInt16(earlier))
                first = nil
            } else {
                first = byte
            }
        }
        return String(decoding: units, as: UTF16.self)
    }

    private static let from18: [Unicode.Scalar] = ["\u{2D8}", "\u{2C7}", "\u{2C6}", "\u{2D9}", "\u{2DD}", "\u{2DB}", "\u{2DA}", "\u{2DC}"]
    private static let from80: [Unicode.Scalar] = [
        "\u{2022}", "\u{2020}", "\u{2021}", "\u{2026}", "\u{2014}", "\u{2013}", "\u{192}", "\u{2044}", "\u{2039}", "\u{203A}", "\u{2212}",
        "\u{2030}", "\u{201E}", "\u{201C}", "\u{201D}", "\u{2018}", "\u{2019}", "\u{201A}", "\u{2122}", "\u{FB01}", "\u{FB02}", "\u{141}",
        "\u{152}", "\u{160}", "\u{178}", "\u{17D}", "\u{131}", "\u{142}", "\u{153}", "\u{161}", "\u{17E}", "\u{FFFD}", "\u{20AC}",
    ]

    private static func scalar(_ byte: UInt8) -> Unicode.Scalar {
        switch byte {
        case 0x18...0x1F: from18[Int(byte) - 0x18]
        case 0x80...0xA0: from80[Int(byte) - 0x80]
        default: Unicode.Scalar(byte)
        }
    }
}
