internal import Bookkeeping
internal import Hero
internal import Persistence
internal import StateCharts

/// What was invoiced before a document, as far as it is known here.
struct EarlierBookings {
    let store: Store
    /// Vouchers this pass is about to create, by document.
    var expected: [Int: Voucher] = [:]

    /// The invoices of a project before this document that were not cancelled; credit notes and papers that book nothing do not count.
    func ofProject(_ project: Int, before id: Int) throws -> ProjectInvoices {
        var earlier = ProjectInvoices()
        for row in try store.documents(DocumentRow.self, ofProject: project, before: id) {
            guard row.header.lifecycle == .issued, let machine = try store.machine(InvoiceChart.self, String(row.id)),
                let kind = try row.kind(), !kind.isReversal
            else { continue }
            if let voucher = try voucher(row.id, machine) {
                earlier.vouchers.append(voucher)
            } else {
                earlier.unbooked += 1
            }
        }
        return earlier
    }

    /// Our vouchers an e-invoice may mean by these numbers.
    func referenced(_ numbers: [String], _ project: ProjectInvoices) throws -> [EarlierVoucher] {
        guard !numbers.isEmpty else { return [] }
        var vouchers = project.vouchers
        for row in try store.documents(DocumentRow.self, numbers: numbers) {
            guard let machine = try store.machine(InvoiceChart.self, String(row.id)), let voucher = try voucher(row.id, machine),
                !vouchers.contains(where: { $0.number == voucher.number })
            else { continue }
            vouchers.append(voucher)
        }
        return vouchers.map(EarlierVoucher.init)
    }

    private func voucher(_ id: Int, _ machine: Machine<InvoiceChart>) throws -> Voucher? {
        machine.configuration.isOnBooks ? try store.booking(machine.key)?.voucher : expected[id]
    }
}
