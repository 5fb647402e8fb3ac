internal import Bookkeeping
internal import Persistence
internal import StateCharts

/// Feeds what lexoffice shows of a linked voucher into the regions it owns: drift of the transfer, and settlement.
struct VoucherFacts {
    let context: PassContext
    let settings: Settings

    /// - Parameter gone: the voucher is no longer listed; the caller has asked for it by id and it was not there either.
    func observe(_ key: String, voucherID: String, gone: Bool, reading: PaymentReading? = nil) throws(Interruption) {
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
        if let event = balance(sighting, reading) { try feed(key, event) }
    }

    /// A voucher nobody of ours holds: should it bear the number of one that we do hold, there are two for one document.
    func observeStranger(_ voucherID: String) throws(Interruption) {
        let store = context.store
        guard let row = try storing({ () throws(StoreError) in try store.voucher(voucherID) }), !row.number.isEmpty else { return }
        for twin in try storing({ () throws(StoreError) in try store.vouchers(number: row.number) }) where twin.id != voucherID {
            guard let key = try storing({ () throws(StoreError) in try store.holder(ofVoucher: twin.id) }) else { continue }
            let surplus = try surplus(of: twin.id, key)
            guard !surplus.isEmpty, try machine(key)?.configuration.transfer != .doubled else { continue }
            try feed(key, .lexVoucherDoubled, .because(.voucherDoubled, detail: "vouchers=\(surplus.prefix(5).joined(separator: ","))"))
        }
    }

    /// Whether the surplus is gone, voided or disowned meanwhile.
    func reviewDoubled(_ key: String) throws(Interruption) {
        guard let link = try storing({ () throws(StoreError) in try context.store.link(kind: "invoice", key: key) }) else { return }
        if try surplus(of: link.remoteID, key).isEmpty { try feed(key, .lexVoucherMatches, .because(nil)) }
    }

    /// Vouchers of the same type and number besides the linked one, which count and are nobody's.
    private func surplus(of voucherID: String, _ key: String) throws(Interruption) -> [String] {
        let store = context.store
        guard let row = try storing({ () throws(StoreError) in try store.voucher(voucherID) }),
            let ours = RowText.decode(VoucherSighting.self, row.row)
        else { return [] }
        let disowned = try storing { () throws(StoreError) in try store.disowned(key) }
        var surplus: [String] = []
        for twin in try storing({ () throws(StoreError) in try store.vouchers(number: row.number) }) {
            guard twin.id != voucherID, !disowned.contains(twin.id), let sighting = RowText.decode(VoucherSighting.self, twin.row),
                sighting.type == ours.type, sighting.status != "voided",
                try storing({ () throws(StoreError) in try store.holder(ofVoucher: twin.id) }) == nil
            else { continue }
            surplus.append(twin.id)
        }
        return surplus
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
    private func balance(_ sighting: VoucherSighting, _ reading: PaymentReading?) -> InvoiceEvent? {
        guard let total = sighting.total, let open = sighting.open else { return nil }
        if open.amount == 0 {
            guard ["paid", "paidoff"].contains(sighting.status) else { return nil }
            return reading?.isWrittenOff == true ? .lexBalanceWrittenOff : .lexBalanceFull
        }
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
