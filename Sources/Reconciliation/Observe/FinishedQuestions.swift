internal import Bookkeeping
internal import Persistence
internal import StateCharts

/// What was due when a pass began and was not taken up in the whole of it is no question any more: the voucher is gone, the document
/// finished, the payment withdrawn.
struct FinishedQuestions {
    let context: PassContext

    private static let unbooked: [InvoiceTransfer] = [
        .unjudged, .waiting, .blocked, .ready, .checking, .rejected, .clash, .creating, .uncertain,
    ]
    private static let unfiled: [InvoiceTransfer] = [.fileDue, .fileSending, .fileUnsure, .fileRefused]
    private static let unmade: [ContactState] = [.unlinked, .searching, .creating, .uncertain, .ambiguous, .rejected]
    private static let unpaid: [PaymentState] = [.toMirror, .checking, .posting, .uncertain, .refused]

    func forget(since start: Instant) throws {
        let records = try context.store.unanswered().filter { $0.nextAt < start }
        guard !records.isEmpty else { return }
        let unbooked = try keys(InvoiceChart.self, "transfer", Self.unbooked)
        let unfiled = try keys(InvoiceChart.self, "transfer", Self.unfiled)
        let unmade = try keys(ContactChart.self, "state", Self.unmade)
        let unpaid = try keys(PaymentChart.self, "state", Self.unpaid)
        for record in records {
            // Tries of a write are counted for as long as it is wanted. Rows are kept by those who read the lists.
            let isOpen =
                switch record.question {
                case .row: true
                case .document, .file, .payments, .voucher, .contact: false
                case .createVoucher: unbooked.contains(record.subject)
                case .createContact: unmade.contains(record.subject)
                case .attachFile: record.document.map(unfiled.contains) ?? false
                case .createPayment: unpaid.contains(record.subject)
                }
            if !isOpen { try context.store.forget(unanswered: record.question, record.system, record.subject) }
        }
    }
    private func keys<C: StateChart, State: RawRepresentable<String>>(_ chart: C.Type, _ column: String, _ states: [State])
        throws(StoreError) -> Set<String>
    {
        Set(try context.store.keys(chart, column: column, in: states.map(\.rawValue)))
    }
}
