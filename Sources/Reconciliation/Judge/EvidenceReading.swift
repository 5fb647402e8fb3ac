package import Bookkeeping
package import Hero
package import Persistence
internal import StateCharts

/// What is known of a document's figures beside HERO's words. Judging it and holding its voucher against it take the same.
package struct EvidenceReading {
    let store: Store
    /// Vouchers this pass is about to create, by document.
    private let expected: [Int: Voucher]

    package init(store: Store, expected: [Int: Voucher] = [:]) {
        self.store = store
        self.expected = expected
    }

    /// What a person declared right is held against nothing.
    package func evidence(_ detail: DetailRecord, _ header: DocumentHeader, _ rulings: DocumentRulings) throws -> MappingEvidence {
        var evidence = MappingEvidence()
        guard case .document(let document, let file) = detail, !rulings.asStated else { return evidence }
        let invoices = EarlierBookings(store: store, expected: expected)
        if [.invoice, .cumulativeInvoice, .finalInvoice].contains(document.kind), let project = header.projectMatchID {
            evidence.earlier = try invoices.ofProject(project, before: header.id)
        }
        if document.kind == .cumulativeInvoice {
            evidence.cumulative = try store.fact(CumulativeDecision.self, about: CumulativeDecision.subject)?.meaning
        }
        if case .facts(let facts)? = file?.eInvoice {
            evidence.eInvoice = facts
            let numbers = facts.preceding.map(\.number) + facts.advances.compactMap(\.number)
            evidence.referenced = try invoices.referenced(numbers, evidence.earlier)
        }
        return evidence
    }
}
