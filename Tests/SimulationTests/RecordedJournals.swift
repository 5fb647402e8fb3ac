import Bookkeeping
import Foundation
import Persistence
import TestSupport

/// What the journals of the seeded years hold, as a hash for every ten seeds. A change of structure leaves every entry as it was; a
/// change of behaviour renews the file and says why.
struct RecordedJournals {
    /// So many years are recorded.
    static let years = 200
    static let renews = ProcessInfo.processInfo.environment["RENEW"] == "histories"
    private static let name = "Tests/Fixtures/histories.sha256"
    private static let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Fixtures/histories.sha256")

    private struct Line: Equatable, CustomStringConvertible {
        var seeds: ClosedRange<Int>
        var hash: String

        var description: String { "\(seeds.lowerBound)-\(seeds.upperBound) \(hash)" }

        init(_ seeds: ClosedRange<Int>, of journals: [Int: String]) {
            self.seeds = seeds
            hash = Digest.sha256(seeds.compactMap { journals[$0] }.joined(separator: "\n").utf8)
        }

        init?(_ text: Substring) {
            let words = text.split(whereSeparator: { " -".contains($0) })
            guard words.count == 3, let first = Int(words[0]), let last = Int(words[1]), first <= last else { return nil }
            seeds = first...last
            hash = String(words[2])
        }
    }

    private let lines: [Line]

    init() throws { lines = try String(contentsOf: Self.file, encoding: .utf8).split(separator: "\n").compactMap(Line.init) }

    /// How many of these years are held against the record.
    func count(among journals: [Int: String]) -> Int { known(journals).reduce(0) { $0 + $1.seeds.count } }

    /// The recorded seeds whose journals hold something else now, with the line that records them anew.
    func differences(from journals: [Int: String]) -> [String] {
        known(journals).filter { $0 != Line($0.seeds, of: journals) }.map { line in
            "the journals of the seeds \(line.seeds) are not those of \(Self.name) "
                + "(if that is meant: RENEW=histories swift test --filter HistoryTests)"
        }
    }

    private func known(_ journals: [Int: String]) -> [Line] { lines.filter { $0.seeds.allSatisfy { journals[$0] != nil } } }

    /// Every ten of these years, as they are now.
    static func renew(_ journals: [Int: String]) throws {
        let tens = stride(from: 1, through: (journals.keys.max() ?? 0) - 9, by: 10).map { Line($0...$0 + 9, of: journals) }
        try Data(tens.map { "\($0)\n" }.joined().utf8).write(to: file)
    }
}
