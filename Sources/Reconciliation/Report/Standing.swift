package import Bookkeeping
internal import Hero
package import Persistence
package import StateCharts

/// One document with everything `list`, `status` and `explain` show of it.
package struct Standing: Sendable {
    package var machine: Machine<InvoiceChart>
    package var number: String?
    package var date: BusinessDay?
    package var kind: DocumentKind?
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
    private var isUnderWay: Bool { [.checking, .fileSending].contains(transfer) }

    private func line(_ symbol: ReportLine.Symbol, _ record: ReportLine.Record, _ reason: ReasonCode?) -> ReportLine {
        ReportLine(
            symbol: symbol, record: record, key: key, number: number, voucherType: booking?.voucher.type,
            gross: booking?.voucher.gross ?? heroGross?.magnitude, reason: reason, detail: reason == nil ? nil : machine.detail)
    }
}

extension Standing {
    /// Every document we follow, in HERO's order.
    package static func all(_ store: Store) throws -> [Standing] {
        try store.machines(InvoiceChart.self).map { machine throws in
            try Standing(machine, store)
        }
    }

    /// The documents there is something to say about, and those named; the quiet rest is not even read.
    package static func needing(_ store: Store, and named: Set<String> = []) throws -> [Standing] {
        var keys = try store.keys(InvoiceChart.self, where: .transfer(InvoiceTransfer.restless))
        keys += try store.keys(InvoiceChart.self, where: .phase(InvoicePhase.restless))
        keys += try store.keys(InvoiceChart.self, where: .evidence(InvoiceEvidence.restless))
        let ids = Set(keys).union(named).sorted { (Int($0) ?? 0, $0) < (Int($1) ?? 0, $1) }
        var standings: [Standing] = []
        for key in ids {
            let machine = try store.machine(InvoiceChart.self, key)
            if let machine { standings.append(try Standing(machine, store)) }
        }
        return standings
    }

    static func find(key: String, _ store: Store) throws -> Standing? {
        guard let machine = try store.machine(InvoiceChart.self, key) else { return nil }
        return try Standing(machine, store)
    }

    /// By document number as printed, or by HERO's id.
    package static func find(_ name: String, _ store: Store) throws -> [Standing] {
        try all(store).filter { $0.number == name || $0.key == name }
    }

    init(_ machine: Machine<InvoiceChart>, _ store: Store) throws {
        self.machine = machine
        let row = try Int(machine.key).flatMap { id throws in
            try store.document(id)
        }
        let header = row.flatMap { RowText.decode(DocumentHeader.self, $0.header) }
        number = header?.number
        date = header?.date
        heroGross = header?.gross
        if let text = row?.detail, case .document(let document, _)? = RowText.decode(DetailRecord.self, text) { kind = document.kind }
        booking = try store.booking(machine.key)
        voucherID = try store.link(InvoiceChart.self, machine.key)?.remoteID
    }
}
