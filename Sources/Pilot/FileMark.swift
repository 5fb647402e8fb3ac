/// By which the same bytes are known again, and from which nothing of them can be had: the length and FNV-1a.
struct FileMark: Sendable, Hashable {
    private let count: Int
    private let sum: UInt64

    init(_ bytes: [UInt8]) {
        count = bytes.count
        sum = bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0100_0000_01B3 }
    }
}
