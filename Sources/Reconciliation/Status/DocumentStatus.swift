package import Bookkeeping
package import Hero
package import Persistence
package import StateCharts

/// One document with everything `list`, `status` and `explain` show of it.
package struct DocumentStatus: Sendable {
    package var machine: Machine<InvoiceChart>
    package var number: String?
    package var date: BusinessDay?
    /// Gross as HERO prints it, signed.
    package var heroGross: Cents?
    package var booking: Booking?
    package var voucherID: String?

    package var key: String { machine.key }
    package var transfer: InvoiceTransfer { machine.configuration.transfer }
    package var isContested: Bool { machine.configuration.evidence == .contested }

    /// The line a report shows for where the document stands; nil when there is nothing to say about it.
    package var line: ReportLine? {
        let tags = machine.configuration.tags
        if machine.configuration.phase == .releasedUnresolved { return line(.uncertain, .held, .outcomeUnknown) }
        if tags.contains(.doubt) { return line(.uncertain, .held, machine.reason ?? .outcomeUnknown) }
        if tags.contains(.attention) {
            let isHeld = transfer.tag == .attention && !machine.configuration.isStrayed
            return line(.person, isHeld ? .held : .drift, machine.reason)
        }
        guard tags.contains(.pending), !isUnderWay else { return nil }
        if transfer == .ready { return line(.ready, .diagnostic, machine.reason) }
        // Whether the contact exists is open: a write without an answer, not mere patience.
        if machine.reason == .waitingForContact { return line(.uncertain, .held, machine.reason) }
        return line(.waiting, .diagnostic, machine.reason)
    }

    /// Between a question and its answer within one pass: seen from outside only after a crash, and put right by the next pass.
    private var isUnderWay: Bool { InvoiceChart.awaited(machine.configuration) != nil }

    private func line(_ symbol: ReportLine.Symbol, _ record: ReportLine.Record, _ reason: ReasonCode?) -> ReportLine {
        ReportLine(
            symbol: symbol, record: record, key: key, number: number, voucherType: booking?.voucher.type,
            gross: booking?.voucher.gross ?? heroGross?.magnitude, reason: reason, detail: reason == nil ? nil : machine.detail)
    }
}

extension DocumentStatus {
    /// In HERO's order.
    package static func documents(_ question: DocumentQuestion, _ store: Store) throws -> [DocumentStatus] {
        try store.documents(DocumentHeader.self, question).map(DocumentStatus.init)
    }

    /// The documents there is something to say about, and those named; the quiet rest is not even read.
    package static func needing(_ store: Store, and named: Set<String> = []) throws -> [DocumentStatus] {
        let restless: [StateQuestion<InvoiceChart>] = [
            .transfer(InvoiceTransfer.restless), .phase(InvoicePhase.restless), .evidence(InvoiceEvidence.restless),
        ]
        return try documents(.standing(restless, and: named), store)
    }

    static func find(key: String, _ store: Store) throws -> DocumentStatus? { try documents(.standing([], and: [key]), store).first }

    /// By document number as printed, or by HERO's id.
    package static func find(_ name: String, _ store: Store) throws -> [DocumentStatus] { try documents(.named(name), store) }

    package init(_ record: DocumentRecord<DocumentHeader>) {
        let header = record.header
        self.init(
            machine: record.machine, number: header?.number, date: header?.date, heroGross: header?.gross, booking: record.booking,
            voucherID: record.voucherID)
    }

    /// Read in full lately, or not known.
    package func kind(_ store: Store) throws -> DocumentKind? {
        try Int(key).flatMap { id throws in try store.document(DocumentRow.self, id)?.kind() }
    }
}
