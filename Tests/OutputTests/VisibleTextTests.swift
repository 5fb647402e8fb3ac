import Output
import Testing

@Suite struct VisibleTextTests {
    @Test(arguments: [
        ("", ""),
        ("RE-2026-0003", "RE-2026-0003"),
        ("Größe 3 €, 中文 👍", "Größe 3 €, 中文 👍"),
        ("a\nb\r\nc\td", #"a\nb\r\nc\td"#),
        ("\u{1B}[31mred\u{7F}\u{0}", #"\u{1B}[31mred\u{7F}\u{0}"#),
        (#"C:\n"#, #"C:\\n"#),
        // C1 control, line and paragraph separator, right-to-left override, zero-width space, byte order mark, private use.
        ("\u{85}\u{2028}\u{2029}\u{202E}\u{200B}\u{FEFF}\u{E000}", #"\u{85}\u{2028}\u{2029}\u{202E}\u{200B}\u{FEFF}\u{E000}"#),
    ]) func escapesWhatIsNotSeen(_ text: String, _ expected: String) {
        #expect(VisibleText.escaped(text, maximumBytes: 200) == expected)
    }

    @Test(arguments: [
        ("In step; 2 held", "In step; 2 held"),
        ("  two  \n\n lines\t", "two lines"),
        ("a\u{2028}b\u{202E}c", "a b c"),
        ("\n", ""),
    ]) func spacesWhatIsNotSeen(_ text: String, _ expected: String) {
        #expect(VisibleText.spaced(text, maximumBytes: 200) == expected)
    }

    @Test(arguments: [
        ("abcdef", 6, "abcdef"), ("abcdefg", 6, "abc…"), ("äöü", 6, "äöü"), ("äöüß", 6, "ä…"), ("äöüß", 7, "äö…"), ("👍👍", 7, "👍…"),
        ("abc", 2, ""),
        ("abc", 0, ""), ("a\nb", 4, #"a\nb"#), ("ab\nc", 4, "a…"), ("\n\n\n", 5, #"\n…"#),
    ]) func cutsBetweenCharactersAndSaysSo(_ text: String, _ maximum: Int, _ expected: String) {
        #expect(VisibleText.escaped(text, maximumBytes: maximum) == expected)
    }

    /// Whatever comes in: visible, one line, within the bound.
    @Test func holdsForAnything() {
        var generator = SystemRandomNumberGenerator()
        let ranges: [ClosedRange<UInt32>] = [
            0...0x1F, 0x20...0x7E, 0x7F...0x9F, 0xA0...0x7FF, 0x2000...0x206F, 0xE000...0xFFFD, 0x10000...0x10FFFF,
        ]
        for _ in 0..<2000 {
            var text = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...60, using: &generator) {
                let value = UInt32.random(in: ranges.randomElement(using: &generator) ?? 0x20...0x7E, using: &generator)
                if let scalar = Unicode.Scalar(value) { text.append(scalar) }
            }
            let maximum = Int.random(in: 0...80, using: &generator)
            for line in [
                VisibleText.escaped(String(text), maximumBytes: maximum), VisibleText.spaced(String(text), maximumBytes: maximum),
            ] {
                #expect(line.utf8.count <= maximum)
                #expect(line.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) && $0 != "\u{2028}" })
            }
        }
    }

    /// One of each kind that forges, moves, turns or hides.
    static let invisible: [Unicode.Scalar] = [
        "\u{0}", "\u{7}", "\u{8}", "\t", "\n", "\u{B}", "\u{C}", "\r", "\u{1B}", "\u{7F}", "\u{80}", "\u{85}", "\u{9B}", "\u{9F}",
        "\u{AD}", "\u{34F}", "\u{61C}", "\u{115F}", "\u{1160}", "\u{17B4}", "\u{180E}", "\u{200B}", "\u{200D}", "\u{200E}", "\u{200F}",
        "\u{2028}", "\u{2029}", "\u{202A}", "\u{202E}", "\u{2060}", "\u{2066}", "\u{2069}", "\u{2800}", "\u{3164}", "\u{FE0F}",
        "\u{FEFF}", "\u{FFA0}", "\u{FFF9}", "\u{E000}", "\u{E0041}", "\u{E0100}", "\u{10FFFF}",
    ]

    @Test(arguments: invisible) func shownSpellsOutWhatIsNotSeen(_ scalar: Unicode.Scalar) {
        #expect(!VisibleText.isVisible(scalar))
        let shown = VisibleText.shown("RE-1\(scalar)2")
        #expect(shown.hasPrefix("RE-1\\") && shown.hasSuffix("2"))
        #expect(shown.unicodeScalars.allSatisfy(VisibleText.isVisible))
        #expect(VisibleText.shown(shown) == shown)
    }

    @Test(arguments: ["", "RE-2026-0003", "Größe 3 €, 中文 👍", #"C:\new \u{1B} "quoted""#, "a\u{A0}b", "Ångström", "שלום"])
    func shownLeavesTheRest(_ text: String) { #expect(VisibleText.shown(text) == text) }
}
