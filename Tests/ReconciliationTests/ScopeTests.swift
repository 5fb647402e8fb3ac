import Bookkeeping
import Testing

@testable import Reconciliation

/// Which documents belong to the transfer at all, by their header alone (domain.md S16-S19).
@Suite struct ScopeTests {
    struct Case: Sendable {
        /// Midnight of 13 April 2026 in Berlin is 22:00 UTC the day before.
        let created: String?
        let date: String?
        let expected: Judgement?
    }

    private static let ambiguous = Judgement.blocked(.startDateAmbiguous, detail: "as_utc=2026-04-13 as_berlin=2026-04-12")

    private static let cases: [Case] = [
        // The start date is in, the day before is out, whatever the document's own date says.
        Case(created: "2026-04-13T08:00:00Z", date: "2026-04-13", expected: nil),
        Case(created: "2026-04-13T08:00:00Z", date: "2026-03-31", expected: nil),
        Case(created: "2026-04-12T08:00:00Z", date: "2026-04-13", expected: .outOfScope(.beforeStart)),
        // Perhaps HERO's hours are Berlin's already: only a person knows.
        Case(created: "2026-04-12T21:59:59Z", date: "2026-04-12", expected: .outOfScope(.beforeStart)),
        Case(created: "2026-04-12T22:00:00Z", date: "2026-04-12", expected: ambiguous),
        Case(created: "2026-04-12T23:59:59Z", date: "2026-04-12", expected: ambiguous),
        Case(created: "2026-04-13T00:00:00Z", date: "2026-04-12", expected: nil),
        // Without a creation date the document's own counts; without either it is held for that later.
        Case(created: nil, date: "2026-04-13", expected: nil),
        Case(created: nil, date: "2026-04-12", expected: .outOfScope(.beforeStart)),
        Case(created: nil, date: nil, expected: nil),
    ]

    @Test(arguments: cases) func aDocumentIsInScopeFromTheStartDateOn(_ one: Case) throws {
        let (created, date) = (try one.created.map(Sample.moment), try one.date.map(Sample.day))
        #expect(try Sample.judge().scope(id: 7, createdAt: created, date: date) == one.expected)
    }

    /// A start date to come lets nothing flow until then (S9).
    @Test func nothingIsInScopeBeforeAStartDateToCome() throws {
        let judge = try Sample.judge(from: "2026-05-01")
        let created = try Sample.moment("2026-04-30T12:00:00Z")
        #expect(try judge.scope(id: 7, createdAt: created, date: Sample.day("2026-05-04")) == .outOfScope(.beforeStart))
    }
}
