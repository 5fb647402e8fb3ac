internal import Bookkeeping

/// Ids in the form of random UUIDs, the same ones for the same seed.
struct LexofficeIDs: Sendable {
    private var random: SeededRandom

    init(seed: UInt64) { random = SeededRandom(seed: seed) }

    mutating func next() -> String {
        let high = padded(random.next() & ~0xF000 | 0x4000, 16, radix: 16)
        let low = padded(random.next() & ~(0b11 << 62) | 0b10 << 62, 16, radix: 16)
        return "\(high.prefix(8))-\(high.dropFirst(8).prefix(4))-\(high.suffix(4))-\(low.prefix(4))-\(low.suffix(12))"
    }
}
