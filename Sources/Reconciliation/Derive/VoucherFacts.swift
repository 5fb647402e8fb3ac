internal import Bookkeeping
internal import Persistence
internal import StateCharts

/// Feeds what lexoffice shows of a linked voucher into the regions it owns: drift of the transfer, and settlement.
struct VoucherFacts {
    let context: PassContext
    let settings: Settings

    /// - Parameter gone: the voucher is no longer listed; the caller has asked for it by id and it was not there either.
    func observe(_ key: String, voucherID: String, gone: Bool) throws(Interruption) {
        if gone {
            guard try machine(key)?.configuration.transfer != .gone else { return }
            try feed(key, .lexVoucherGone, .because(.voucherGone))
            return
        }
        let store = context.store
        guard let row = try storing({ () throws(StoreError) in try store.voucher(voucherID) }),
            let sighting = RowText.decode(VoucherSighting.self, row.row),
            let booking = try storing({ () throws(StoreError) in try store.booking(key) })
        else { return }
        let comparison = VoucherComparison(expected: booking.voucher, contactID: booking.contactID, rules: settings.rules)
        if sighting.status == "voided" {
            try drift(key, .voucherVoided, "status=voided")
            return
        }
        if sighting.agrees(with: comparison) { try recover(key) } else { try drift(key, .voucherEdited, difference(sighting, booking)) }
        if let event = balance(sighting) { try feed(key, event) }
    }

    private func drift(_ key: String, _ reason: ReasonCode, _ detail: String) throws(Interruption) {
        guard let machine = try machine(key) else { return }
        guard machine.configuration.transfer == .edited else {
            try feed(key, .lexVoucherEdited, .because(reason, detail: detail))
            return
        }
        // Edited again: what is shown is what is now.
        guard machine.reason != reason || machine.detail != detail else { return }
        try storing { () throws(StoreError) in
            try context.store.annotate(InvoiceChart.self, key, .because(reason, detail: detail))
        }
    }

    private func recover(_ key: String) throws(Interruption) {
        guard let machine = try machine(key), machine.configuration.isStrayed, machine.configuration.transfer != .doubled else { return }
        try feed(key, .lexVoucherMatches, .because(nil))
    }

    /// The first field that differs, with both values: ids, numbers, days and cents only.
    private func difference(_ sighting: VoucherSighting, _ booking: Booking) -> String {
        let pairs: [(String, String?, String?)] = [
            ("type", booking.voucher.type.rawValue, sighting.type), ("number", booking.voucher.number, sighting.number),
            ("voucher_date", booking.voucher.voucherDate.description, sighting.voucherDate?.description),
            ("gross", booking.voucher.gross.description, sighting.total?.description),
            ("contact_id", booking.contactID, sighting.contactID),
        ]
        let differing = pairs.filter { $0.1 != $0.2 }
        return differing.map { "\($0.0)=\(Judge.token($0.1 ?? "none"))->\(Judge.token($0.2 ?? "none"))" }.joined(separator: " ")
    }

    /// The open amount decides, never the status alone: a voided voucher looks balanced (domain.md P11).
    private func balance(_ sighting: VoucherSighting) -> InvoiceEvent? {
        guard let total = sighting.total, let open = sighting.open else { return nil }
        if open.amount == 0 { return ["paid", "paidoff"].contains(sighting.status) ? .lexBalanceFull : nil }
        if open.amount < 0 { return .lexBalanceOver }
        return open < total ? .lexBalancePartial : .lexBalanceOpen
    }

    private func machine(_ key: String) throws(Interruption) -> Machine<InvoiceChart>? {
        try storing { () throws(StoreError) in try context.store.machine(InvoiceChart.self, key) }
    }

    private func feed(_ key: String, _ event: InvoiceEvent, _ commitment: Commitment = Commitment()) throws(Interruption) {
        try context.advance(InvoiceChart.self, key, event, commitment)
    }
}
