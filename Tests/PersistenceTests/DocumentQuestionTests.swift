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
        let listed = try listed(store)
        #expect(listed.map(\.key) == ["9", "10", "100"])
        #expect(listed.map(\.gross) == [nil, nil, Cents(12_601)])
        #expect(listed.map(\.voucherID) == [nil, nil, "v-100"])
        #expect(listed.map(\.configuration) == configurations)
        #expect(try self.listed(store, .fileDue).map(\.key) == ["100"])
        #expect(try self.listed(store, .blocked).isEmpty)
    }

    /// More than are read at once: each one once, in HERO's order, until nobody wants any more.
    @Test func aLongListComesInPages() throws {
        let store = try Store.inMemory()
        let keys = (1...2_500).map { String(7 * $0) }
        try store.atOnce {
            for key in keys.reversed() { try store.begin(InvoiceChart.self, key, by: StateFile.author, at: StateFile.now) }
        }
        #expect(try listed(store).map(\.key) == keys)
        #expect(try listed(store, InvoiceChart.initial.transfer).map(\.key) == keys)
        var pages = 0
        try store.list { page in
            pages += 1
            return page.last?.key != keys[1_999]
        }
        #expect(pages == 2)
    }

    /// As it is asked, without sorting and without walking along other documents, also on a state of before the index.
    @Test func aPageIsAWalkAlongAnIndex() throws {
        let file = try StateFile()
        try Store.open(directory: file.directory, Array(Migrations.steps.prefix { $0.name != "012" })).book("1", "v-1")
        let store = try file.open()
        #expect(try listed(store).map(\.key) == ["1"])
        #expect(try store.verifyJournal().broken == nil)
        for (condition, index) in [("TRUE", "document_row_position"), ("transfer = 'ready'", "document_row_alike")] {
            let plan = try store.read { db in
                try Row.fetchAll(
                    db,
                    sql: """
                        EXPLAIN QUERY PLAN SELECT * FROM document_row JOIN invoice ON invoice.key = document_row.key
                        WHERE \(condition.replacing("transfer", with: "document_row.transfer")) AND (position, document_row.key) > (7, '7')
                        ORDER BY position, document_row.key LIMIT 9
                        """
                ).map { $0["detail"] as String }
            }
            #expect(plan.contains { $0.contains(index) } && !plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
        }
    }

    private func listed(_ store: Store, _ transfer: InvoiceTransfer? = nil) throws -> [ListedRecord] {
        var listed: [ListedRecord] = []
        try store.list(transfer) { page in
            listed += page
            return true
        }
        return listed
    }

    @Test(arguments: [
        "{", "[]", "{}", #"{"items":{}}"#, #"{"items":["a"]}"#, #"{"items":[{"amount":"1,00"}]}"#, #"{"items":[{"amount":1.5}]}"#,
    ])
    func aVoucherThatCannotBeReadIsNamed(voucher: String) throws {
        let store = try store()
        try store.write { try $0.execute(sql: "UPDATE booking SET voucher = ?", arguments: [voucher]) }
        let refused = #expect(throws: StoreError.self) { try listed(store) }
        #expect(refused?.code == .corrupt && refused?.subject == "booking 100")
    }
}
