import Bookkeeping
import Persistence
import StateCharts
import Testing

/// What was seen stays fresh until somebody has drawn the conclusion (design §1.1).
@Suite struct ObservationTests {
    private func document(_ id: Int, _ header: String) -> DocumentObservation {
        DocumentObservation(id: id, header: header, fingerprint: "f", modified: nil)
    }

    private func voucher(_ id: String, _ row: String) -> VoucherObservation {
        VoucherObservation(id: id, row: row, number: "RE-\(id)", updated: "")
    }

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
        try store.record(detail: "{}", fingerprint: "f1", modified: "m1", ofDocument: 1)
        try store.record(documents: [document(1, "b")], at: StateFile.now)
        let row = try store.document(1)
        #expect(row?.header == "b" && row?.detail == "{}" && row?.detailFingerprint == "f1" && row?.detailModified == "m1")
    }

    @Test func aSweepForgetsWhatItDidNotSee() throws {
        let store = try Store.inMemory()
        let later = StateFile.now.adding(seconds: 60)
        #expect(try store.record(vouchers: [voucher("1", "a"), voucher("2", "a")], isSweep: true, at: StateFile.now) == 2)
        try store.settle(vouchers: ["1", "2"])
        #expect(try store.record(vouchers: [voucher("1", "a")], isSweep: true, at: later) == 0)
        try store.forgetVouchers(notSeenSince: later)
        #expect(try store.vouchers().map(\.id) == ["1"])
        #expect(try store.freshVouchers().isEmpty)
    }

    /// The list shows our voucher only after the lag; unlisted is not gone, but worth a question.
    @Test func linkedVouchersThatAreNotListedAreNamed() throws {
        let store = try Store.inMemory()
        try store.book("1", "v-1")
        try store.book("2", "v-2")
        _ = try store.record(vouchers: [voucher("v-2", "a")], isSweep: false, at: StateFile.now)
        #expect(try store.linkedVouchersNotListed() == ["v-1"])
    }

    /// A voucher that was listed before it became ours may have been paid already: linking makes its row news again.
    @Test func linkingMakesTheRowFresh() throws {
        let store = try Store.inMemory()
        _ = try store.record(vouchers: [voucher("v-1", "a"), voucher("v-2", "a")], isSweep: false, at: StateFile.now)
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
