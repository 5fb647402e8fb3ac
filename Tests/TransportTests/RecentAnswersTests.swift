import Testing
import Transport

struct RecentAnswersTests {
    private struct Unreadable: Error {}

    @Test func readsTheSameBytesOnce() throws {
        let recent = RecentAnswers<Int>()
        var reads = 0
        for bytes in [[1, 2], [1, 2], [1, 3], [1, 2]] as [[UInt8]] {
            let value = recent.value(of: bytes) { bytes in
                reads += 1
                return bytes.reduce(0) { $0 * 10 + Int($1) }
            }
            #expect(value == Int(bytes[0]) * 10 + Int(bytes[1]))
        }
        #expect(reads == 3)
    }

    /// Three questions in turn, and room for three: each is read once, until the answer to one changes.
    @Test func keepsTheAnswersToAWholeRound() {
        let recent = RecentAnswers<Int>(capacity: 3)
        var read: [[UInt8]] = []
        for round in [[[1], [2], [3]], [[1], [2], [3]], [[1], [4], [3]], [[1], [4], [3]], [[2], [4], [3]]] as [[[UInt8]]] {
            for bytes in round {
                let value = recent.value(of: bytes) { bytes in
                    read.append(bytes)
                    return Int(bytes[0]) * 10
                }
                #expect(value == Int(bytes[0]) * 10)
            }
        }
        #expect(read == [[1], [2], [3], [4], [2]])
    }

    @Test func keepsNothingThatCouldNotBeRead() throws {
        let recent = RecentAnswers<Int>()
        #expect(throws: Unreadable.self) { try recent.value(of: [1]) { (_) throws(Unreadable) -> Int in throw Unreadable() } }
        #expect(recent.value(of: [1]) { _ in 7 } == 7)
    }
}
