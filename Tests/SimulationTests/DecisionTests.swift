import Administration
import Bookkeeping
import Foundation
import Persistence
import Reconciliation
import Sandbox
import StateCharts
import Synchronization
import TestSupport
import Testing
import Transport

/// People decide beside the one who holds the state, and he carries it out: once, as if they had done it themselves.
@Suite struct DecisionTests {
    private static let erika = "user:erika(uid 1000)"
    private static let rudi = "user:rudi(uid 1001)"

    /// Held documents: their number is missing.
    private final class Held {
        let company: Company
        let ids: [Int]

        init(_ count: Int, store: Store? = nil) async throws {
            company = try Company(store: store)
            let customer = company.openShop()
            try await company.setup()
            let company = company
            ids = (0..<count).map { _ in
                var draft = company.draft(customer, [HeroLine("Montage", unitPrice: 10_000, rate: 19)])
                draft.numbering = .missing
                return company.publish(draft)
            }
            try await company.pass()
            for id in ids { #expect(try company.standing(id: id)?.machine.reason == .missingNumber) }
        }

        func note(_ answer: Answer, _ document: Int, _ id: String, by actor: String, reason: String = "retry") throws {
            let order = AnswerOrder(answer, to: String(document))
            let decision = try order.decision(id: id, by: actor, reason: reason, in: company.store)
            try company.store.note(decision, at: company.now)
        }

        func desk() throws -> DecisionDesk { DecisionDesk(context: try company.clients().context) }

        func answer(_ id: String) throws -> DecisionAnswer? { try company.store.decision(id)?.answer(DecisionAnswer.self) }

        func moves(_ document: Int) throws -> [JournalEntry] {
            try company.store.journal(InvoiceChart.self, String(document)).filter { $0.event == "op.retry" && $0.from != $0.to }
        }
    }

    @Test func theJournalSaysTheSameAsWithoutAHolder() async throws {
        let (beside, alone) = (try await Held(1), try await Held(1))
        try beside.note(.retry, beside.ids[0], "a", by: Self.erika)
        #expect(try await beside.desk().carryOut())
        let author = Author(
            actor: Self.erika, cause: "retry", software: "test", mapping: try Settings.load(alone.company.store)?.mappingDigest ?? "")
        let receipt = try await Answers(context: try alone.company.clients().context.acting(as: author)).give(
            .retry, to: String(alone.ids[0]))
        #expect(try beside.answer("a") == .answered(receipt))
        let one = try #require(try beside.moves(beside.ids[0]).last)
        var other = try #require(try alone.moves(alone.ids[0]).last)
        other.at = one.at
        // The setups of two companies have entries that differ in their moment.
        (other.previous, other.hash) = (one.previous, one.hash)
        #expect(one == other)
        #expect(try beside.company.store.verifyJournal().broken == nil)
    }

    @Test func theLaterOfTwoIsToldWhatChanged() async throws {
        let held = try await Held(1)
        let id = held.ids[0]
        try held.note(.retry, id, "first", by: Self.erika)
        try held.note(.absent, id, "second", by: Self.rudi, reason: "resolve: not ours")
        #expect(try await held.desk().carryOut())
        #expect(try held.company.store.decision("first")?.outcome == .done)
        let second = try #require(try held.company.store.decision("second"))
        #expect(second.outcome == .stale && second.exit == 3)
        guard case .moved(let seen, let now)? = try held.answer("second") else {
            Issue.record("not told what changed")
            return
        }
        #expect(seen.contains("/blocked/") && seen.hasSuffix("MISSING_NUMBER") && !now.contains("/blocked/"))
        #expect(try held.moves(id).map(\.actor) == [Self.erika])
        #expect(try await !held.desk().carryOut())
    }

    /// What nobody can do any more is refused with the words of the command, and the refusal is in the journal.
    @Test func whatTheChartRefusesIsRefused() async throws {
        let held = try await Held(1)
        try held.note(.accept, held.ids[0], "a", by: Self.erika, reason: "resolve: fine")
        #expect(try await held.desk().carryOut())
        #expect(try held.company.store.decision("a")?.outcome == .refused && held.answer("a")?.exit == .peopleNeeded)
        #expect(try held.company.standing(id: held.ids[0])?.transfer == .blocked)
    }

    /// A person pauses between two documents: nothing more leaves, and the pass says that it has not done all.
    @Test func aPauseBetweenTwoDocumentsEndsThePass() async throws {
        let company = try Company()
        let customer = company.openShop()
        try await company.setup()
        let documents = (0..<6).map { _ in company.invoice(customer: customer) }
        let clients = try company.clients()
        let desk = DecisionDesk(context: clients.context)
        let (store, time) = (company.store, company.time)
        let asked = Mutex(0)
        let report = await DecidedPass(desk: desk).run(
            while: {
                let count = asked.withLock { count in
                    count += 1
                    return count
                }
                guard count == 4 else { return true }
                let now = Instant(milliseconds: time.wallMilliseconds())
                do {
                    let pause = try PlainOrder.decision(.pause, id: "p", by: Self.erika, reason: "pause: stocktaking", in: store)
                    try store.note(pause, at: now)
                } catch { Issue.record(error) }
                return true
            },
            { clients.pass(mayContinue: $0) })
        #expect(try store.decision("p")?.outcome == .done)
        #expect(report.remaining > 0 && company.vouchers.count < documents.count && report.interruption == nil)
        let booked = company.vouchers.count
        #expect(try await company.pass().isPaused)
        #expect(company.vouchers.count == booked)
        let entry = try #require(try store.journal(after: 0, limit: 10_000).last { $0.event == "op.pause" })
        #expect(entry.actor == Self.erika && entry.cause == "pause: stocktaking")
    }

    @Test func aPassThatWasAskedForSaysWhatItCameTo() async throws {
        let company = try Company()
        let customer = company.openShop()
        try await company.setup()
        company.invoice(customer: customer)
        let clients = try company.clients()
        let sync = try PlainOrder.decision(.sync, id: "s", by: Self.erika, reason: "sync", in: company.store)
        try company.store.note(sync, at: company.now)
        let report = await DecidedPass(desk: DecisionDesk(context: clients.context)).run { _ in clients.pass() }
        #expect(report.interruption == nil && report.count(.create) == 1)
        guard case .passed(let summary)? = try company.store.decision("s")?.answer(DecisionAnswer.self) else {
            Issue.record("no summary")
            return
        }
        #expect(summary.exit == report.exit && summary.count(.create) == 1 && summary.gross(.create) == Cents(11_900))
        #expect(try company.store.dueDecisions().isEmpty)
    }

    /// While the process ends, what it could not ask stays for the next one.
    @Test func anEndingHolderLeavesWhatIsDue() async throws {
        let held = try await Held(1)
        try held.note(.retry, held.ids[0], "a", by: Self.erika)
        let ending = DecisionDesk(context: try held.company.clients().context, isStopping: { true })
        #expect(try await !ending.carryOut())
        #expect(try held.company.store.decision("a")?.outcome == nil && held.moves(held.ids[0]).isEmpty)
        #expect(try await held.desk().carryOut())
        #expect(try held.moves(held.ids[0]).count == 1)
    }
}
