import Bookkeeping
import StateCharts
import Testing

@testable import Persistence

/// Documents with what their rows say, one, some or all of them.
@Suite struct DocumentQuestionTests {
    private func store() throws -> Store {
        let store = try Store.inMemory()
        for key in ["9", "10"] { try store.begin(InvoiceChart.self, key, by: StateFile.author, at: StateFile.now) }
        try store.book("100", "v-100")
        try store.record(
            documents: [
                DocumentObservation(id: 9, header: "nine", fingerprint: "", number: "RE-9", modified: nil),
                DocumentObservation(id: 100, header: "hundred", fingerprint: "", number: "RE-100", modified: nil),
                // Followed by no machine.
                DocumentObservation(id: 7, header: "seven", fingerprint: "", number: "RE-7", modified: nil),
            ], at: StateFile.now)
        return store
    }

    private func keys(_ question: DocumentQuestion, _ store: Store) throws -> [String] {
        try store.documents(question).map(\.machine.key)
    }

    @Test func allOfThemInTheOrderOfTheirIds() throws {
        let store = try store()
        let records = try store.documents(.all)
        #expect(records.map(\.machine.key) == ["9", "10", "100"])
        #expect(records.map(\.header) == ["nine", nil, "hundred"])
        #expect(records.map(\.voucherID) == [nil, nil, "v-100"])
        #expect(records.map { $0.booking == nil } == [true, true, false])
        let booking = try store.booking("100")
        #expect(records.last?.booking == booking)
    }

    @Test func oneByItsIdOrItsNumber() throws {
        let store = try store()
        #expect(try keys(.named("RE-100"), store) == ["100"])
        #expect(try keys(.named("10"), store) == ["10"])
        for name in ["RE-10", "RE-7", "7", "", "100 ", "' OR 1"] { #expect(try keys(.named(name), store).isEmpty, "\(name)") }
        // Printed anew under another number: the old one leads nowhere.
        let renamed = DocumentObservation(id: 9, header: "renamed", fingerprint: "", number: "RE-90", modified: nil)
        try store.record(documents: [renamed], at: StateFile.now)
        #expect(try keys(.named("RE-90"), store) == ["9"])
        #expect(try keys(.named("RE-9"), store).isEmpty)
        #expect(try store.document(9)?.number == "RE-90")
    }

    /// HERO may print one number twice: both are told.
    @Test func aNumberMayBeThereTwice() throws {
        let store = try store()
        let twin = DocumentObservation(id: 10, header: "twin", fingerprint: "", number: "RE-9", modified: nil)
        try store.record(documents: [twin], at: StateFile.now)
        #expect(try keys(.named("RE-9"), store) == ["9", "10"])
    }

    @Test func thoseThatStandSomewhere() throws {
        let store = try store()
        #expect(try keys(.standing([.transfer([.fileDue])]), store) == ["100"])
        #expect(try keys(.standing([.transfer([.fileDue])], and: ["9", "77"]), store) == ["9", "100"])
        #expect(try keys(.standing([.transfer([.fileDue]), .life([.draft])]), store) == ["9", "10", "100"])
        #expect(try keys(.standing([]), store).isEmpty)
    }
}
