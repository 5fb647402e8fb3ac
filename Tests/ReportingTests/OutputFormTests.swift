import Foundation
import Output
import TestSupport
import Testing

@testable import Reporting

/// The forms themselves, for any text.
@Suite struct OutputFormTests {
    /// Letters, everything that is not seen, and what the forms use themselves.
    private static func anyText(_ generator: inout some RandomNumberGenerator) -> String {
        let ranges: [ClosedRange<UInt32>] = [
            0...0x1F, 0x20...0x7E, 0x20...0x7E, 0x7F...0x9F, 0xA0...0x7FF, 0x2000...0x206F, 0xFE00...0xFFFD, 0x10000...0x10FFFF,
        ]
        var text = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...30, using: &generator) {
            let range = ranges[Int.random(in: 0..<ranges.count, using: &generator)]
            if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &generator)) { text.append(scalar) }
            let marks = Array("=+-@\"\\;,\n".unicodeScalars)
            if Bool.random(using: &generator) { text.append(marks[Int.random(in: 0..<marks.count, using: &generator)]) }
        }
        return String(text)
    }

    @Test func aRecordIsOneLineOfVisibleJSONAndSaysTheSame() throws {
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<3_000 {
            let (name, value) = (Self.anyText(&generator), Self.anyText(&generator))
            let line = JSONLine("t").adding(["n" + name: value, "list": [name, value]])
            #expect(line.text.unicodeScalars.allSatisfy(VisibleText.isVisible), "\(line.text)")
            let read = try #require(try JSONSerialization.jsonObject(with: Data(line.text.utf8)) as? [String: Any])
            #expect(try Array(#require(read["n" + name] as? String).unicodeScalars) == Array(value.unicodeScalars))
            let list = try #require(read["list"] as? [String])
            #expect(list.map { Array($0.unicodeScalars) } == [name, value].map { Array($0.unicodeScalars) })
        }
    }

    @Test func aCellIsOnOneLineAndNoFormula() {
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<3_000 {
            let text = Self.anyText(&generator)
            for separator in [";", ","] {
                let cell = CSVCell.text(text, separator: separator)
                #expect(cell.unicodeScalars.allSatisfy(VisibleText.isVisible))
                // By scalars, as a reader of the table sees them: a mark may combine with a quote.
                let scalars = Array(cell.unicodeScalars)
                let isQuoted = scalars.first == "\""
                let inside = isQuoted ? Array(scalars.dropFirst().dropLast()) : scalars
                #expect(isQuoted ? scalars.last == "\"" : !inside.contains { "\"\(separator)".unicodeScalars.contains($0) }, "\(cell)")
                var content: [Unicode.Scalar] = []
                var isOdd = false
                for scalar in inside {
                    isOdd = isQuoted && scalar == "\"" && !isOdd
                    if !isOdd { content.append(scalar) }
                }
                #expect(!isOdd, "\(cell)")
                let shown = Array(VisibleText.shown(text).unicodeScalars)
                #expect(content == shown || content == ["'"] + shown, "\(cell)")
                if let first = content.first, "=+@-".unicodeScalars.contains(first) {
                    let number = String(String.UnicodeScalarView(content)).replacing(",", with: ".")
                    #expect(Double(number) != nil, "\(cell)")
                }
            }
        }
    }

    @Test(arguments: [
        ("-119,00", "-119,00"), ("-119.00", "-119.00"), ("-5", "-5"), ("0", "0"), ("+5", "'+5"), ("-", "'-"), ("--5", "'--5"),
        ("-1-2", "'-1-2"), ("-1,2,3", "'-1,2,3"), ("=1+1", "'=1+1"), ("@SUM(A1)", "'@SUM(A1)"), ("\t=1", "\\t=1"), ("＝1", "'＝1"),
        ("-cmd|' /C calc'!A0", "'-cmd|' /C calc'!A0"), ("a;b", "\"a;b\""), ("a\"b", "\"a\"\"b\""), ("=\"a\"", "\"'=\"\"a\"\"\""),
        ("\n=1", "\\n=1"), ("RE-1", "RE-1"), ("", ""),
    ]) func numbersStayNumbers(_ text: String, _ cell: String) { #expect(CSVCell.text(text, separator: ";") == cell) }

    @Test func oneLongCellMakesOneLongLine() {
        var table = TextTable([.left, .right])
        table.add(["RE-1", "119,00"])
        table.add([String(repeating: "x", count: 5_000), "1,00"])
        table.add(["a\u{1B}[2J\nb", "2,00"])
        let lines = table.lines()
        #expect(lines.count == 3)
        #expect(lines[0].count < 100 && lines[2].count < 100)
        #expect(lines[2].hasPrefix(#"  a\u{1B}[2J\nb "#))
        #expect(lines[0].count == lines[2].count)
    }

    @Test func colourIsOursAlone() {
        let line = TextLine("! \u{1B}[32mgood\u{1B}[0m\n+ RE-1", .red)
        #expect(line.visible(coloured: true) == "\u{1B}[31m" + #"! \u{1B}[32mgood\u{1B}[0m\n+ RE-1"# + "\u{1B}[0m")
        #expect(line.visible(coloured: false) == #"! \u{1B}[32mgood\u{1B}[0m\n+ RE-1"#)
    }
}
