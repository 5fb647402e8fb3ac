import Bookkeeping
import GRDB
import StateCharts
import Testing

@testable import Persistence

/// What was seen stays fresh until somebody has drawn the conclusion (design §1.1).
@Suite struct ObservationTests {
    private typealias Row = DocumentObservation<Listed<Int>, String>

    private func document(_ id: Int, _ text: String) -> Listed<Int> { Listed(id: id, text: text) }
    private func voucher(_ id: String, _ text: String) -> Listed<String> { Listed(id: id, text: text) }

    @Test func documentsAreFreshUntilSettled() throws {
        let store = try Store.inMemory()
        try store.record(documents: [document(2, "a"), document(1, "a")], at: StateFile.now)
        #expect(try store.freshDocuments() == [1, 2])
        try store.record(documents: [document(1, "a")], at: StateFile.now)
        #expect(try store.freshDocuments() == [1, 2])
        try store.settle(documents: [1, 2])
        try store.record(documents: [document(1, "a"), document(2, "b")], at: StateFile.now)
        #expect(try store.freshDocuments() == [2])
    }

    @Test func aChangedHeaderKeepsTheDetail() throws {
        let store = try Store.inMemory()
        try store.record(documents: [document(1, "a")], at: StateFile.now)
        try store.record(detail: "in full", fingerprint: "f1", modified: "m1", ofDocument: 1)
        try store.record(documents: [document(1, "b")], at: StateFile.now)
        let row = try #require(try store.document(Row.self, 1))
        #expect(row.header.text == "b" && row.detailFingerprint == "f1" && row.detailModified == "m1")
        #expect(try row.detail() == "in full")
        try store.forget(detailOfDocument: 1)
        try store.accept(changesOfDocument: 1)
        let accepted = try #require(try store.document(Row.self, 1))
        #expect(accepted.detailFingerprint == "f" && accepted.detailModified == nil)
        #expect(try accepted.detail() == "in full")
    }

    /// Rows that are asked for again and again are read once, and once more when they hold something else.
    @Test func aRowIsReadOnce() throws {
        let file = try StateFile()
        try file.open().record(documents: [document(1, "a"), document(2, "a")], at: StateFile.now)
        _ = try file.open().record(vouchers: [voucher("v-1", "a")], at: StateFile.now)
        let store = try file.open()
        for _ in 0..<3 {
            #expect(try store.documents(Row.self).map(\.header) == [document(1, "a"), document(2, "a")])
            #expect(try store.document(Row.self, 1)?.header == document(1, "a"))
            #expect(try store.voucher(Listed<String>.self, "v-1") == voucher("v-1", "a"))
        }
        #expect(store.values.decoded == ["hero_document header": 2, "lex_voucher": 1])
        try file.open().record(documents: [document(1, "b")], at: StateFile.now)
        #expect(try store.document(Row.self, 1)?.header == document(1, "b"))
        #expect(store.values.decoded["hero_document header"] == 3)
        // What this process writes itself it need not read.
        try store.record(documents: [document(1, "c")], at: StateFile.now)
        #expect(try store.document(Row.self, 1)?.header == document(1, "c"))
        #expect(store.values.decoded["hero_document header"] == 3)
    }

    /// What cannot be read is told by its name: nothing is concluded from it as if it had never been there.
    @Test func aRowThatCannotBeReadIsNamed() throws {
        let file = try StateFile()
        let store = try file.open()
        try store.record(documents: [document(1, "a")], at: StateFile.now)
        try store.record(detail: "in full", fingerprint: "f", modified: nil, ofDocument: 1)
        _ = try store.record(vouchers: [voucher("v-1", "a")], at: StateFile.now)
        try store.record(payments: PaymentObservation(voucherID: "v-1", stamp: "s", reading: "r"), isTroubled: true, at: StateFile.now)
        try store.keep(Noted(text: "a"), about: "1")
        func refusal(_ change: String, _ ask: (Store) throws -> Void) throws -> String? {
            try file.tamperUnseen { try $0.execute(sql: change) }
            let refused = #expect(throws: StoreError.self) { try ask(store) }
            return refused.map { "\($0.code.rawValue) \($0.subject)" }
        }
        #expect(
            try refusal("UPDATE hero_document SET detail = '{'") { _ = try $0.document(Row.self, 1)?.detail() }
                == "STATE_CORRUPT hero_document detail 1")
        #expect(
            try refusal("UPDATE hero_document SET header = '{}'") { _ = try $0.documents(Row.self) }
                == "STATE_CORRUPT hero_document header 1")
        #expect(
            try refusal("UPDATE lex_voucher SET row = ''") { _ = try $0.vouchers(Listed<String>.self, number: "RE-v-1") }
                == "STATE_CORRUPT lex_voucher v-1")
        try file.tamperUnseen {
            try $0.execute(sql: "UPDATE lex_payment SET reading = '1'; UPDATE cursor SET value = '[]' WHERE name = 'noted.1'")
        }
        let reading = #expect(throws: StoreError.self) { try store.payments(PaymentObservation<String, String>.self, ofVoucher: "v-1") }
        #expect(reading?.subject == "lex_payment reading v-1")
        let fact = #expect(throws: StoreError.self) { try store.fact(Noted.self, about: "1") }
        #expect(fact?.subject == "cursor noted.1")
    }

    /// Facts are apart by what they are about; what a person decides goes with a move, is refused with it, and stands in the journal.
    @Test func factsAndDecisions() throws {
        let store = try Store.inMemory()
        try store.keep(Noted(text: "whole"))
        try store.keep(Noted(text: "one"), about: "1")
        try store.keep(Noted(text: "two"), about: "1")
        #expect(try store.fact(Noted.self)?.text == "whole" && store.fact(Noted.self, about: "1")?.text == "two")
        try store.forget(Noted.self, about: "1")
        #expect(try store.fact(Noted.self, about: "1") == nil && store.fact(Noted.self)?.text == "whole")
        try store.announce("1")
        var commitment = TransitionChanges()
        commitment.decide(Allowed(text: "yes"), about: "7")
        // Nobody can answer while it is in flight.
        #expect(try !store.feed("1", .opWaive, commitment).isMoved)
        #expect(try store.fact(Allowed.self, about: "7") == nil)
        var created = Store.created("v-1")
        created.decide(Allowed(text: "yes"), about: "7")
        try store.feed("1", .replyCreated, created)
        #expect(try store.fact(Allowed.self, about: "7") == Allowed(text: "yes"))
        let entry = try #require(try store.journal(InvoiceChart.self, "1").last)
        #expect(entry.event == "op.allow" && entry.detail == "about=7 text=yes" && entry.from == entry.to && entry.actor == "user:erika")
        #expect(try store.verifyJournal().broken == nil)
    }

    @Test func aSweepForgetsWhatItDidNotSee() throws {
        let store = try Store.inMemory()
        let known = ["1", "2", "", "bad", "old"]
        #expect(try store.record(vouchers: known.map { voucher($0, "a") }, at: StateFile.now) == 5)
        try store.settle(vouchers: known)
        var sweep = SweptVouchers()
        let later = StateFile.now.adding(seconds: 60)
        #expect(try store.record(vouchers: [voucher("1", "a"), voucher("", "a"), voucher("3", "a")], of: &sweep, at: later) == 1)
        #expect(try store.record(vouchers: [voucher("2", "b")], of: &sweep, at: later) == 1)
        // Shown, and not readable.
        try store.meet(vouchers: ["bad", "never seen"], on: &sweep)
        try store.forgetVouchers(besides: sweep)
        #expect(try store.vouchers(Listed<String>.self).map(\.id) == ["", "1", "2", "3", "bad"])
        #expect(try store.freshVouchers() == ["2", "3"])
    }

    /// The list shows our voucher only after the lag; unlisted is not gone, but worth a question.
    @Test func linkedVouchersThatAreNotListedAreNamed() throws {
        let store = try Store.inMemory()
        try store.book("1", "v-1")
        try store.book("2", "v-2")
        _ = try store.record(vouchers: [voucher("v-2", "a")], at: StateFile.now)
        #expect(try store.linkedVouchersNotListed() == ["v-1"])
    }

    /// A voucher that was listed before it became ours may have been paid already: linking makes its row news again.
    @Test func linkingMakesTheRowFresh() throws {
        let store = try Store.inMemory()
        _ = try store.record(vouchers: [voucher("v-1", "a"), voucher("v-2", "a")], at: StateFile.now)
        try store.settle(vouchers: ["v-1", "v-2"])
        try store.book("1", "v-1")
        #expect(try store.freshVouchers() == ["v-1"])
    }

    @Test func contactsAreReplacedAsAWhole() throws {
        let store = try Store.inMemory()
        func contact(_ id: String) -> LexofficeContact { LexofficeContact(id: id, name: "Ä \(id)", isCompany: true, isCustomer: true) }
        try store.replace(contacts: [contact("a"), contact("b")], at: StateFile.now)
        try store.record(contacts: [contact("c")], at: StateFile.now)
        #expect(try store.contacts().map(\.id) == ["a", "b", "c"])
        try store.replace(contacts: [contact("b")], at: StateFile.now)
        #expect(try store.contacts() == [contact("b")])
        #expect(try store.contact("a") == nil)
    }

    @Test func numericKeysSortAsNumbers() throws {
        let store = try Store.inMemory()
        for key in ["10", "9", "100"] { try store.begin(InvoiceChart.self, key, by: StateFile.author, at: StateFile.now) }
        #expect(try store.keys(InvoiceChart.self, where: .transfer([.unjudged])) == ["9", "10", "100"])
        #expect(try store.machines(InvoiceChart.self).map(\.key) == ["9", "10", "100"])
        let groups = try store.figures().documents
        #expect(groups.map(\.transfer) == [.unjudged] && groups.map(\.count) == [3])
        #expect(try store.keys(InvoiceChart.self, where: .transfer([])).isEmpty)
    }

    @Test func passesAreRemembered() throws {
        let store = try Store.inMemory()
        let first = try store.beginPass(at: StateFile.now)
        try store.finishPass(first, .complete, reason: nil, heroRequests: 1, lexofficeRequests: 2, writes: 3, at: StateFile.now)
        let second = try store.beginPass(at: StateFile.now)
        try store.finishPass(second, .failed, reason: "throttled", heroRequests: 0, lexofficeRequests: 0, writes: 0, at: StateFile.now)
        #expect(try store.lastPass()?.reason == "throttled")
        #expect(try store.lastPass(.complete)?.id == first)
        #expect(try store.lastPass(.partial) == nil)
    }
}
