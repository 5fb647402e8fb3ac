package import Wording

/// What was seen of one assumption. Holds counts and words of the trade; no name, number or amount of anybody.
package struct PilotFinding: Sendable, Hashable {
    package struct Count: Sendable, Hashable {
        /// English, a closed set but for names of kinds and codes that a system gave, reduced by ``PilotWord``.
        package var name: String
        package var count: Int
    }

    package var assumption: Assumption
    package var verdict: AssumptionVerdict
    /// By name: the same sights are the same bytes.
    package var counts: [Count]

    package init(_ assumption: Assumption, _ verdict: AssumptionVerdict, _ tally: Tally = Tally()) {
        self.assumption = assumption
        self.verdict = verdict
        counts = tally.counts.sorted { $0.name < $1.name }
    }
}

/// Counts under names.
package struct Tally: Sendable, Hashable {
    private(set) var counts: [PilotFinding.Count] = []

    /// More names than anybody reads are counted as one.
    private static let namesMaximum = 60
    private static let more = "(more)"

    package init() {}

    subscript(_ name: String) -> Int { counts.first { $0.name == name }?.count ?? 0 }

    mutating func add(_ name: String, _ count: Int = 1) {
        let isKnown = counts.contains { $0.name == name }
        let name = isKnown || counts.count < Self.namesMaximum ? name : Self.more
        if let index = counts.firstIndex(where: { $0.name == name }) {
            counts[index].count += count
        } else {
            counts.append(PilotFinding.Count(name: name, count: count))
        }
    }

    /// Holds when all that was seen is good, and something was.
    static func verdict(good: Int, bad: Int) -> AssumptionVerdict { bad > 0 ? .doesNotHold : good > 0 ? .holds : .notSeen }
}

/// Words a system gave, as they may be mailed.
enum PilotWord {
    static let other = "(other)"

    /// A technical word, such as `reversal_invoice` or `project.created`: letters, `_`, `.` and `-`. Anything with a figure, a blank or
    /// a letter beyond ASCII may be a name or a number and is told as another.
    static func technical(_ text: String) -> String {
        let isWord =
            (1...40).contains(text.utf8.count) && text.utf8.allSatisfy { (97...122).contains($0 | 0x20) || "_.-".utf8.contains($0) }
        return isWord ? text : other
    }

    /// A status code of HERO's.
    static func code(_ code: Int) -> String { (0...9999).contains(code) ? String(code) : other }

    /// The name of a profile of an e-invoice.
    static func profile(_ text: String) -> String {
        let isName =
            (1...60).contains(text.utf8.count)
            && text.utf8.allSatisfy { (97...122).contains($0 | 0x20) || (48...57).contains($0) || " .:-_#".utf8.contains($0) }
        return isName ? text : other
    }
}
