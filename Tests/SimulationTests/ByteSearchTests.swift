import Foundation
import TestSupport
import Testing

@Suite struct ByteSearchTests {
    @Test(arguments: ["abc", "ab", "c", "aabc", "aaabc", "", "x"]) func whatStandsAnywhereIsFound(piece: String) {
        let text = "aaabc"
        #expect(Data(text.utf8).shows(piece) == (piece.isEmpty || text.contains(piece)))
        #expect(Data("\0\0\(text)\0".utf8).dropFirst().shows(piece) == (piece.isEmpty || text.contains(piece)))
    }

    @Test func nothingStandsInNothing() {
        #expect(!Data().shows("a"))
        #expect(!Data("ab".utf8).shows("abc"))
    }
}
