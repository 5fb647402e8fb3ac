internal import Bookkeeping
internal import Persistence
internal import StateCharts

/// A remote may keep a number in another spelling than it was sent: without blanks, its umlauts composed, in another case. The voucher is
/// ours all the same; what it shows is learnt, so that it counts as what we booked, and said once in the journal.
struct ShownNumber {
    let context: PassContext

    /// - Parameter sighting: of a voucher that is linked to the document.
    func observe(_ key: String, _ sighting: VoucherSnapshot) throws {
        guard let shown = sighting.number, let booking = try context.store.booking(key), let learnt = booking.showing(shown) else { return }
        let commitment = TransitionChanges().with(booking: learnt)
        try context.store.note(
            "lex.numberShown", InvoiceChart.self, key, detail: Self.detail(booking.voucher.number, shown), by: context.author,
            at: context.now)
        try context.store.annotate(InvoiceChart.self, key, commitment)
    }

    /// The same for a voucher that is about to be linked.
    func learn(_ voucherID: String, _ booking: Booking, into commitment: inout TransitionChanges) throws {
        guard let shown = try context.store.voucher(VoucherSnapshot.self, voucherID)?.number, let learnt = booking.showing(shown)
        else { return }
        commitment.booking = learnt
        commitment.journal.merge(Self.detail(booking.voucher.number, shown)) { _, new in new }
    }

    private static func detail(_ sent: String, _ shown: String) -> [String: String] {
        ["number_sent": Token.of(sent), "number_shown": Token.of(shown)]
    }
}

extension Booking {
    /// Nil when the number is shown as it was sent, or is another one.
    fileprivate func showing(_ number: String) -> Booking? {
        guard !NumberSpelling.isExactly(number, voucher.number), NumberSpelling.mayBeOne(number, voucher.number) else { return nil }
        var learnt = self
        learnt.voucher.number = number
        return learnt
    }
}
