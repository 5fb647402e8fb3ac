import Bookkeeping
import GRDB
import Persistence
import StateCharts
import Testing

/// Two machines, one transaction.
@Suite struct PairedMoveTests {
    private func begun(_ store: Store, _ key: String = "lex-1") throws {
        try store.begin(ContactImportChart.self, key, by: StateFile.author, at: StateFile.now)
        for (event, commitment) in [
            (ContactImportEvent.opConfirm, TransitionChanges()), (.replyFoundNone, Store.announcing("createContact")),
        ] {
            _ = try store.advance(ContactImportChart.self, key, event, commitment, by: StateFile.author, at: StateFile.now)
        }
    }

    private func tie(_ remote: String) -> TransitionChanges {
        var commitment = TransitionChanges()
        commitment.link = remote
        return commitment
    }

    @Test func bothMoveAndTheSecondIsMade() throws {
        let store = try Store.inMemory()
        try begun(store)
        let first = Move(ContactImportChart.self, "lex-1", .replyCreated, tie("77"))
        let second = Move(ContactChart.self, "77", .opChoose, tie("lex-1"))
        let (one, two) = try store.advance(first, and: second, by: StateFile.author, at: StateFile.now)
        #expect(one.isMoved && two.isMoved)
        #expect(try store.machine(ContactImportChart.self, "lex-1")?.configuration.state == .imported)
        #expect(try store.machine(ContactChart.self, "77")?.configuration.state == .linked)
        #expect(try store.link(ContactChart.self, "77")?.remoteID == "lex-1")
        #expect(try store.link(ContactImportChart.self, "lex-1")?.remoteID == "77")
        #expect(try store.verifyJournal().broken == nil)
    }

    @Test func anIllegalSecondMoveUndoesTheFirst() throws {
        let store = try Store.inMemory()
        try begun(store)
        let entries = try store.journalLength()
        let first = Move(ContactImportChart.self, "lex-1", .replyCreated, tie("77"))
        let second = Move(ContactChart.self, "77", .replyCreated, tie("lex-1"))
        let failure = #expect(throws: StoreError.self) {
            try store.advance(first, and: second, by: StateFile.author, at: StateFile.now)
        }
        #expect(failure?.code == .illegalMove)
        #expect(try store.machine(ContactImportChart.self, "lex-1")?.configuration.state == .creating)
        #expect(try store.machine(ContactChart.self, "77") == nil)
        #expect(try store.ties(ContactImportChart.self).isEmpty && store.journalLength() == entries)
    }

    /// A move takes others of its kind along, or none moves.
    @Test func whatIsTakenAlongMovesOrNothingDoes() throws {
        let store = try Store.inMemory()
        for key in ["1", "2"] {
            try store.begin(InvoiceChart.self, key, by: StateFile.author, at: StateFile.now)
            try store.feed(key, .heroLocked)
        }
        let entries = try store.journalLength()
        let move = Move(InvoiceChart.self, "1", .sysScopeIncluded)
        #expect(throws: StoreError.self) {
            try store.advance(
                move, taking: [Move(InvoiceChart.self, "2", .replyCreated)], by: StateFile.author, at: StateFile.now)
        }
        #expect(try store.invoice("1").configuration.transfer == .unjudged && store.journalLength() == entries)
        try store.advance(move, taking: [Move(InvoiceChart.self, "2", .sysScopeExcluded)], by: StateFile.author, at: StateFile.now)
        #expect(try store.invoice("1").configuration.transfer == .waiting)
        #expect(try store.invoice("2").configuration.transfer == .outOfScope)
    }

    /// No two contacts can claim one customer, whoever asks.
    @Test func aCustomerIsClaimedByOneContact() throws {
        let store = try Store.inMemory()
        try begun(store)
        _ = try store.advance(ContactImportChart.self, "lex-1", .replyCreated, tie("77"), by: StateFile.author, at: StateFile.now)
        try begun(store, "lex-2")
        #expect(throws: StoreError.self) {
            try store.advance(ContactImportChart.self, "lex-2", .replyCreated, tie("77"), by: StateFile.author, at: StateFile.now)
        }
        #expect(try store.machine(ContactImportChart.self, "lex-2")?.configuration.state == .creating)
    }
}
