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

    init(kind: String, key: String, _ store: Store) throws {
        self.kind = kind
        self.key = key
        guard kind == InvoiceChart.name, let booking = try store.booking(key) else { return }
        number = booking.voucher.number
        date = booking.voucher.voucherDate
        gross = booking.voucher.gross
    }

    /// Writes whose answer nobody knows yet.
    static func inFlight(_ store: Store) throws -> [DeletionItem] {
        try named(
            store, invoices: ("transfer", [.creating, .uncertain].map(\InvoiceTransfer.rawValue)),
            contacts: [.creating, .uncertain], payments: [.posting, .uncertain])
    }

    /// What a deletion let go of without knowing what became of a write.
    static func unresolved(_ store: Store) throws -> [DeletionItem] {
        try named(
            store, invoices: ("phase", [InvoicePhase.releasedUnresolved.rawValue]), contacts: [.releasedUnresolved],
            payments: [.releasedUnresolved])
    }

    private static func named(
        _ store: Store, invoices: (column: String, states: [String]), contacts: [ContactState], payments: [PaymentState]
    ) throws -> [DeletionItem] {
        var items: [DeletionItem] = []
        func add<C: StateChart>(_ chart: C.Type, _ column: String, _ states: [String]) throws {
            for key in try store.keys(chart, column: column, in: states) {
                items.append(try DeletionItem(kind: C.name, key: key, store))
            }
        }
        try add(InvoiceChart.self, invoices.column, invoices.states)
        try add(ContactChart.self, "state", contacts.map(\.rawValue))
        try add(PaymentChart.self, "state", payments.map(\.rawValue))
        return items
    }
}
