internal import Bookkeeping
internal import Lexoffice
internal import Persistence

/// Reads the payments of a linked voucher when its open amount moved: one request for each such voucher, none for the others.
struct OpenItemObservation {
    let context: PassContext

    /// What the list showed when payments were last read.
    private struct Stamp: Sendable, Hashable, Codable {
        var open: Cents?
        var status: String
        var updated: String
    }

    /// What is known of the payments of a voucher as the list shows it now. Nil when there is nothing to know yet.
    func reading(_ sighting: VoucherSighting) async throws(Interruption) -> PaymentReading? {
        let known = try storing { () throws(StoreError) in try context.store.payments(ofVoucher: sighting.id) }
        guard isDue(sighting, known) else { return try self.known(sighting) }
        let reading: PaymentReading
        var read: Stamp
        do throws(LexofficeError) {
            let record = try await context.lexoffice.payments(sighting.id)
            reading = PaymentReading(record, total: sighting.total, status: sighting.status)
            // The list may lag behind the answer; what the answer said is what need not be asked again.
            read = Stamp(open: record?.openAmount ?? sighting.open, status: Self.plain(reading.status), updated: sighting.updated)
        } catch {
            switch error.code {
            case .badAnswer:
                reading = .unreadable(status: sighting.status, detail: "error=\(error.label)")
                read = stamp(sighting)
            // It vanished between the list and now; the sweep will say so.
            case .notFound: return nil
            default: throw Interruption(error)
            }
        }
        let observation = PaymentObservation(
            voucherID: sighting.id, stamp: RowText.encode(read), reading: RowText.encode(reading))
        try storing { () throws(StoreError) in
            try context.store.record(payments: observation, isTroubled: reading.problem != nil, at: context.now)
        }
        return reading
    }

    /// The same without asking lexoffice.
    func known(_ sighting: VoucherSighting) throws(Interruption) -> PaymentReading? {
        if let known = try storing({ () throws(StoreError) in try context.store.payments(ofVoucher: sighting.id) }) {
            return RowText.decode(PaymentReading.self, known.reading)
        }
        guard let open = sighting.open, open == sighting.total else { return nil }
        return .unpaid(open: open, status: sighting.status)
    }

    private func isDue(_ sighting: VoucherSighting, _ known: PaymentObservation?) -> Bool {
        // A voided voucher looks balanced; a draft has no payments.
        guard sighting.status != "voided", let open = sighting.open else { return false }
        guard let known else { return open != sighting.total }
        guard let stamp = RowText.decode(Stamp.self, known.stamp), let reading = RowText.decode(PaymentReading.self, known.reading) else {
            return true
        }
        if stamp.open != open || stamp.status != Self.plain(sighting.status) { return true }
        // One item taken off and another put on: the open amount is back where it was.
        return stamp.updated != sighting.updated && reading.status != "voided" && open != sighting.total
    }

    private func stamp(_ sighting: VoucherSighting) -> Stamp {
        Stamp(open: sighting.open, status: Self.plain(sighting.status), updated: sighting.updated)
    }

    /// An open voucher past its due date is listed as overdue, which has nothing to do with payments.
    private static func plain(_ status: String) -> String { status == "overdue" ? "open" : status }
}
