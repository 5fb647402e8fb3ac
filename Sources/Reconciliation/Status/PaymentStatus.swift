package import Bookkeeping
internal import Hero
package import Persistence
package import StateCharts

/// One payment with everything a person needs to deal with it.
package struct PaymentStatus: Sendable {
    package var machine: Machine<PaymentChart>
    package var key: PaymentKey
    /// Number of the document as printed.
    package var number: String?
    /// The entry in HERO it is linked to, or that it is about.
    package var entry: String?
    /// Of the payment, else of HERO's entry as last seen.
    package var amount: Cents?

    package var state: PaymentState { machine.configuration.state }
    package var payment: Payment? { key.payment }

    /// Nil where there is nothing to say.
    package var line: ReportLine? {
        switch state.tag {
        case .attention: line(.person, [.toWithdraw, .foreign].contains(state) ? .drift : .held)
        case .doubt: line(.uncertain, .held)
        case .pending: line(.waiting, .diagnostic)
        case nil: nil
        }
    }

    func line(_ symbol: ReportLine.Symbol, _ record: ReportLine.Record) -> ReportLine {
        var line = ReportLine(
            symbol: symbol, record: record, key: machine.key, number: number, gross: amount, reason: machine.reason,
            detail: machine.reason == nil ? nil : machine.detail)
        line.payment = PaymentNote(documentID: key.documentID, payment: payment)
        return line
    }
}

extension PaymentStatus {
    /// Payments there is something to say about, and those named, in HERO's order.
    package static func needing(_ store: Store, and named: Set<String> = []) throws -> [PaymentStatus] {
        let keys = try store.keys(PaymentChart.self, where: .state(PaymentState.restless))
        var standings: [PaymentStatus] = []
        for key in keys + named.subtracting(keys).sorted() {
            let machine = try store.machine(PaymentChart.self, key)
            if let machine, let standing = try PaymentStatus(machine, store) { standings.append(standing) }
        }
        return standings
    }

    /// By the key reports show.
    package static func find(_ key: String, _ store: Store) throws -> PaymentStatus? {
        guard PaymentKey(key) != nil, let machine = try store.machine(PaymentChart.self, key) else { return nil }
        return try PaymentStatus(machine, store)
    }

    /// Every payment of one document.
    package static func all(ofDocument id: Int, _ store: Store) throws -> [PaymentStatus] {
        let machines = try store.payments(ofDocument: PaymentKey.prefix(documentID: id))
        var standings: [PaymentStatus] = []
        for machine in machines {
            if let standing = try PaymentStatus(machine, store) { standings.append(standing) }
        }
        return standings
    }

    init?(_ machine: Machine<PaymentChart>, _ store: Store) throws {
        guard let key = PaymentKey(machine.key) else { return nil }
        self.machine = machine
        self.key = key
        let header = try store.document(DocumentRow.self, key.documentID)?.header
        number = header?.number
        let part = key.entryReference.flatMap { HeroEntries(header?.booking?.payments ?? [], taken: []).part($0) }
        amount = key.payment?.amount ?? part?.amount
        let link = try store.link(PaymentChart.self, machine.key)
        entry = link?.remoteID ?? key.entryReference
    }
}

/// What lexoffice says about the payments of one voucher, where something is wrong with it.
package struct TroubledReading {
    package let documentID: Int
    package let voucherID: String
    package let line: ReportLine

    package static func all(_ store: Store) throws -> [TroubledReading] {
        var readings: [TroubledReading] = []
        let joint = try JointOwners(store)
        for observation in try store.troubledPayments(PaymentRow.self) {
            let reading = observation.reading
            guard let problem = reading.problem,
                let key = try store.holder(ofVoucher: observation.voucherID) ?? joint.key(ofVoucher: observation.voucherID),
                let id = Int(key), let standing = try DocumentStatus.find(key: key, store)
            else { continue }
            var line = ReportLine(
                symbol: .person, record: .held, key: key, number: standing.number, gross: reading.open, reason: problem,
                detail: reading.detail)
            // That the voucher is not booked is no word about a payment.
            if problem == .voucherUnchecked {
                line.voucherType = standing.booking?.voucher.type
                line.gross = standing.booking?.voucher.gross
            } else {
                line.payment = PaymentNote(documentID: id, payment: nil)
            }
            readings.append(TroubledReading(documentID: id, voucherID: observation.voucherID, line: line))
        }
        return readings.sorted { $0.documentID < $1.documentID }
    }
}

/// Everything there is to say about payments, in one list.
package struct PaymentLines {
    let store: Store

    package init(store: Store) { self.store = store }

    package func needing(and named: Set<String> = []) throws -> [ReportLine] {
        try PaymentStatus.needing(store, and: named).compactMap(\.line) + TroubledReading.all(store).map(\.line)
    }

    /// Payments that are about to be entered in HERO, or found there.
    package func planned(_ due: [PaymentKey]) throws -> [ReportLine] {
        var lines: [ReportLine] = []
        var taken: Set<String> = []
        for key in due {
            guard let payment = key.payment, let machine = try store.machine(PaymentChart.self, key.text),
                let standing = try PaymentStatus(machine, store)
            else { continue }
            var line = standing.line(.change, .plannedChange)
            line.reason = nil
            line.detail = nil
            let links = try store.paymentLinks(ofDocument: PaymentKey.prefix(documentID: key.documentID))
            if let header = try store.document(DocumentRow.self, key.documentID)?.header,
                let part = HeroEntries(header, taken: taken.union(links.values))?.match(payment)
            {
                taken.insert(part.reference)
                line.symbol = .adopt
            }
            lines.append(line)
        }
        return lines
    }
}
