import Bookkeeping
import Foundation
import Persistence
import Reconciliation
import Sandbox
import TestSupport
import Testing

/// Months of an untidy office: every customer has one contact, every document one voucher, what is good is booked in the next pass, what
/// is bad is said with a reason and a way out, and the sheets name every cent.
///
/// `UNTIDY` names the one seed to be lived again; with `KILL_POINTS=all`, or from `HISTORIES=200` on, all of them are lived.
@Suite struct UntidyMonthTests {
    private static let workers = 2
    private static let seeds = Seeds.chosen(usual: KillPoints.areAllWanted ? 200 : 20, all: 200, one: "UNTIDY")

    struct Outcome: Sendable {
        var problems: [String]
        var troubles: Set<UntidyPaper.Trouble> = []
        var kinds: Set<UntidyParty.Kind> = []
    }

    private static func live(_ seed: Int, _ naivety: Naivety? = nil) async -> Outcome {
        let again = "seed \(seed) (again: UNTIDY=\(seed) swift test --filter UntidyMonthTests)"
        do {
            var month = try await UntidyMonth(seed: UInt64(seed), naivety: naivety)
            try await month.run()
            var report = try await month.comeToRest()
            try await month.note(UntidyBooks(month, report).atRest())
            if naivety == nil {
                try await month.tidyUp()
                report = try await month.comeToRest()
                try await month.note(UntidyBooks(month, report).atRest())
                try month.note(month.untidied(report))
            }
            return Outcome(
                problems: month.problems.map { "\(again): \($0)" }, troubles: Set(month.papers.map(\.trouble)),
                kinds: Set(month.parties.map(\.kind)))
        } catch {
            return Outcome(problems: ["\(again): \(error)"])
        }
    }

    @Test func everyCentAndEveryDocumentIsAccountedFor() async throws {
        let outcomes = await withTaskGroup(of: [Outcome].self) { group in
            for worker in 0..<Self.workers {
                group.addTask {
                    var outcomes: [Outcome] = []
                    for index in stride(from: worker, to: Self.seeds.count, by: Self.workers) {
                        outcomes.append(await Self.live(Self.seeds[index]))
                    }
                    return outcomes
                }
            }
            return await group.reduce(into: []) { $0 += $1 }
        }
        let problems = outcomes.flatMap(\.problems)
        #expect(problems.isEmpty, "\(problems.joined(separator: "\n"))")
        guard Self.seeds.count >= 20 else { return }
        // A month in which nothing goes wrong would prove nothing.
        #expect(outcomes.reduce(into: Set()) { $0.formUnion($1.troubles) }.count == UntidyPaper.Trouble.allCases.count)
        #expect(outcomes.reduce(into: Set()) { $0.formUnion($1.kinds) }.count == UntidyParty.Kind.allCases.count)
    }

    /// What each carelessness must be caught by.
    private static let careless: [(naivety: Naivety, finding: String)] = [
        (.blindToContacts, "a second contact for"), (.blindToVouchers, "vouchers"), (.slow, "is late"), (.deaf, "is not said"),
        (.silentSheet, "not named"),
    ]

    @Test func aCarelessProgramIsCaught() async throws {
        try await sideBySide(Self.careless, atOnce: 2) { (naivety, finding) in
            var found: [String] = []
            for seed in 1...6 where !found.contains(where: { $0.contains(finding) }) { found += await Self.live(seed, naivety).problems }
            #expect(found.contains { $0.contains(finding) }, "\(naivety): \(found)")
        }
    }
}
