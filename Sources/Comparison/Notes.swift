internal import Bookkeeping
internal import Hero
package import Persistence
package import Reconciliation
internal import StateCharts

/// What a person should know and need not act on: pairs still to be netted in lexoffice (domain.md V24), money on a cancelled
/// invoice (K12), linked contacts that were archived or deleted. Read from the state alone; never an alarm, never in an exit code.
package struct Notes {
    let store: Store

    package init(_ store: Store) { self.store = store }

    /// In HERO's order, contacts last.
    package func lines() throws -> [ReportLine] { try pairs(Self.cancelled) + contacts() }

    /// Those of documents that are shown.
    package func lines(among shown: Set<String>) throws -> [ReportLine] { try pairs(Self.cancelled) { shown.contains($0) } }

    /// Those that concern one document, told by its own key or by the one it reverses.
    package func lines(about key: String) throws -> [ReportLine] {
        try pairs(.standing([], and: Set([key, try counterpart(of: key)].compactMap(\.self))))
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

    private static let cancelled = DocumentQuestion.standing([.life([.cancelled])])

    private func pairs(_ question: DocumentQuestion, where isTold: (String) -> Bool = { _ in true }) throws -> [ReportLine] {
        let originals = try DocumentStatus.documents(question, store).filter {
            isTold($0.key) && $0.machine.configuration.life == .cancelled
        }
        let reversals = try reversals(of: originals)
        let sides = try sides(of: originals + reversals.values)
        return originals.flatMap { original -> [ReportLine] in
            guard let reversal = reversals[original.key], let number = reversal.booking?.voucher.number, let ours = sides[original.key],
                let theirs = sides[reversal.key]
            else { return [] }
            return lines(original, Pair(original: ours, reversal: theirs, reversalNumber: number))
        }
    }

    private func lines(_ original: DocumentStatus, _ pair: Pair) -> [ReportLine] {
        guard !pair.isNetted else { return [] }
        var line = ReportLine(
            symbol: .note, record: .diagnostic, key: original.key, number: original.number, voucherType: original.booking?.voucher.type,
            gross: pair.original.open, reason: .nettingOpen, detail: "cancellation=\(Token.of(pair.reversalNumber))")
        var lines = [line]
        if pair.received.signum > 0, pair.reversal.open.signum > 0 {
            line.gross = pair.received
            line.reason = .cancelledWithMoney
            lines.append(line)
        }
        return lines
    }

    /// By the original's key, the document that reverses it in full.
    private func reversals(of originals: [DocumentStatus]) throws -> [String: DocumentStatus] {
        let rows = try store.reversals(DocumentRow.self, of: originals.compactMap { Int($0.key) })
        let cancelling = try rows.filter { try $0.kind() == .cancellation }
        let standings = try DocumentStatus.documents(.standing([], and: Set(cancelling.map { String($0.id) })), store)
        let byKey = Dictionary(standings.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        let pairs = cancelling.compactMap { row in
            row.header.selectedDocumentID.flatMap { id in byKey[String(row.id)].map { (String(id), $0) } }
        }
        return Dictionary(pairs, uniquingKeysWith: { _, last in last })
    }

    /// What lexoffice shows of those that are on the books, by the key of the document.
    private func sides(of standings: [DocumentStatus]) throws -> [String: Pair.Side] {
        let booked = standings.filter { $0.machine.configuration.isOnBooks }
        let rows = try store.vouchers(VoucherSnapshot.self, ids: Set(booked.compactMap(\.voucherID)))
        let sightings = Dictionary(rows.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var sides: [String: Pair.Side] = [:]
        for standing in booked {
            guard let id = standing.voucherID, let sighting = sightings[id], sighting.status != "voided", let total = sighting.total,
                let open = sighting.open
            else { continue }
            sides[standing.key] = Pair.Side(total: total, open: open)
        }
        return sides
    }

    private func counterpart(of key: String) throws -> String? {
        try Int(key).flatMap { id throws in try store.document(DocumentRow.self, id)?.header.selectedDocumentID }.map(String.init)
    }

    // MARK: contacts

    private func contacts() throws -> [ReportLine] {
        var lines: [ReportLine] = []
        for key in try store.keys(ContactChart.self, where: .state([.archived, .unlinked])) {
            guard let machine = try store.machine(ContactChart.self, key) else { continue }
            let isArchived = machine.configuration.state == .archived
            guard isArchived || machine.lastEvent == ContactEvent.lexGone.rawValue else { continue }
            var link = try store.link(ContactChart.self, machine.key)
            if link == nil { link = try store.tombstones(ContactChart.self, machine.key).last }
            var line = ReportLine(
                symbol: .note, record: .diagnostic, key: machine.key, number: nil,
                reason: isArchived ? .contactArchived : .contactGone, detail: link.map { "contact=\($0.remoteID)" })
            line.subject = .contact
            lines.append(line)
        }
        let names = try names(of: Set(lines.map(\.key)))
        for place in lines.indices { lines[place].number = names[lines[place].key] }
        return lines
    }

    /// What people call these customers: by number, else by name, as the newest document of each has it.
    private func names(of keys: Set<String>) throws -> [String: String] {
        guard !keys.isEmpty else { return [:] }
        var newest: [String: Int] = [:]
        for header in try store.documents(DocumentHeader.self, .all).compactMap(\.header) {
            guard let key = header.customerID.map(String.init), keys.contains(key) else { continue }
            newest[key] = max(newest[key] ?? header.id, header.id)
        }
        return try newest.compactMapValues { id throws in
            guard case .document(let document, _)? = try store.document(DocumentRow.self, id)?.detail() else { return nil }
            return document.customer.flatMap { $0.number ?? $0.legalName }
        }
    }
}
