import Bookkeeping
import Comparison
import Reconciliation
import TestSupport
import Testing
import Wording

/// Of each reason that needs a person: somebody does what is said, and it comes to rest. A new reason has to be played, or named here.
@Suite struct PlayedWaysTests {
    private static let played: Set<ReasonCode> = Set(FollowedWords.all.map(\.held.reason))
        .union(FollowedDrift.all.map(\.reason)).union(ExplainedTrouble.all.map(\.reason)).union(PlayedWay.all.map(\.reason))
        .union(UntidyPaper.Trouble.allCases.flatMap(\.reasons))
        // FollowedWordsTests plays the country and the cancellation, MissingRightTests the right that is given.
        .union([.customerCountry, .cancellationMismatch, .rightMissing])

    @Test func whatNeedsAPersonIsPlayed() {
        let needing = ReasonCode.allCases.filter { Catalogue.explanation($0).next.contains { $0.actor != .nobody } }
        let missing = Set(needing).subtracting(Self.played)
        #expect(missing.isEmpty, "\(missing.map { "\($0)" }.sorted())")
    }

    @Test func whatIsSaidLeadsToRest() async throws {
        try await sideBySide(PlayedWay.all, atOnce: 2) { try await play($0) }
    }

    private func play(_ way: PlayedWay) async throws {
        let scene = try await way.happens()
        try #require(try await scene.isTold(way.reason), "\(way): \(scene.company.lastReport.lines)")
        try await way.deed(scene)
        scene.company.settleIndex()
        let report = try await scene.rest()
        let story = try scene.story
        #expect(
            report.exit == .success && report.count(.person) == 0,
            "\(way): \(report.lines.map { "\($0.reason?.rawValue ?? "-") \($0.detail ?? "")" }) \(story)")
        let look = try await scene.look()
        #expect(look.exit == .success && !look.plan.lines.contains { $0.reason == way.reason }, "\(way): \(look.plan.lines)")
        let sheet = try await scene.sheet()
        #expect(!sheet.comparison.findings.contains { $0.reason == way.reason }, "\(way): \(sheet.comparison.findings)")
        let (printed, _) = try await scene.company.printedLook()
        #expect(printed.unnamed.isEmpty, "\(way)")
    }
}
