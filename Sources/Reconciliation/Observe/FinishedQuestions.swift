internal import Bookkeeping
internal import Persistence
internal import StateCharts

/// What was due when a pass began and was not taken up in the whole of it is no question any more: the voucher is gone, the document
/// finished, the payment withdrawn.
struct FinishedQuestions {
    let context: PassContext

    private static let unmade: [ContactState] = [.unlinked, .searching, .creating, .uncertain, .ambiguous, .rejected]
    private static let unpaid: [PaymentState] = [.toMirror, .checking, .posting, .uncertain, .refused]

    func forget(since start: Instant) throws {
        let records = try context.store.unanswered().filter { $0.nextAt < start }
        guard !records.isEmpty else { return }
        let unbooked = Set(try context.store.keys(InvoiceChart.self, where: .transfer(InvoiceTransfer.allCases.filter(\.isPending))))
        let unfiled = Set(try context.store.keys(InvoiceChart.self, where: .transfer(InvoiceTransfer.withoutFile)))
        let unmade = Set(try context.store.keys(ContactChart.self, where: .state(Self.unmade)))
        let unpaid = Set(try context.store.keys(PaymentChart.self, where: .state(Self.unpaid)))
        for record in records {
            // Tries of a write are counted for as long as it is wanted. Rows are kept by those who read the lists.
            let isOpen =
                switch record.question {
                case .row: true
                case .document, .file, .payments, .voucher, .contact, .right: false
                case .createVoucher: unbooked.contains(record.subject)
                case .createContact: unmade.contains(record.subject)
                case .attachFile: record.document.map(unfiled.contains) ?? false
                case .createPayment: unpaid.contains(record.subject)
                }
            if !isOpen { try context.store.forget(unanswered: record.question, record.system, record.subject) }
        }
    }
}
