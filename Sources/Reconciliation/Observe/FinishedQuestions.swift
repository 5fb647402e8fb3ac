internal import Bookkeeping
internal import Persistence
internal import StateCharts

/// What was due when a pass began and was not taken up in the whole of it is no question any more: the voucher is gone, the document
/// finished, the payment withdrawn; or, for another reason than that it was never taken, a person's.
struct FinishedQuestions {
    let context: PassContext

    private static let unmade: [ContactState] = [.unlinked, .searching, .creating, .uncertain]
    private static let unpaid: [PaymentState] = [.toMirror, .checking, .posting, .uncertain]

    func forget(since start: Instant) throws {
        let records = try context.store.unanswered().filter { $0.nextAt < start }
        guard !records.isEmpty else { return }
        let unfiled = Set(try context.store.keys(InvoiceChart.self, where: .transfer(InvoiceTransfer.withoutFile)))
        for record in records {
            // Tries of a write are counted for as long as it is wanted. Rows are kept by those who read the lists.
            let isOpen =
                switch record.question {
                case .row: true
                case .document, .file, .payments, .voucher, .contact, .right: false
                case .createVoucher:
                    try isOpen(InvoiceChart.self, record.subject) { $0.transfer.isPending && $0.transfer.tag != .attention }
                case .createContact: try isOpen(ContactChart.self, record.subject) { Self.unmade.contains($0.state) }
                case .attachFile: record.document.map(unfiled.contains) ?? false
                case .createPayment: try isOpen(PaymentChart.self, record.subject) { Self.unpaid.contains($0.state) }
                }
            if !isOpen { try context.store.forget(unanswered: record.question, record.system, record.subject) }
        }
    }

    /// Whether it is still to be sent, or waits for a person because it was never taken.
    private func isOpen<C: StateChart>(_ chart: C.Type, _ key: String, _ isWanted: (C.Configuration) -> Bool) throws -> Bool {
        guard let machine = try context.store.machine(chart, key) else { return false }
        return isWanted(machine.configuration) || machine.needsPerson && machine.reason == .notAccepted
    }
}
