import Bookkeeping
import Testing
import Wording

@testable import Hero
@testable import Pilot

/// Order, movement and zone of HERO's moments, and the order of ids.
@Suite struct MomentTests {
    private func header(
        _ id: Int, created: String? = nil, modified: String? = nil, paid: String? = nil
    ) -> DocumentHeader {
        DocumentHeader(
            id: id, statusCode: 100, created: created.flatMap { Instant(iso: $0) }, createdText: created,
            modified: modified.flatMap { Instant(iso: $0) },
            booking: paid.map { day in
                DocumentBooking(
                    isOpen: true, balance: .zero,
                    payments: [BookedPayment(id: 1, paidDate: BusinessDay(day), value: Cents(1), discount: nil)])
            }, unreadable: [])
    }

    private func at(_ hour: Int) -> String { "2026-03-02T\(hour < 10 ? "0" : "")\(hour):00:00+00:00" }

    @Test(arguments: [
        ([9, 8, 7], AssumptionVerdict.holds), ([9, 9, 8], .holds), ([9, 8, 10], .doesNotHold), ([9, 9, 9], .notSeen), ([9], .notSeen),
        ([], .notSeen),
    ])
    func `pages sorted by the last change`(hours: [Int], verdict: AssumptionVerdict) {
        let headers = hours.enumerated().map { header($0 + 1, modified: at($1)) }
        #expect(MomentEvidence.order([HeaderPage(headers: headers)]).verdict == verdict)
        // The same over two pages.
        let pages = headers.map { HeaderPage(headers: [$0]) }
        #expect(MomentEvidence.order(pages).verdict == verdict)
    }

    @Test(arguments: [
        ("2026-03-02T08:00:00+00:00", "2026-03-05T08:00:00+00:00", "2026-03-05", AssumptionVerdict.holds),
        ("2026-03-02T08:00:00+00:00", "2026-03-09T08:00:00+00:00", "2026-03-05", .holds),
        ("2026-03-02T08:00:00+00:00", "2026-03-04T08:00:00+00:00", "2026-03-05", .doesNotHold),
        // Paid on the day it was made.
        ("2026-03-05T08:00:00+00:00", "2026-03-05T09:00:00+00:00", "2026-03-05", .notSeen),
    ])
    func `a payment moves the document or does not`(created: String, modified: String, paid: String, verdict: AssumptionVerdict) {
        let found = MomentEvidence.changes([header(1, created: created, modified: modified, paid: paid)])
        #expect(found.first { $0.assumption == .modifiedMoves }?.verdict == verdict)
        #expect(found.first { $0.assumption == .modifiedAfterCreated }?.verdict == .holds)
    }

    @Test func `a change before the creation contradicts`() {
        let found = MomentEvidence.changes([header(1, created: at(9), modified: at(8)), header(2, created: at(9), modified: at(9))])
        #expect(found.first { $0.assumption == .modifiedAfterCreated }?.verdict == .doesNotHold)
        #expect(found.first { $0.assumption == .modifiedMoves }?.verdict == .notSeen)
    }

    @Test(arguments: [
        ("2026-03-02T08:00:00+00:00", AssumptionVerdict.notSeen), ("2026-03-02T10:01:00+00:00", .notSeen),
        // An hour ahead of the clock: Berlin time under the label of UTC.
        ("2026-03-02T10:59:00+00:00", .doesNotHold), ("2026-03-02T11:00:00+01:00", .holds), ("2026-03-02T08:00:00Z", .notSeen),
    ])
    func `the zone of moments`(created: String, verdict: AssumptionVerdict) throws {
        let clock = try #require(Instant(iso: "2026-03-02T10:00:00Z"))
        #expect(MomentEvidence.zone([header(1, created: created)], clock: clock).verdict == verdict)
    }

    @Test func `a strange offset is not repeated`() {
        let found = MomentEvidence.zone([header(1, created: "gestern um acht, Frau Xaver")], clock: nil)
        #expect(found.counts.map(\.name) == ["offset (other)"])
    }

    @Test(arguments: [
        ([(1, 7), (2, 8), (3, 8)], AssumptionVerdict.holds), ([(1, 8), (2, 7)], .doesNotHold), ([(2, 7), (1, 8)], .doesNotHold),
        ([(1, 8), (2, 8)], .notSeen), ([], .notSeen),
    ])
    func `ids and moments ascend together`(rows: [(id: Int, hour: Int)], verdict: AssumptionVerdict) {
        #expect(MomentEvidence.ids(rows.map { header($0.id, created: at($0.hour)) }).verdict == verdict)
        let contacts = rows.map { ContactOrder(id: $0.id, created: Instant(iso: at($0.hour))) }
        #expect(MomentEvidence.contacts(contacts).verdict == verdict)
    }
}
