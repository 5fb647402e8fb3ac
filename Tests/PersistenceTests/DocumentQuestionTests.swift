import Bookkeeping
import GRDB
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
                Listed(id: 9, text: "nine"),
                Listed(id: 100, text: "hundred"),
                // Followed by no machine.
                Listed(id: 7, text: "seven"),
            ], at: StateFile.now)
        return store
    }

    private func keys(_ question: DocumentQuestion, _ store: Store) throws -> [String] {
        try store.documents(Listed<Int>.self, question).map(\.machine.key)
    }

    @Test func allOfThemInTheOrderOfTheirIds() throws {
        let store = try store()
        let records = try store.documents(Listed<Int>.self, .all)
        #expect(records.map(\.machine.key) == ["9", "10", "100"])
        #expect(records.map { $0.header?.text } == ["nine", nil, "hundred"])
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
        let renamed = Listed(id: 9, text: "renamed", printed: "RE-90")
        try store.record(documents: [renamed], at: StateFile.now)
        #expect(try keys(.named("RE-90"), store) == ["9"])
        #expect(try keys(.named("RE-9"), store).isEmpty)
    }

    /// HERO may print one number twice: both are told.
    @Test func aNumberMayBeThereTwice() throws {
        let store = try store()
        let twin = Listed(id: 10, text: "twin", printed: "RE-9")
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

    /// What cannot be read is told by its name, and only to whom asks for it.
    @Test func aHeaderThatCannotBeReadIsNamed() throws {
        let store = try store()
        try store.write { try $0.execute(sql: "UPDATE hero_document SET header = '{' WHERE id = 9") }
        #expect(try keys(.named("100"), store) == ["100"])
        let refused = #expect(throws: StoreError.self) { try keys(.all, store) }
        #expect(refused?.code == .corrupt && refused?.subject == "hero_document header 9")
    }

    /// What a list shows: the gross of a voucher is summed without reading the rest of it.
    @Test func aListReadsWhatItShows() throws {
        let store = try store()
        let configurations = try store.documents(Listed<Int>.self, .all).map(\.machine.configuration)
        try store.write {
            try $0.execute(
                sql: """
                    UPDATE booking SET voucher = json_set(voucher, '$.items', json('[{"amount":11900},{"amount":700},{"amount":1}]'))
                    """)
        }
        let listed = try store.listed(.all)
        #expect(listed.map(\.key) == ["9", "10", "100"])
        #expect(listed.map(\.gross) == [nil, nil, Cents(12_601)])
        #expect(listed.map(\.voucherID) == [nil, nil, "v-100"])
        #expect(listed.map(\.configuration) == configurations)
        #expect(try store.listed(.standing([.transfer([.fileDue])])).map(\.key) == ["100"])
    }

    @Test(arguments: [
        "{", "[]", "{}", #"{"items":{}}"#, #"{"items":["a"]}"#, #"{"items":[{"amount":"1,00"}]}"#, #"{"items":[{"amount":1.5}]}"#,
    ])
    func aVoucherThatCannotBeReadIsNamed(voucher: String) throws {
        let store = try store()
        try store.write { try $0.execute(sql: "UPDATE booking SET voucher = ?", arguments: [voucher]) }
        let refused = #expect(throws: StoreError.self) { try store.listed(.all) }
        #expect(refused?.code == .corrupt && refused?.subject == "booking 100")
    }
}
