import Testing
import Transport

struct LastAnswerTests {
    private struct Unreadable: Error {}

    @Test func readsTheSameBytesOnce() throws {
        let last = LastAnswer<Int>()
        var reads = 0
        for bytes in [[1, 2], [1, 2], [1, 3], [1, 2]] as [[UInt8]] {
            let value = last.value(of: bytes) { bytes in
                reads += 1
                return bytes.reduce(0) { $0 * 10 + Int($1) }
            }
            #expect(value == Int(bytes[0]) * 10 + Int(bytes[1]))
        }
        #expect(reads == 3)
    }

    @Test func keepsNothingThatCouldNotBeRead() throws {
        let last = LastAnswer<Int>()
        #expect(throws: Unreadable.self) { try last.value(of: [1]) { (_) throws(Unreadable) -> Int in throw Unreadable() } }
        #expect(last.value(of: [1]) { _ in 7 } == 7)
    }
}
