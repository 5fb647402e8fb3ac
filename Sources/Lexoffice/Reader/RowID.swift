/// The id of a row: a hundred thousand of them are kept and sorted. One that is spelt as lexoffice spells them takes sixteen bytes.
enum RowID: Hashable, Comparable {
    case uuid(UInt64, UInt64)
    case other(String)

    init(_ text: String) {
        var text = text
        self = text.withUTF8 { RowID.uuid($0) } ?? .other(text)
    }

    /// With small letters only, so that no two texts are one id.
    private static func uuid(_ bytes: UnsafeBufferPointer<UInt8>) -> RowID? {
        guard bytes.count == 36 else { return nil }
        var (high, low): (UInt64, UInt64) = (0, 0)
        for (place, byte) in bytes.enumerated() {
            let digit: UInt8
            let isHyphen = place == 8 || place == 13 || place == 18 || place == 23
            guard isHyphen == (byte == UInt8(ascii: "-")) else { return nil }
            switch byte {
            case UInt8(ascii: "-"): continue
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
            default: return nil
            }
            (high, low) = (high << 4 | low >> 60, low << 4 | UInt64(digit))
        }
        return .uuid(high, low)
    }
}
