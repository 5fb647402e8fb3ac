import Bookkeeping
import Testing

@testable import Sandbox

@Suite struct HeroSampleYearTests {
    private let start = BusinessDay("2026-01-01") ?? BusinessDay(daysSince1970: 0)

    private func played(seed: UInt64 = 1) -> (hero: HeroStandIn, year: SampleYear) {
        var hero = HeroStandIn(apiKey: HeroDesk.key)
        var year = SampleYear(seed: seed, from: start)
        year.run.publishAll(in: &hero)
        return (hero, year)
    }

    @Test func isTheSameForTheSameSeed() {
        let (first, second, other) = (played(), played(), played(seed: 2))
        #expect(first.hero.records.documents.rows == second.hero.records.documents.rows)
        #expect(first.year.run.expectations == second.year.run.expectations)
        #expect(first.hero.records.documents.rows != other.hero.records.documents.rows)
    }

    @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
    func countsAndKinds(_ seed: UInt64) {
        let (hero, year) = played(seed: seed)
        let documents = hero.records.documents.rows
        #expect(documents.count == year.run.steps.count)
        #expect(year.run.expectations.count == documents.count)
        let invoices = documents.filter { ["invoice", "rental_invoice"].contains($0.type) && $0.publishedAt != nil && $0.booking != nil }
        #expect(invoices.count == 150)
        let cancellations = documents.filter { $0.type == "reversal_invoice" && $0.draft.typeID == SampleTypes.cancellation }
        // 45 of invoices, one of an invoice from before the start, one of a credit note.
        #expect(cancellations.count == 47)
        let share = cancellations.count * 100 / (invoices.count + cancellations.count)
        #expect((20...33).contains(share))
        let customers = hero.records.customers.rows.filter { $0.category == "customer" && $0.address?.countryID == 1 }
        #expect(customers.count == 80)

        let expected = Array(year.run.expectations.values)
        for reason in ["MISSING_NUMBER", "MIXED_SIGN", "UNKNOWN_DOCUMENT_TYPE", "ZERO_RATE_WITHOUT_REASON", "FILE_MISSING"] {
            #expect(expected.contains(.blocked(reason: reason)), "\(reason)")
        }
        #expect(expected.filter { $0 == .skipped(reason: "ZERO_TOTAL") }.count == 1)
        #expect(expected.filter { $0 == .beforeStart }.count == 4)
        #expect(expected.filter { $0 == .notBooked }.count == 36)
        let keys = expected.flatMap { expectation -> [String] in
            guard case .voucher(_, _, _, let items) = expectation else { return [] }
            return items.map(\.categoryKey)
        }
        #expect(Set(keys) == ["REVENUE", "CONSTRUCTION_13B", "PHOTOVOLTAIC_0"])
    }

    /// domain.md C8-C10, C12: what is expected can be booked as it stands, and stays within the tolerance for tax.
    @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
    func vouchersAreSound(_ seed: UInt64) throws {
        let (hero, year) = played(seed: seed)
        var credits = 0
        for (id, expectation) in year.run.expectations {
            guard case .voucher(let type, let gross, let tax, let items) = expectation else { continue }
            let document = try #require(hero.records.documents[id])
            #expect(gross == abs(document.totals.gross))
            #expect(gross == items.reduce(0) { $0 + $1.amountCents } && tax == items.reduce(0) { $0 + $1.taxCents })
            #expect(!items.isEmpty && items.allSatisfy { $0.amountCents > 0 && [0, 7, 19].contains($0.rate) })
            #expect(Set(items.map { "\($0.rate) \($0.categoryKey)" }).count == items.count)
            let difference = abs(tax - abs(document.totals.tax))
            #expect(difference <= Int64(document.draft.lines.count + document.draft.deductions.count + 1) / 2, "document \(id)")
            if type == "salescreditnote" { credits += 1 }
        }
        #expect(credits >= 47)
    }

    @Test func cancellationsMirrorTheirOriginals() throws {
        let (hero, year) = played()
        var checked = 0
        for document in hero.records.documents.rows where document.draft.typeID == SampleTypes.cancellation {
            let original = try #require(document.selectedDocumentID.flatMap { hero.records.documents[$0] })
            #expect(document.totals.groups.map(\.gross) == original.totals.groups.map { -$0.gross })
            guard case .voucher(let type, _, _, let items) = year.run.expectations[document.id],
                case .voucher(let originalType, _, _, let originalItems) = year.run.expectations[original.id]
            else { continue }
            #expect(items == originalItems)
            #expect(Set([type, originalType]) == ["salesinvoice", "salescreditnote"])
            checked += 1
        }
        #expect(checked == 46)
    }

    @Test func documentsAreCreatedInOrderWithinBusinessHours() {
        let (hero, year) = played()
        var last = Instant(milliseconds: 0)
        for document in hero.records.documents.rows {
            #expect(document.created >= last)
            last = document.created
            let hour = document.created.milliseconds % 86_400_000 / 3_600_000
            #expect((8..<16).contains(hour))
            let isBefore = BusinessDay(berlinDayOf: document.created) < start
            #expect(isBefore == (year.run.expectations[document.id] == .beforeStart))
        }
    }

    @Test func stepsCanBePlayedAtOtherTimes() throws {
        var hero = HeroStandIn(apiKey: HeroDesk.key)
        var year = SampleYear(from: start, days: 120, invoices: 40, cancellations: 10, contacts: 12)
        year.run.install(in: &hero)
        let now = HeroDesk.moment("2027-05-05T10:00:00Z")
        for step in year.run.steps {
            let id = try #require(year.run.perform(step, on: &hero, now: now))
            #expect(year.run.documentID(of: step) == id)
            #expect(hero.records.documents[id]?.created == (step.isBeforeStart ? step.at : now))
        }
        #expect(hero.records.customers.rows.contains { $0.companyName?.contains("<") == true })
    }

    @Test func theTourShowsEachCaseOnce() throws {
        var hero = HeroStandIn(apiKey: HeroDesk.key)
        var tour = SampleTour(from: start)
        tour.run.publishAll(in: &hero)
        let expected = hero.records.documents.rows.map { tour.run.expectations[$0.id] }
        func voucher(_ gross: Int64, _ tax: Int64, _ items: [SampleItem]) -> SampleExpectation {
            .voucher(type: "salesinvoice", grossCents: gross, taxCents: tax, items: items)
        }
        func item(_ rate: Int, _ amount: Int64, _ tax: Int64, _ key: String = "REVENUE") -> SampleItem {
            SampleItem(rate: rate, categoryKey: key, amountCents: amount, taxCents: tax)
        }
        // Figures of G01, G05, G07, G10, G14a and 12345.67 − G14a.
        #expect(
            expected == [
                .beforeStart, voucher(116_638, 18_623, [item(19, 116_638, 18_623)]),
                voucher(69_342, 8907, [item(19, 46_380, 7405), item(7, 22_962, 1502)]),
                voucher(864_000, 0, [item(0, 864_000, 0, "CONSTRUCTION_13B")]),
                voucher(1_273_831, 19_931, [item(19, 124_831, 19_931), item(0, 1_149_000, 0, "PHOTOVOLTAIC_0")]),
                voucher(595_000, 95_000, [item(19, 595_000, 95_000)]), voucher(874_135, 139_568, [item(19, 874_135, 139_568)]),
                .notBooked, .notBooked,
            ])
    }
}
