/// A document number as a place in a number range: `RE-2026-0041` is 41 in the range `RE-2026-#`.
package struct RangePlace: Sendable, Hashable {
    private var prefix: String
    private var suffix: String
    package var counter: Int64
    /// Digits of the counter as printed, for naming the numbers between two seen ones.
    var width: Int

    /// Nil for a number without digits, or with a counter of more than 18 digits.
    /// - Parameter year: the year of the document; a number may end in it (`0041/2026`).
    package init?(_ number: String, year: Int?) {
        let runs = RangePlace.digitRuns(number)
        guard var run = runs.last else { return nil }
        if runs.count > 1, let year, RangePlace.is(number[run], year), !RangePlace.is(number[runs[runs.count - 2]], year) {
            run = runs[runs.count - 2]
        }
        guard number[run].utf8.count <= 18, let counter = Int64(number[run]) else { return nil }
        prefix = String(number[..<run.lowerBound])
        suffix = String(number[run.upperBound...])
        self.counter = counter
        width = number[run].utf8.count
    }

    /// The number with `#` where the counter stands: the year, if the number has one, is part of the range.
    package var range: String { "\(prefix)#\(suffix)" }

    /// The range whatever its year: what tells a number of ours from another.
    package func pattern(year: Int?) -> String {
        guard let year else { return range }
        var text = range
        for run in RangePlace.digitRuns(range).reversed() where RangePlace.is(text[run], year) { text.replaceSubrange(run, with: "@") }
        return text
    }

    /// Another number of the same range, as it would be printed.
    func number(_ counter: Int64) -> String {
        let digits = String(counter)
        return prefix + String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits + suffix
    }

    private static func `is`(_ digits: Substring, _ year: Int) -> Bool { digits == String(year) }

    private static func digitRuns(_ text: String) -> [Range<String.Index>] {
        // A digit that a mark combines with is none; where there are no marks, bytes are characters.
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return digitRuns(text.utf8) { (48...57).contains($0) } }
        return digitRuns(text) { $0.isASCII && $0.isNumber }
    }

    private static func digitRuns<Text: Collection>(_ text: Text, _ isDigit: (Text.Element) -> Bool) -> [Range<String.Index>]
    where Text.Index == String.Index {
        var runs: [Range<String.Index>] = []
        var start: String.Index?
        var index = text.startIndex
        while index < text.endIndex {
            let isDigit = isDigit(text[index])
            if isDigit, start == nil { start = index }
            if !isDigit, let begun = start {
                runs.append(begun..<index)
                start = nil
            }
            text.formIndex(after: &index)
        }
        if let start { runs.append(start..<text.endIndex) }
        return runs
    }
}
