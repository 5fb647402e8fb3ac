internal import Bookkeeping
internal import Hero
package import Persistence
internal import StateCharts

/// What a person should know and need not act on: pairs still to be netted in lexoffice (domain.md V24), money on a cancelled
/// invoice (K12), linked contacts that were archived or deleted. Read from the state alone; never an alarm, never in an exit code.
package struct Notes {
    let store: Store

    package init(_ store: Store) { self.store = store }

    /// In HERO's order, contacts last.
    package func lines() throws -> [ReportLine] { try pairs() + contacts() }

    /// The notes that concern one document.
    package func lines(about key: String) throws -> [ReportLine] {
        let pair = Set([key, try counterpart(of: key)].compactMap(\.self))
        return try pairs().filter { pair.contains($0.key) }
    }

    // MARK: pairs

    /// An original and the cancellation that reverses it in full, both on the books.
    private struct Pair {
        var original: Side
        var reversal: Side
        var reversalNumber: String

        struct Side {
            var total: Cents
            var open: Cents
            var closed: Cents { total - open }
        }

        var isNetted: Bool { original.open == .zero && reversal.open == .zero }
        /// Netting closes the same amount on both; what is closed on the invoice beyond that is money or discount.
        var received: Cents { original.closed - reversal.closed }
    }

    private func pairs() throws -> [ReportLine] {
        let cancelled = try store.keys(InvoiceChart.self, where: .life([.cancelled]))
        guard !cancelled.isEmpty else { return [] }
        let reversals = try reversals(of: Set(cancelled))
        var lines: [ReportLine] = []
        for key in cancelled {
            guard let pair = try reversals[key].flatMap({ reversal throws in try pair(key, reversal) }), !pair.isNetted,
                let machine = try store.machine(InvoiceChart.self, key)
            else { continue }
            let standing = try Standing(machine, store)
            var line = ReportLine(
                symbol: .note, record: .diagnostic, key: key, number: standing.number, voucherType: standing.booking?.voucher.type,
                gross: pair.original.open, reason: .nettingOpen, detail: "cancellation=\(Judge.token(pair.reversalNumber))")
            lines.append(line)
            if pair.received.signum > 0, pair.reversal.open.signum > 0 {
                line.gross = pair.received
                line.reason = .cancelledWithMoney
                lines.append(line)
            }
        }
        return lines
    }

    /// By the original's key, the key of the document that reverses it in full.
    private func reversals(of originals: Set<String>) throws -> [String: String] {
        var found: [String: String] = [:]
        for row in try store.documents(DocumentRow.self) {
            guard let original = row.header.selectedDocumentID.map(String.init), originals.contains(original),
                case .document(let document, _)? = try row.detail(), document.kind == .cancellation
            else { continue }
            found[original] = String(row.id)
        }
        return found
    }

    private func pair(_ original: String, _ reversal: String) throws -> Pair? {
        guard let ours = try side(original), let theirs = try side(reversal),
            let booking = try store.booking(reversal)
        else { return nil }
        return Pair(original: ours, reversal: theirs, reversalNumber: booking.voucher.number)
    }

    private func side(_ key: String) throws -> Pair.Side? {
        guard let machine = try store.machine(InvoiceChart.self, key),
            machine.configuration.isOnBooks,
            let link = try store.link(InvoiceChart.self, key),
            let sighting = try store.voucher(VoucherSighting.self, link.remoteID), sighting.status != "voided", let total = sighting.total,
            let open = sighting.open
        else { return nil }
        return Pair.Side(total: total, open: open)
    }

    private func counterpart(of key: String) throws -> String? {
        try Int(key).flatMap { id throws in try store.document(DocumentRow.self, id)?.header.selectedDocumentID }.map(String.init)
    }

    // MARK: contacts

    private func contacts() throws -> [ReportLine] {
        var lines: [ReportLine] = []
        for machine in try store.machines(ContactChart.self) {
            let reason: ReasonCode
            switch machine.configuration.state {
            case .archived: reason = .contactArchived
            case .unlinked where machine.lastEvent == ContactEvent.lexGone.rawValue: reason = .contactGone
            default: continue
            }
            var link = try store.link(ContactChart.self, machine.key)
            if link == nil { link = try store.tombstones(ContactChart.self, machine.key).last }
            var line = ReportLine(
                symbol: .note, record: .diagnostic, key: machine.key, number: nil, reason: reason,
                detail: link.map { "contact=\($0.remoteID)" })
            line.subject = .contact
            lines.append(line)
        }
        return lines
    }
}
