package import StateCharts

/// Where documents stand, in the few words by which a person looks for them. Each has exactly one.
package enum DocumentStanding: String, Sendable, CaseIterable {
    /// A person has to decide.
    case needsPerson
    /// A write without an answer: looked up by itself.
    case inDoubt
    /// Goes on by itself.
    case waiting
    case draft
    /// On lexoffice's books, nothing to do.
    case transferred
    /// Not to be transferred, or nets to zero.
    case leftOut
    /// Let go of by an integration that was deleted.
    case released

    package init(_ document: InvoiceConfiguration) {
        self.init(phase: document.phase, life: document.life, evidence: document.evidence, transfer: document.transfer)
    }

    package init(phase: InvoicePhase, life: InvoiceLife, evidence: InvoiceEvidence, transfer: InvoiceTransfer) {
        let tags = [phase.tag, evidence.tag, transfer.tag]
        self =
            if phase == .released { .released } else if tags.contains(.attention) { .needsPerson } else if tags.contains(.doubt) {
                .inDoubt
            } else if life == .draft { .draft } else if tags.contains(.pending) {
                Self.booked.contains(transfer) ? .transferred : .waiting
            } else if transfer == .fileComplete { .transferred } else { .leftOut }
    }

    /// On the books while the file is still on its way.
    private static let booked: [InvoiceTransfer] = [.fileDue, .fileSending]

    /// What ``init(_:)`` says, for SQLite: over the columns of a document's row.
    static let sql: String = {
        func among<State: ChartRegion>(_ column: String, _ states: [State]) -> String {
            "\(column) IN (\(states.map { "'\($0.rawValue)'" }.joined(separator: ", ")))"
        }
        func tagged(_ tag: StateTag) -> String {
            [
                among("phase", InvoicePhase.allCases.filter { $0.tag == tag }),
                among("evidence", InvoiceEvidence.allCases.filter { $0.tag == tag }),
                among("transfer", InvoiceTransfer.allCases.filter { $0.tag == tag }),
            ].joined(separator: " OR ")
        }
        let rules: [(String, DocumentStanding)] = [
            (among("phase", [InvoicePhase.released]), .released), (tagged(.attention), .needsPerson), (tagged(.doubt), .inDoubt),
            (among("life", [InvoiceLife.draft]), .draft), (among("transfer", booked + [.fileComplete]), .transferred),
            (tagged(.pending), .waiting),
        ]
        let cases = rules.map { "WHEN \($0) THEN '\($1.rawValue)'" }.joined(separator: " ")
        return "CASE \(cases) ELSE '\(DocumentStanding.leftOut.rawValue)' END"
    }()
}
