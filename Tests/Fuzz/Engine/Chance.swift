import TestSupport

/// Chance from a seed (splitmix64): the same number gives the same inputs on every machine.
struct Chance {
    private var generator: SeededGenerator

    init(seed: UInt64, index: UInt64) {
        var first = SeededGenerator(seed: seed)
        generator = SeededGenerator(seed: first.next() ^ index)
    }

    mutating func next() -> UInt64 { generator.next() }

    /// 0 ..< bound; 0 for a bound of 0.
    mutating func below(_ bound: Int) -> Int { bound <= 0 ? 0 : Int(next() % UInt64(bound)) }

    mutating func isOne(in count: Int) -> Bool { below(count) == 0 }

    mutating func pick<Element>(_ list: [Element]) -> Element? { list.isEmpty ? nil : list[below(list.count)] }

    /// A place in a text, and a length from there: short ones are likelier.
    mutating func range(in bytes: [UInt8]) -> Range<Int> {
        let start = below(bytes.count + 1)
        let longest = isOne(in: 8) ? bytes.count : 16
        return start..<min(bytes.count, start + below(longest + 1))
    }
}

/// A number made of some bytes, for decisions that must be the same whenever the same input is tried again.
func fingerprint(_ bytes: [UInt8]) -> Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return Int(truncatingIfNeeded: (hash ^ (hash >> 29)) & 0x7FFF_FFFF)
}
