/// How many values an answer may hold. A few bytes of JSON become a hundred bytes of values in memory: fifteen megabytes of `{}` became
/// three gigabytes. Bounded by the size of the body, what is read stays a small multiple of it.
///
/// The rows of HERO and lexoffice come to more than twenty bytes for each value. The first 65,536 values are free of the rule, so that
/// it never meets an answer of ordinary size.
package enum JSONWeight {
    package static func maximum(bytes: Int) -> Int { 65_536 + bytes / 16 }

    /// Values of a text, an empty list or object counting twice: its commas and opening brackets, and one. Exact for JSON, and never
    /// too small for anything that is not.
    package static func isTooHeavy(_ bytes: [UInt8]) -> Bool {
        let maximum = maximum(bytes: bytes.count)
        // No byte weighs more than one.
        guard bytes.count >= maximum else { return false }
        var weight = 1
        var isText = false
        var isEscaped = false
        for byte in bytes {
            if isText {
                switch byte {
                case _ where isEscaped: isEscaped = false
                case UInt8(ascii: "\\"): isEscaped = true
                case UInt8(ascii: "\""): isText = false
                default: break
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): isText = true
            case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "{"): weight += 1
            default: break
            }
        }
        return weight > maximum
    }
}
