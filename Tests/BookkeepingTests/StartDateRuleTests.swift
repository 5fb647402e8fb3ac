import Bookkeeping
import Testing

/// domain.md S9, S16-S19.
struct StartDateRuleTests {
    private func eligibility(_ start: String, created: String?, document: String?) throws -> StartDateRule.Eligibility {
        let createdAt = try created.map { try #require(Instant(iso: $0)) }
        let day = try document.map(Sample.day)
        let document = Document(id: 1, number: "1", kind: .invoice, documentDate: day, createdAt: createdAt)
        return StartDateRule(startDate: try Sample.day(start)).eligibility(of: document)
    }

    @Test func equalDatesAreIn() throws {
        #expect(try eligibility("2022-04-13", created: "2022-04-13T10:00:00+00:00", document: "2022-04-13") == .eligible(backdated: false))
        #expect(try eligibility("2022-04-14", created: "2022-04-13T10:00:00+00:00", document: "2022-04-14") == .beforeStart)
    }

    /// 22:30 UTC on 12 April is 13 April in Berlin, unless HERO's clock shows Berlin time under a wrong label.
    @Test func twoReadingsOfOneMoment() throws {
        let created = "2022-04-12T22:30:00+00:00"
        #expect(
            try eligibility("2022-04-13", created: created, document: "2022-04-13")
                == .ambiguous(Sample.day("2022-04-13"), Sample.day("2022-04-12")))
        #expect(try eligibility("2022-04-12", created: created, document: "2022-04-13") == .eligible(backdated: false))
        #expect(try eligibility("2022-04-14", created: created, document: "2022-04-14") == .beforeStart)
        #expect(try eligibility("2022-04-13", created: "2022-04-12T21:59:59+00:00", document: "2022-04-13") == .beforeStart)
        // In winter the night is an hour shorter.
        #expect(try eligibility("2026-01-01", created: "2025-12-31T22:30:00+00:00", document: nil) == .beforeStart)
        #expect(
            try eligibility("2026-01-01", created: "2025-12-31T23:00:00+00:00", document: nil)
                == .ambiguous(Sample.day("2026-01-01"), Sample.day("2025-12-31")))
    }

    @Test func backdated() throws {
        #expect(try eligibility("2026-04-13", created: "2026-04-15T10:00:00+00:00", document: "2026-04-12") == .eligible(backdated: true))
        #expect(try eligibility("2026-04-13", created: "2026-04-15T10:00:00+00:00", document: "2026-04-13") == .eligible(backdated: false))
        #expect(try eligibility("2026-04-13", created: "2026-04-12T10:00:00+00:00", document: "2026-04-20") == .beforeStart)
    }

    @Test func withoutCreationDate() throws {
        #expect(try eligibility("2026-04-13", created: nil, document: "2026-04-13") == .eligible(backdated: false))
        #expect(try eligibility("2026-04-13", created: nil, document: "2026-04-12") == .beforeStart)
    }

    @Test func withoutAnyDateMappingHoldsIt() throws {
        #expect(try eligibility("2026-04-13", created: nil, document: nil) == .eligible(backdated: false))
        let outcome = VoucherMapping(rules: Sample.rules()).voucher(for: Document(id: 1, number: "1", kind: .invoice))
        #expect(outcome.reason == .missingDate)
    }
}
