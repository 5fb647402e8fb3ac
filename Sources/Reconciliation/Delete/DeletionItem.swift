package import Bookkeeping
internal import Persistence
internal import StateCharts

/// A document, contact or payment as a deletion names it to a person.
package struct DeletionItem: Sendable, Hashable {
    /// `invoice`, `contact` or `payment`.
    package var kind: String
    package var key: String
    package var number: String?
    /// The voucher's date.
    package var date: BusinessDay?
    package var gross: Cents?
}

extension DeletionItem {
    /// Of which no more is known.
    package init(kind: String, key: String) { self.init(kind: kind, key: key, number: nil, date: nil, gross: nil) }

    init(kind: String, key: String, _ store: Store) throws {
        self.init(kind: kind, key: key)
        guard kind == InvoiceChart.name, let booking = try store.booking(key) else { return }
        number = booking.voucher.number
        date = booking.voucher.voucherDate
        gross = booking.voucher.gross
    }

    /// Writes whose answer nobody knows yet.
    static func inFlight(_ store: Store) throws -> [DeletionItem] {
        try named(
            store, invoices: .transfer([.creating, .uncertain]), contacts: [.creating, .uncertain], payments: [.posting, .uncertain])
    }

    /// What a deletion let go of without knowing what became of a write.
    static func unresolved(_ store: Store) throws -> [DeletionItem] {
        try named(store, invoices: .phase([.releasedUnresolved]), contacts: [.releasedUnresolved], payments: [.releasedUnresolved])
    }

    private static func named(
        _ store: Store, invoices: StateQuestion<InvoiceChart>, contacts: [ContactState], payments: [PaymentState]
    ) throws -> [DeletionItem] {
        var items: [DeletionItem] = []
        func add<C: StateChart>(_ chart: C.Type, _ states: StateQuestion<C>) throws {
            for key in try store.keys(chart, where: states) { items.append(try DeletionItem(kind: C.name, key: key, store)) }
        }
        try add(InvoiceChart.self, invoices)
        try add(ContactChart.self, .state(contacts))
        try add(PaymentChart.self, .state(payments))
        return items
    }
}
