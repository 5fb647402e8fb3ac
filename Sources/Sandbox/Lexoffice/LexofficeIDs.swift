/// Ids in the form of random UUIDs, the same ones for the same seed.
struct LexofficeIDs: Sendable {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// One step of SplitMix64 (Steele, Lea and Flood 2014).
    private mutating func word() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    private static func hexadecimal(_ word: UInt64) -> String {
        let digits = String(word, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    mutating func next() -> String {
        let high = LexofficeIDs.hexadecimal(word() & ~0xF000 | 0x4000)
        let low = LexofficeIDs.hexadecimal(word() & ~(0b11 << 62) | 0b10 << 62)
        return "\(high.prefix(8))-\(high.dropFirst(8).prefix(4))-\(high.suffix(4))-\(low.prefix(4))-\(low.suffix(12))"
    }
}
