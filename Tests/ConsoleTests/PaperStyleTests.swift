import Bookkeeping
import Testing

@testable import Console

@Suite struct PaperStyleTests {
    private static let hash = String(repeating: "0a", count: 32)

    @Test func theFootNamesTheSheet() throws {
        let style = try #require(PaperStyle("2026-11-\(Self.hash)"))
        #expect(style.text.contains("\"2026-11 · \(Self.hash)\""))
    }

    @Test(
        arguments: [
            "", "2026-11", "2026-13-\(hash)", "2026-11-\(hash)0", "2026-11_\(hash)", "2026-11-\(hash.dropLast())G",
            "2026-11-\(hash.uppercased())",
            "2026-11-\(hash.dropLast(3))\"}a", "２０２６-11-\(hash)",
        ])
    func nothingElseGetsIntoAStyleSheet(name: String) {
        #expect(PaperStyle(name) == nil)
    }

    @Test func monthsGoBackOverNewYear() throws {
        let (first, last) = (try #require(BookMonth("2025-11")), try #require(BookMonth("2026-02")))
        #expect(ClosingListPage.months(from: first, to: last).map(\.description) == ["2026-02", "2026-01", "2025-12", "2025-11"])
        #expect(ClosingListPage.months(from: try #require(BookMonth("1990-01")), to: last).count == ClosingListPage.shown)
        #expect(ClosingListPage.months(from: last, to: first).isEmpty)
    }
}
