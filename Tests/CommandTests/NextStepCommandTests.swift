import ArgumentParser
import Bookkeeping
import Testing
import Wording

@testable import ReconcileCommand

/// What people are told to type is what the program takes.
@Suite struct NextStepCommandTests {
    /// What the reader knows instead of us, in both languages.
    private static let known = [
        "NUMMER": "RE-1", "NUMBER": "RE-1", "BELEG": "00000000-0000-4000-8000-000000000001",
        "VOUCHER": "00000000-0000-4000-8000-000000000001", "KONTAKT": "00000000-0000-4000-8000-000000000002",
        "CONTACT": "00000000-0000-4000-8000-000000000002", "EINTRAG": "4711", "ENTRY": "4711", "yyyy-MM-dd": "2026-01-01", "…": "why",
        "rest|whole": "rest", "BELEG,BELEG": Self.two, "VOUCHER,VOUCHER": Self.two,
    ]

    private static let two = "00000000-0000-4000-8000-000000000001,00000000-0000-4000-8000-000000000002"

    /// Several vouchers are one document: after a comma, or each with its own option; entries never are.
    @Test(
        arguments: [
            (["--adopt", two], true), (two.split(separator: ",").flatMap { ["--adopt", String($0)] }, true),
            (["--adopt", "4711"], true), (["--adopt", "4711,4712"], false), (["--adopt", "4711", "--adopt", two], false),
            (["--adopt", two + ","], false), (["--adopt", ""], false), (["--adopt", two, "--waive"], false),
        ] as [([String], Bool)]) func severalVouchersAreAdoptedTogether(options: [String], isTaken: Bool)
    {
        let line = ["resolve", "RE-1"] + options + ["--reason", "why"]
        #expect(((try? Reconcile.parseAsRoot(line)) != nil) == isTaken, "\(options)")
    }

    @Test func theProgramTakesTheCommandOfEveryStep() throws {
        let explanations = ReasonCode.allCases.map(Catalogue.explanation) + SetupRefusal.allCases.map(Catalogue.setup)
        let lines = Set(explanations.flatMap(\.next).compactMap(\.act.typedCommand))
        #expect(lines.count > 8)
        for line in lines {
            for language in Language.allCases {
                let words = line.text(language).split(separator: " ").map(String.init)
                #expect(words.first == "reconcile")
                #expect(throws: Never.self, "\(line.text(language))") {
                    try Reconcile.parseAsRoot(words.dropFirst().map { Self.known[$0] ?? $0 })
                }
            }
        }
    }

    /// One answer at a time, and never without a reason.
    @Test(
        arguments: [
            ["--collective", "--new-contact", "--reason", "why"], ["--collective", "--waive", "--reason", "why"],
            ["--reason", "why"], ["--collective"], ["--new-contact", "--reason", " "], ["--collective", "c-1", "--reason", "why"],
            ["--as-stated", "--without-file", "--reason", "why"], ["--cumulative", "--reason", "why"],
            ["--cumulative", "half", "--reason", "why"],
            ["--contact", "c-1", "--reason", "why"],
            ["--contact", "00000000-0000-4000-8000-000000000002", "--collective", "--reason", "why"],
        ]) func halfAnAnswerIsRefused(options: [String])
    {
        #expect(throws: (any Error).self) { try Reconcile.parseAsRoot(["resolve", "RE-1"] + options) }
    }

    /// The check can fail.
    @Test func anotherCommandIsRefused() {
        #expect(throws: (any Error).self) { try Reconcile.parseAsRoot(["resolve", "RE-1", "--adopted", "4711", "--reason", "why"]) }
    }
}
