import Output
import Testing

@Suite struct RedactionTests {
    private static let key = "ac_Kanarienvogel7f3a9c51"

    @Test(arguments: [
        ("nothing here", "nothing here"),
        (key, "***"),
        ("Bearer \(key), twice: \(key)\(key)", "Bearer ***, twice: ******"),
        // A mark that combines with the last letter, an emoji joined to it, no space on either side.
        ("x\(key)\u{301}y", "x***\u{301}y"), ("\u{200D}\(key)\u{FE0F}", "\u{200D}***\u{FE0F}"),
        (String(key.dropLast()), String(key.dropLast())),
    ]) func hidesWhatItKnows(_ text: String, _ expected: String) {
        let redaction = Redaction()
        redaction.learn(Self.key)
        // By scalars: marks make texts equal that are not the same.
        #expect(Array(redaction.hiding(text).unicodeScalars) == Array(expected.unicodeScalars))
    }

    /// As it stands in JSON, behind quotes in a message, and in an address.
    @Test func hidesTheOtherSpellings() {
        let redaction = Redaction()
        redaction.learn(#"a/b+c"d\e=f?"#)
        for spelling in [#"a/b+c"d\e=f?"#, #"a/b+c\"d\\e=f?"#, "a%2Fb%2Bc%22d%5Ce%3Df%3F"] {
            #expect(redaction.hiding("<\(spelling)>") == "<***>", "\(spelling)")
        }
    }

    @Test func oneThatIsPartOfAnotherLeavesNoRest() {
        let redaction = Redaction()
        redaction.learn("Kanarienvogel")
        redaction.learn("Kanarienvogel-Wellensittich")
        #expect(redaction.hiding("Kanarienvogel-Wellensittich Kanarienvogel") == "*** ***")
    }

    /// Blotting out short words would make a report unreadable, and tell the secret by its gaps.
    @Test func whatIsShortIsNoSecret() {
        let redaction = Redaction()
        for text in ["", "x", "RE-2026"] { redaction.learn(text) }
        #expect(redaction.hiding("RE-2026 x") == "RE-2026 x")
    }

    /// As many as a fleet knows, whatever their first bytes come down to.
    @Test func hidesEachOfThousands() {
        let redaction = Redaction()
        let keys = (0..<2_000).map { "\(String($0 &* 2_654_435_761 % 9_999_991, radix: 36))-\(UInt8($0 % 95 + 32))-canary-\($0)" }
        for key in keys { redaction.learn(key) }
        for key in keys { #expect(redaction.hiding("a \(key) b") == "a *** b") }
    }
}
