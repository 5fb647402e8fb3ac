internal import Bookkeeping
internal import Lexoffice
package import Persistence

package typealias PaymentRow = PaymentObservation<OpenItemObservation.Stamp, PaymentReading>

/// Reads the payments of a linked voucher when its open amount moved: one request for each such voucher, none for the others.
package struct OpenItemObservation {
    let context: PassContext

    package init(context: PassContext) { self.context = context }

    /// What the list showed when payments were last read.
    package struct Stamp: Sendable, Hashable, Codable {
        var open: Cents?
        var status: String
        var updated: String
    }

    /// What is known of the payments of a voucher as the list shows it now; nil when there is nothing to know yet. Withheld when
    /// lexoffice was asked and did not tell: money may have been received of which nothing is known.
    func reading(_ sighting: VoucherSnapshot, of key: String) async throws -> ItemAnswer<PaymentReading?> {
        if let reading = try atHand(sighting, of: key) { return .given(reading) }
        let item = ItemQuestion.payments(sighting.id, of: key)
        if let right = try context.suspended(.payments) { return .withheld(right) }
        let answer = try await context.ask(item, refusing: { Self.refusal($0, sighting) }) { () async throws -> Told in
            do throws(LexofficeError) {
                return .record(try await context.lexoffice.payments(sighting.id))
            } catch {
                switch error.code {
                case .badAnswer: return .unreadable(error.label)
                // Of this voucher alone, or of all: a right that is missing is missing for one that does not exist as well.
                case .forbidden where try await !context.lexoffice.isAllowed(.payments): return .denied(error.label)
                default: throw error
                }
            }
        }
        guard case .given(let told) = answer else {
            if case .withheld(let record) = answer { return .withheld(record) }
            return .given(nil)
        }
        if case .denied(let label) = told { return .withheld(try context.note(.right(.payments), label)) }
        let (reading, read) = conclusion(told, sighting)
        let observation = PaymentRow(voucherID: sighting.id, stamp: read, reading: reading)
        try context.store.record(payments: observation, isTroubled: reading.problem != nil, at: context.now)
        return .given(reading)
    }

    /// The same where lexoffice need not be asked for it; nil where it must.
    func atHand(_ sighting: VoucherSnapshot, of key: String) throws -> PaymentReading?? {
        if Self.isUnbooked(sighting) { return .some(try unbooked(sighting)) }
        let known = try context.store.payments(PaymentRow.self, ofVoucher: sighting.id)
        let isOpen = try context.unanswered(.payments(sighting.id, of: key)) != nil
        return try isOpen || isDue(sighting, known) || isUnseen(sighting) ? nil : .some(self.known(sighting))
    }

    /// A person has taken note that nothing is told of it: it is asked about again when the list shows it moved.
    package func acceptSilence(ofVoucher id: String) throws {
        if let sighting = try context.store.voucher(VoucherSnapshot.self, id) {
            let (reading, read) = conclusion(.record(nil), sighting)
            let observation = PaymentRow(voucherID: id, stamp: read, reading: reading)
            try context.store.record(payments: observation, isTroubled: false, at: context.now)
        }
        try context.answered(.payments(id, of: nil))
    }

    /// One that stands under *Zu prüfen* is told when it becomes ours, and not waited for: until somebody books it, nobody can pay it.
    package func weighUnbooked(_ voucherID: String) throws {
        guard let sighting = try context.store.voucher(VoucherSnapshot.self, voucherID), Self.isUnbooked(sighting) else { return }
        _ = try unbooked(sighting)
    }

    private func unbooked(_ sighting: VoucherSnapshot) throws -> PaymentReading {
        let known = try context.store.payments(PaymentRow.self, ofVoucher: sighting.id)
        if let known, known.reading.problem == .voucherUnchecked { return known.reading }
        let reading = PaymentReading.unbooked(status: sighting.status)
        let observation = PaymentRow(voucherID: sighting.id, stamp: stamp(sighting), reading: reading)
        try context.store.record(payments: observation, isTroubled: true, at: context.now)
        return reading
    }

    private static func isUnbooked(_ sighting: VoucherSnapshot) -> Bool { ["unchecked", "blank"].contains(sighting.status) }

    private enum Told: Sendable {
        case record(PaymentRecord?)
        /// Nothing is told about any voucher.
        case denied(String)
        /// An answer in a form nobody knows.
        case unreadable(String)
    }

    /// lexoffice tells no payments of what is not booked yet (406, domain.md P13), and that is an answer. Of anything else it is none.
    private static func refusal(_ told: Told, _ sighting: VoucherSnapshot) -> String? {
        guard case .record(nil) = told else { return nil }
        return ["draft", "unchecked", "blank", "voided"].contains(sighting.status) ? nil : "not_told"
    }

    private func conclusion(_ told: Told, _ sighting: VoucherSnapshot) -> (PaymentReading, Stamp) {
        switch told {
        case .unreadable(let label), .denied(let label):
            return (.unreadable(status: sighting.status, detail: "error=\(label)"), stamp(sighting))
        case .record(let record):
            let reading = PaymentReading(record, total: sighting.total, status: sighting.status)
            // The list may lag behind the answer; what the answer said is what need not be asked again.
            let stamp = Stamp(open: record?.openAmount ?? sighting.open, status: Self.plain(reading.status), updated: sighting.updated)
            return (reading, stamp)
        }
    }

    /// The same without asking lexoffice.
    func known(_ sighting: VoucherSnapshot) throws -> PaymentReading? {
        if let known = try context.store.payments(PaymentRow.self, ofVoucher: sighting.id) { return known.reading }
        guard let open = sighting.open, open == sighting.total else { return nil }
        return .unpaid(open: open, status: sighting.status)
    }

    /// What the list shows of it is old, because it may not be seen.
    private func isUnseen(_ sighting: VoucherSnapshot) throws -> Bool {
        try sighting.status != "voided" && sighting.open != .zero && context.unanswered(.right(.voucherlist)) != nil
    }

    private func isDue(_ sighting: VoucherSnapshot, _ known: PaymentRow?) -> Bool {
        // A voided voucher looks balanced; a draft has no payments.
        guard sighting.status != "voided", let open = sighting.open else { return false }
        guard let known else { return open != sighting.total }
        guard let stamp = known.stamp else { return true }
        if stamp.open != open || stamp.status != Self.plain(sighting.status) { return true }
        // One item taken off and another put on: the open amount is back where it was.
        return stamp.updated != sighting.updated && known.reading.status != "voided" && open != sighting.total
    }

    private func stamp(_ sighting: VoucherSnapshot) -> Stamp {
        Stamp(open: sighting.open, status: Self.plain(sighting.status), updated: sighting.updated)
    }

    /// An open voucher past its due date is listed as overdue, which has nothing to do with payments.
    private static func plain(_ status: String) -> String { status == "overdue" ? "open" : status }
}
