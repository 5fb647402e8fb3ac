import Bookkeeping
import GRDB
import Persistence
import StateCharts
import Testing

/// Move, journal entry, link, intent and booking are one transaction (design rule 3).
@Suite struct CommitmentTests {
    @Test func aMoveCarriesEverythingWithIt() throws {
        let store = try Store.inMemory()
        try store.announce("1")
        #expect(try store.openIntents().map(\.digest) == ["d-1"])
        #expect(try store.invoice("1").configuration.description == "locked/sound/creating/unbooked")
        try store.feed("1", .replyCreated, Store.created("v-1"))
        #expect(try store.openIntents().isEmpty)
        #expect(try store.invoice("1").configuration.description == "uploaded/sound/fileDue/open")
        #expect(try store.link(InvoiceChart.self, "1")?.remoteID == "v-1")
        #expect(try store.holder(ofVoucher: "v-1") == "1")
        #expect(try store.booking("1") == Booking(voucher: .sample("RE-1"), contactID: "c-1"))
        let entry = try #require(try store.journal(InvoiceChart.self, "1").last)
        #expect(entry.event == "reply.created" && entry.detail == "voucher=v-1" && entry.actor == "user:erika" && entry.mapping == "m1")
        #expect(entry.from == "locked/sound/creating/unbooked" && entry.to == "uploaded/sound/fileDue/open")
    }

    /// The unique index refuses the link at the end of the transaction, so everything before it must be taken back.
    @Test func aLinkThatIsTakenUndoesTheWholeMove() throws {
        let file = try StateFile()
        let store = try file.open()
        try store.book("1", "v-1")
        try store.announce("2")
        let before = try file.dump()
        var commitment = Store.created("v-1")
        commitment.reason = .some(.outcomeUnknown)
        commitment.retry = .later(StateFile.now)
        commitment.booking = Booking(voucher: .sample("changed"), contactID: nil)
        commitment.disown = ["v-9"]
        let failure = #expect(throws: StoreError.self) { try store.feed("2", .replyCreated, commitment) }
        #expect(failure?.code == .illegalMove)
        #expect(try file.dump() == before)
        #expect(try store.disowned("2").isEmpty)
        #expect(try store.invoice("2").configuration.transfer == .creating)
        #expect(try store.openIntents().map(\.key) == ["2"])
        // Nothing is stuck either: the right link goes through.
        try store.feed("2", .replyCreated, Store.created("v-2"))
        #expect(try store.invoice("2").configuration.transfer == .fileDue)
        #expect(try store.verifyJournal().broken == nil)
    }

    @Test func aSecondOpenIntentUndoesTheMove() throws {
        let store = try Store.inMemory()
        try store.announce("1")
        let length = try store.journalLength()
        var commitment = TransitionChanges()
        commitment.openIntent = NewIntent(action: "attachFile", digest: "other")
        #expect(throws: StoreError.self) { try store.feed("1", .replyOutcomeUnknown, commitment) }
        #expect(try store.invoice("1").configuration.transfer == .creating)
        #expect(try store.openIntents().map(\.digest) == ["d-1"])
        #expect(try store.journalLength() == length)
    }

    @Test func beginningTwiceIsBeginningOnce() throws {
        let store = try Store.inMemory()
        #expect(try store.begin(InvoiceChart.self, "1", by: StateFile.author, at: StateFile.now))
        try store.feed("1", .heroLocked)
        #expect(try !store.begin(InvoiceChart.self, "1", by: StateFile.author, at: StateFile.now))
        #expect(try store.invoice("1").configuration.life == .locked)
        #expect(try store.journal(after: 0).map(\.event) == ["begun", "hero.locked"])
    }

    @Test func aRefusedCommandIsJournaledAndChangesNothing() throws {
        let store = try Store.inMemory()
        try store.announce("1")
        let machine = try store.invoice("1")
        var commitment = TransitionChanges.because(.duplicateNumber)
        commitment.link = "v-7"
        guard case .refused(nil) = try store.feed("1", .opAcceptEdit, commitment) else {
            Issue.record("accepted")
            return
        }
        guard case .refused(.inFlight?) = try store.feed("1", .sysUnlink) else {
            Issue.record("unlinked in flight")
            return
        }
        let entries = try store.journal(InvoiceChart.self, "1").suffix(2)
        #expect(entries.map(\.event) == ["op.acceptEdit", "sys.unlink"])
        #expect(entries.map(\.detail) == ["reason=DUPLICATE_NUMBER refused=not-now", "refused=inFlight"])
        #expect(entries.allSatisfy { $0.from == $0.to && $0.to == machine.configuration.description })
        let after = try store.invoice("1")
        #expect(after.revision == machine.revision && after.reason == machine.reason)
        #expect(try store.link(InvoiceChart.self, "1") == nil)
        #expect(try store.verifyJournal().broken == nil)
    }

    /// SQLite counts commits of others: none may happen for a fact that is known already.
    @Test func aFactThatChangesNothingWritesNothing() throws {
        let file = try StateFile()
        let store = try file.open()
        try store.book("1", "v-1")
        let witness = try file.plain()
        func version() throws -> Int? { try witness.unsafeRead { try Int.fetchOne($0, sql: "PRAGMA data_version") } }
        let before = try version()
        for fact in [InvoiceEvent.heroIntact, .heroLocked, .lexVoucherMatches, .lexBalanceOpen, .lexFileAbsent] {
            guard case .unchanged = try store.feed("1", fact, .because(.documentChanged)) else {
                Issue.record("\(fact) was written")
                continue
            }
        }
        #expect(try version() == before)
        try store.feed("1", .lexBalancePartial)
        #expect(try version() != before)
    }

    @Test func anAnswerNobodyAwaitsIsADefect() throws {
        let store = try Store.inMemory()
        try store.book("1", "v-1")
        let length = try store.journalLength()
        let failure = #expect(throws: StoreError.self) { try store.feed("1", .replyCreated, Store.created("v-2")) }
        #expect(failure?.code == .illegalMove)
        #expect(failure?.description.contains("reply.created in uploaded/sound/fileDue/open") == true)
        #expect(throws: StoreError.self) { try store.feed("404", .heroLocked) }
        #expect(try store.journalLength() == length)
        #expect(try store.link(InvoiceChart.self, "1")?.remoteID == "v-1")
    }

    /// Ended ties stay (S43, G6), and the same tie again is no new one.
    @Test func tombstonesStay() throws {
        let store = try Store.inMemory()
        try store.book("1", "v-1")
        try store.feed("1", .lexVoucherGone)
        try store.feed("1", .opRecreate)
        #expect(try store.link(InvoiceChart.self, "1") == nil)
        #expect(try store.holder(ofVoucher: "v-1") == nil)
        #expect(try store.tombstones(InvoiceChart.self, "1").map(\.remoteID) == ["v-1"])
        var adopt = TransitionChanges()
        adopt.link = "v-2"
        try store.feed("1", .opAdopt, adopt)
        try store.feed("1", .lexVoucherGone)
        try store.feed("1", .opAdopt, adopt)
        #expect(try store.link(InvoiceChart.self, "1")?.remoteID == "v-2")
        let tombstones = try store.tombstones(InvoiceChart.self, "1")
        #expect(tombstones.map(\.remoteID) == ["v-1"] && tombstones.first?.unlinkedAt == StateFile.now)
        #expect(try store.links(InvoiceChart.self).map(\.remoteID) == ["v-2"])
    }

    @Test func whatWasDisownedStaysDisowned() throws {
        let store = try Store.inMemory()
        try store.begin(InvoiceChart.self, "1", by: StateFile.author, at: StateFile.now)
        for event in [InvoiceEvent.heroLocked, .sysScopeIncluded, .sysDependenciesMet, .sysSend] { try store.feed("1", event) }
        // More than any sentence would name.
        let found = (1...40).map { "v-\($0)" }
        try store.feed("1", .replyLookupClash, .because(.duplicateNumber, detail: "vouchers=v-1,v-2", candidates: found))
        #expect(try store.candidates(InvoiceChart.self, "1") == found)
        try store.feed("1", .opAbsent, .because(nil))
        #expect(try store.disowned("1") == Set(found))
        #expect(try store.candidates(InvoiceChart.self, "1").isEmpty)
        #expect(try store.disowned("2").isEmpty)
    }

    @Test func triesAreCountedUntilThereIsProgress() throws {
        let store = try Store.inMemory()
        try store.announce("1")
        var later = TransitionChanges()
        later.retry = .later(StateFile.now.adding(seconds: 60))
        try store.annotate(InvoiceChart.self, "1", later)
        try store.annotate(InvoiceChart.self, "1", later)
        #expect(try store.invoice("1").attempts == 2)
        #expect(try store.invoice("1").nextAt == StateFile.now.adding(seconds: 60))
        var progress = TransitionChanges()
        progress.retry = .progress
        try store.annotate(InvoiceChart.self, "1", progress)
        #expect(try store.invoice("1").attempts == 0)
        #expect(try store.invoice("1").nextAt == nil)
    }

    /// Settings are history (G5).
    @Test func settingsAreJournaledWithOldAndNew() throws {
        let store = try Store.inMemory()
        try store.set(setting: "start", to: "2026-04-13", by: StateFile.author, at: StateFile.now)
        try store.set(setting: "start", to: "2026-04-13", by: StateFile.author, at: StateFile.now)
        try store.set(setting: "start", to: "2026 05\n01", by: StateFile.author, at: StateFile.now)
        #expect(try store.setting("start") == "2026 05\n01")
        let entries = try store.journal(after: 0).filter { $0.kind == "setting" && $0.key == "start" }
        #expect(entries.map(\.detail) == ["new=2026-04-13 old=-", "new=2026_05_01 old=2026-04-13"])
        #expect(entries.map(\.event) == ["changed", "changed"])
        #expect(try store.verifyJournal().broken == nil)
    }
}
