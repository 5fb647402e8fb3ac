import Bookkeeping
import Foundation
import GRDB
import StateCharts
import Synchronization
import Testing

@testable import Persistence

/// A pass that finds nothing new leaves no byte, and is told all the same.
@Suite struct QuietPassTests {
    private struct Turn: Fact {
        static let name = "turn"
        var number: Int
    }

    private func pass(_ store: Store, at moment: Instant, _ outcome: PassRecord.Outcome = .complete, _ work: () throws -> Void = {}) throws
    {
        let id = try store.beginPass(at: moment)
        try work()
        try store.finishPass(id, outcome, reason: nil, heroRequests: 1, lexofficeRequests: 1, writes: 0, at: moment.adding(seconds: 1))
    }

    private func rows(_ store: Store) throws -> Int { try store.read { try Int.fetchOne($0, prepared: "SELECT COUNT(*) FROM pass") ?? 0 } }

    private func bytes(_ file: StateFile) throws -> [String: Data] {
        var found: [String: Data] = [:]
        for name in ["reconcile.sqlite", "reconcile.sqlite-wal", "reconcile.watermark"] {
            found[name] = FileManager.default.contents(atPath: file.directory + "/" + name)
        }
        return found
    }

    @Test func itWritesNothingAndIsTheLastOne() throws {
        let file = try StateFile()
        let store = try file.open()
        try pass(store, at: StateFile.now)
        let before = try bytes(file)
        let later = StateFile.now.adding(seconds: 60)
        try pass(store, at: later) { try store.keep(waiting: Turn(number: 7)) }
        #expect(try bytes(file) == before)
        #expect(try store.lastPass()?.startedAt == later)
        #expect(try store.lastPass(.complete)?.startedAt == later)
        // So it is for whoever looks from beside.
        #expect(try Store.view(directory: file.directory).lastPass()?.startedAt == later)
        #expect(try store.figures().lastCompletePass == later)
        #expect(try store.fact(Turn.self)?.number == 7)
    }

    @Test func everyQuarterOfAnHourOneIsWrittenDown() throws {
        let store = try StateFile().open()
        for minute in 0..<31 { try pass(store, at: StateFile.now.adding(seconds: minute * 60)) }
        #expect(try rows(store) == 3)
        #expect(try store.lastPass()?.startedAt == StateFile.now.adding(seconds: 1_800))
    }

    @Test func oneWithNewsIsWrittenDownFromItsFirstChangeOn() throws {
        let file = try StateFile()
        let store = try file.open()
        try pass(store, at: StateFile.now)
        let id = try store.beginPass(at: StateFile.now.adding(seconds: 60))
        try store.keep(waiting: Turn(number: 3))
        #expect(try rows(store) == 1)
        try store.book("1", "v-1")
        // A crash here leaves a pass that has no end, and what waited.
        let seen = try Store.view(directory: file.directory)
        #expect(try seen.lastPass()?.id == id)
        #expect(try seen.lastPass()?.outcome == nil)
        #expect(try seen.fact(Turn.self)?.number == 3)
    }

    @Test func whatIsForgottenDoesNotComeBack() throws {
        let store = try StateFile().open()
        try pass(store, at: StateFile.now)
        let id = try store.beginPass(at: StateFile.now.adding(seconds: 60))
        try store.keep(waiting: Turn(number: 3))
        try store.lookAnew(forgetting: [Turn.self])
        #expect(try store.fact(Turn.self) == nil)
        try store.keep(waiting: Turn(number: 4))
        try store.forget(Turn.self)
        try store.finishPass(id, .complete, reason: nil, heroRequests: 0, lexofficeRequests: 0, writes: 1, at: StateFile.now)
        #expect(try store.fact(Turn.self) == nil)
        try store.keep(waiting: Turn(number: 5))
        try store.keep(Turn(number: 6))
        #expect(try store.fact(Turn.self)?.number == 6)
    }

    @Test func afterAFailureTheNextOneIsWrittenDown() throws {
        let store = try StateFile().open()
        try pass(store, at: StateFile.now)
        try pass(store, at: StateFile.now.adding(seconds: 60), .failed)
        #expect(try store.lastPass()?.outcome == .failed)
        try pass(store, at: StateFile.now.adding(seconds: 120))
        #expect(try rows(store) == 3)
        #expect(try store.lastPass()?.outcome == .complete)
    }

    /// A heartbeat that cannot belong to the newest row is another state's.
    @Test func aStrangeHeartbeatIsNotBelieved() throws {
        let file = try StateFile()
        let store = try file.open()
        try pass(store, at: StateFile.now)
        Heartbeat.beat(file.directory, at: StateFile.now.adding(seconds: 86_400))
        #expect(try store.lastPass()?.startedAt == StateFile.now)
    }

    /// What SQLite walks along a table for grows with all there ever was; the count of vouchers alone is one along an index.
    @Test func whateverItAsksIsFoundByAnIndex() throws {
        let file = try StateFile()
        let store = try file.open()
        try store.book("1", "v-1")
        try pass(store, at: StateFile.now)
        let asked = try traced(store) {
            try pass(store, at: StateFile.now.adding(seconds: 60)) { try ask(store) }
        }.filter { $0.hasPrefix("SELECT") && !$0.contains("LIMIT 1") && !$0.contains("COUNT(*) FROM lex_voucher") }
        #expect(asked.count > 15)
        let growing = [
            "invoice", "contact", "payment", "hero_document", "lex_voucher", "lex_payment", "link", "intent", "booking", "transition",
        ]
        for sql in asked {
            let plan = try store.read { db in
                let question = try db.makeStatement(sql: "EXPLAIN QUERY PLAN " + sql)
                question.setUncheckedArguments([])
                return try Row.fetchAll(question).map { $0["detail"] as String }
            }
            for table in growing {
                #expect(!plan.contains { $0 == "SCAN \(table)" || $0.hasPrefix("SCAN \(table) USING INDEX sqlite") }, "\(sql)")
            }
        }
    }

    /// The library's own reads switch a pragma, after which SQLite compiles every statement anew: most of what a pass took.
    @Test func nothingMakesStatementsBeCompiledAnew() throws {
        let file = try StateFile()
        let store = try file.open()
        try pass(store, at: StateFile.now)
        let asked = try traced(store) {
            try pass(store, at: StateFile.now.adding(seconds: 60)) {
                try store.book("1", "v-1")
                try store.moveMark(at: StateFile.now)
            }
        }
        #expect(asked.contains { $0.hasPrefix("SELECT") } && !asked.contains { $0.contains("query_only") })
    }

    private func ask(_ store: Store) throws {
        _ = try store.openIntents()
        _ = try store.troubledPayments(PaymentObservation<String, String>.self)
        _ = try (store.freshDocuments(), store.freshVouchers(), store.voucherCount(), store.unanswered(), store.dueDecisions())
        _ = try store.documents(living: [.draft, .locked, .uploaded], exceptIn: .outOfScope)
        _ = try store.documents(living: [.paid, .cancelled], after: 0, limit: 50)
        _ = try store.keys(InvoiceChart.self, where: .transfer([.unjudged, .waiting]))
        _ = try (store.keys(ContactChart.self, where: .state([.searching])), store.keys(PaymentChart.self, where: .state([.toMirror])))
        _ = try (store.machine(InvoiceChart.self, "1"), store.link(InvoiceChart.self, "1"), store.booking("1"), store.journal(after: 1))
        _ = try (store.payments(ofDocument: "1/"), store.paymentLinks(ofDocument: "1/"), store.holder(ofVoucher: "v-1"))
    }

    private func traced(_ store: Store, _ work: () throws -> Void) throws -> Set<String> {
        let asked = Asked()
        store.queue.inDatabase { db in db.trace { event in asked.all.withLock { _ = $0.insert(event.description) } } }
        defer { store.queue.inDatabase { $0.trace(options: []) } }
        try work()
        return asked.all.withLock { $0 }
    }

    private final class Asked: Sendable {
        let all = Mutex<Set<String>>([])
    }

    @Test func aStateThatIsOpenedAnewGoesOnWhereItWas() throws {
        let file = try StateFile()
        let first = try file.open()
        try first.book("1", "v-1")
        try pass(first, at: StateFile.now)
        let memory = try #require(first.memory)
        try first.close()
        #expect(throws: StoreError.self) { try first.lastPass() }
        let before = try bytes(file)
        let second = try Store.reopen(directory: file.directory, memory)
        try pass(second, at: StateFile.now.adding(seconds: 60))
        try second.close()
        #expect(try bytes(file) == before)
        #expect(!FileManager.default.fileExists(atPath: file.directory + "/reconcile.sqlite-wal"))
    }

    /// Whatever somebody did to the state meanwhile is noticed as by a start.
    @Test func aCopyThatWasPutBackMeanwhileIsNoticed() throws {
        let file = try StateFile()
        let first = try file.open()
        try pass(first, at: StateFile.now)
        let path = file.directory + "/reconcile.sqlite"
        try first.close()
        let copy = try #require(FileManager.default.contents(atPath: path))
        let second = try file.open()
        try second.book("1", "v-1")
        try second.rest(at: StateFile.now)
        let memory = try #require(second.memory)
        try second.close()
        try copy.write(to: URL(fileURLWithPath: path))
        let third = try Store.reopen(directory: file.directory, memory)
        #expect(try third.restoration()?.phase == .relinking)
    }

    // MARK: until when a pass that finds the same need not be made

    private func rest(
        _ store: Store, at moment: Instant, _ outcome: PassRecord.Outcome = .complete, turning: String? = nil,
        _ work: () throws -> Void = {}
    ) throws -> Instant? {
        let id = try store.beginPass(at: moment)
        try work()
        return try store.finishPass(
            id, outcome, reason: nil, heroRequests: 1, lexofficeRequests: 1, writes: 0, turning: turning, at: moment)
    }

    @Test func aPassThatLeftEverythingAsItWasMayBeRepeatedUntilTheNextRow() throws {
        let store = try StateFile().open()
        let start = StateFile.now
        #expect(try rest(store, at: start) == start.adding(seconds: 900))
        #expect(try rest(store, at: start.adding(seconds: 60)) == start.adding(seconds: 900))
        #expect(try rest(store, at: start.adding(seconds: 899)) == start.adding(seconds: 900))
        #expect(try rest(store, at: start.adding(seconds: 900)) == start.adding(seconds: 1_800))
    }

    /// A turn of many moves with every pass, and nothing follows from it.
    @Test func aFactThatTurnsIsNoChange() throws {
        let store = try StateFile().open()
        for number in 1...3 {
            let until = try rest(store, at: StateFile.now, turning: Turn.name) { try store.keep(waiting: Turn(number: number)) }
            #expect(until == StateFile.now.adding(seconds: 900))
        }
        #expect(try store.fact(Turn.self)?.number == 3)
    }

    @Test func noOtherPassMay() throws {
        let store = try StateFile().open()
        #expect(try rest(store, at: StateFile.now, .failed) == nil)
        #expect(try rest(store, at: StateFile.now, .partial) == nil)
        #expect(try rest(store, at: StateFile.now) { try store.keep(Turn(number: 1)) } == nil)
        // What waits for a write is remembered like what was written.
        #expect(try rest(store, at: StateFile.now) { try store.keep(waiting: Turn(number: 2)) } == nil)
        #expect(try rest(store, at: StateFile.now) { try store.keep(waiting: Turn(number: 2)) } != nil)
    }

    @Test func whatSomebodyElseWroteIsSeenFromOutsideAndFromWithin() throws {
        let file = try StateFile()
        let (ours, theirs) = (try file.open(), try file.open())
        let (before, trace) = (try ours.foreignVersion(), StateTrace(file.directory))
        try ours.keep(Turn(number: 1))
        #expect(try ours.foreignVersion() == before)
        let later = StateTrace(file.directory)
        #expect(later != nil && later != trace)
        try theirs.keep(Turn(number: 2))
        #expect(try ours.foreignVersion() != before)
        #expect(StateTrace(file.directory) != later)
    }

    @Test func whoOnlyLooksLeavesNoTrace() throws {
        let file = try StateFile()
        try file.open().close()
        let trace = StateTrace(file.directory)
        let view = try Store.view(directory: file.directory)
        _ = try view.lastPass()
        #expect(StateTrace(file.directory) == trace)
        try view.close()
        #expect(StateTrace(file.directory) == trace)
    }
}
