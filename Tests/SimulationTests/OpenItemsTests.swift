import Administration
import Bookkeeping
import Comparison
import Persistence
import Reconciliation
import StateCharts
import TestSupport
import Testing

@testable import Sandbox

/// One thing that happens to an invoice of 119.00, due on 15 April 2026, and what may be done about it on the 20th.
struct OverdueKind: Sendable, CustomTestStringConvertible {
    let name: String
    let verdict: DunningVerdict
    /// Open in HERO and lexoffice, in cents.
    let open: [Int64?]
    /// Whether a pass follows, so that both sides were seen since.
    var isSeen = true
    let play: @Sendable (BookedDocument) async throws -> Void
    var testDescription: String { name }

    private static func pay(_ booked: BookedDocument, _ type: LexofficePaymentType, _ cents: Int64) throws {
        let today = booked.company.today
        try booked.lexoffice { try $0.pay($1, type: type, amount: Cents(cents), on: today, now: $2) }
    }

    static let all: [OverdueKind] = [
        OverdueKind(name: "nothing", verdict: .mayBeDunned, open: [11_900, 11_900]) { _ in },
        OverdueKind(name: "part paid and entered in HERO", verdict: .mayBeDunned, open: [6_900, 6_900]) { booked in
            try pay(booked, .bank, 5_000)
            try await booked.company.pass()
        },
        OverdueKind(name: "not looked at for two days", verdict: .unknown(.tooOld), open: [11_900, 11_900], isSeen: false) { booked in
            booked.company.advance(hours: 48)
        },
        OverdueKind(name: "paused", verdict: .unknown(.resting), open: [11_900, 11_900], isSeen: false) { booked in
            let flow = Flow(store: booked.company.store, author: Author(actor: "user:test", cause: "pause", software: "test"))
            _ = try flow.set(paused: true, at: booked.company.now)
        },
        OverdueKind(name: "an entry in HERO alone", verdict: .not(.entryOnlyInHero), open: [6_900, 11_900]) { booked in
            let today = booked.company.today
            booked.hero { $0.enterPayment(documentID: $1, value: Cents(5_000), on: today, now: $2) }
        },
        OverdueKind(name: "on its way", verdict: .not(.underWay), open: [11_900, 11_900]) { booked in
            try booked.edit { $0.status = .transferred }
        },
        OverdueKind(name: "returned, HERO still has the entry", verdict: .not(.returnBeingCleared), open: [0, 11_900]) { booked in
            try pay(booked, .bank, 11_900)
            try await booked.company.pass()
            let today = booked.company.today
            try booked.lexoffice {
                try $0.removePayment($1, LexofficePayment(type: .bank, amount: Cents(11_900), date: today), now: $2)
            }
        },
        OverdueKind(name: "written off", verdict: .not(.writtenOff), open: [11_900, 0]) { booked in
            try pay(booked, .irrecoverableReceivable, 11_900)
        },
        OverdueKind(name: "cancelled", verdict: .not(.cancelled), open: [nil, 11_900]) { booked in
            _ = try booked.company.cancel(booked.id)
        },
        OverdueKind(name: "its voucher was changed", verdict: .not(.contested), open: [11_900, 12_900]) { booked in
            try booked.edit {
                $0.content.gross = Cents(12_900)
                $0.content.tax = Cents(2_060)
                $0.content.items[0].amount = Cents(12_900)
                $0.content.items[0].taxAmount = Cents(2_060)
            }
        },
        OverdueKind(name: "15 % kept", verdict: .not(.withheldTax), open: [1_785, 1_785]) { booked in
            try pay(booked, .bank, 10_115)
            try await booked.company.pass()
        },
    ]
}

@Suite struct OpenItemsTests {
    /// Dated and due before the 20th.
    private func overdue() async throws -> BookedDocument {
        let booked = try await BookedDocument { $0.dueDays = 14 }
        booked.company.advance(hours: 24 * 19)
        try await booked.company.pass()
        return booked
    }

    private func open(_ company: Company, _ date: BusinessDay? = nil) throws -> OpenItems {
        try OpenItemsReading(store: company.store, now: company.now).run(date ?? company.today)
    }

    @Test(arguments: OverdueKind.all) func eachIsJudged(kind: OverdueKind) async throws {
        let booked = try await overdue()
        try await kind.play(booked)
        if kind.isSeen {
            booked.company.time.advance(milliseconds: 60_000)
            try await booked.company.pass()
        }
        let open = try open(booked.company)
        let item = try #require(open.items.first { $0.key == String(booked.id) })
        #expect(item.verdict == kind.verdict)
        #expect([item.heroOpen?.amount, item.lexofficeOpen?.amount] == kind.open)
        #expect(item.due == BusinessDay("2026-04-15") && item.total == Cents(item.lexofficeOpen == Cents(12_900) ? 12_900 : 11_900))
        #expect(open.freshness.hero != nil && open.freshness.lexoffice != nil)
    }

    /// Paid in the night, and HERO refuses the entry in the morning: money was seen.
    @Test func moneySeenAndNotEntered() async throws {
        let booked = try await overdue()
        let today = booked.company.today
        booked.hero { $0.enterPayment(documentID: $1, value: Cents(11_900), on: today.adding(days: -2), now: $2) }
        try booked.lexoffice { try $0.pay($1, type: .bank, amount: Cents(11_900), on: today, now: $2) }
        try await booked.company.pass()
        let open = try open(booked.company)
        // HERO counts an entry of another day, lexoffice the payment: which is which is asked.
        #expect(open.items.isEmpty && open.settled == 1)
    }

    /// What was paid after the key date is open at it; what is not yet due has no verdict, and a past day has none at all.
    @Test func paymentsAfterTheKeyDateAreCountedBack() async throws {
        let booked = try await overdue()
        let today = booked.company.today
        try booked.lexoffice {
            try $0.pay($1, type: .bank, amount: Cents(5_000), on: today.adding(days: -3), now: $2)
            try $0.pay($1, type: .bank, amount: Cents(6_662), on: today, now: $2)
            try $0.pay($1, type: .cashDiscount, amount: Cents(238), on: today, now: $2)
        }
        try await booked.company.pass()
        booked.company.time.advance(milliseconds: 60_000)
        try await booked.company.pass()
        let now = try open(booked.company)
        #expect(now.items.isEmpty && now.settled == 1)
        let yesterday = try #require(try open(booked.company, today.adding(days: -1)).items.first)
        #expect(yesterday.heroOpen == Cents(6_900) && yesterday.lexofficeOpen == Cents(6_900) && yesterday.difference == .zero)
        #expect(yesterday.verdict == nil && yesterday.bucket == .from0 && yesterday.daysOverdue == 4)
        let before = try #require(try open(booked.company, today.adding(days: -10)).items.first)
        #expect(before.heroOpen == Cents(11_900) && before.lexofficeOpen == Cents(11_900) && before.bucket == .notDue)
        // Before it was written it was not open.
        let first = try open(booked.company, BusinessDay("2026-03-31"))
        #expect(first.items.isEmpty && first.settled == 0)
    }

    /// Sums by age and side, reckoned by hand: 119.00 and 238.00 due on the 15th of April, a credit of 59.50 in lexoffice, 357.00 later.
    @Test func theBucketsAddUp() async throws {
        let company = try Company()
        let customer = company.openShop()
        try await company.setup()
        func publish(_ net: Int64, days: Int) {
            var draft = company.draft(customer, [HeroLine("Montage", unitPrice: net, rate: 19)])
            draft.dueDays = days
            _ = company.publish(draft)
        }
        publish(10_000, days: 14)
        publish(20_000, days: 14)
        publish(30_000, days: 60)
        try await company.passUntilQuiet()
        company.advance(hours: 24 * 49)
        try await company.pass()
        // 20 May: 35 days past 15 April.
        let open = try open(company, BusinessDay("2026-05-20"))
        expect(open.total(.from30), 2, Cents(35_700))
        expect(open.total(.notDue), 1, Cents(35_700))
        expect(open.total(), 3, Cents(71_400))
        #expect(open.total(.from0).count == 0 && open.items.map(\.difference) == [.zero, .zero, .zero])
        #expect(open.items.map(\.total) == [Cents(11_900), Cents(23_800), Cents(35_700)])
    }

    private func expect(_ total: OpenItems.Total, _ count: Int, _ cents: Cents) {
        #expect(total.count == count && total.hero == cents && total.lexoffice == cents && total.notTold == 0)
        #expect(total.difference == .zero && total.untold == .zero)
    }

    /// Nobody looked yet: nothing may be dunned on that.
    @Test func nothingIsKnownBeforeTheFirstPass() async throws {
        let company = try Company()
        company.openShop()
        try await company.setup()
        let open = try open(company)
        #expect(open.items.isEmpty && open.freshness.hero == nil && open.freshness.lexoffice == nil)
    }
}
