package import Bookkeeping
package import Persistence
internal import StateCharts

/// What went through since the last time somebody was told.
package struct Flow: Sendable, Hashable, Codable {
    package var since: BusinessDay
    package var vouchers = 0
    /// Credit notes are subtracted.
    package var gross = Cents.zero
    package var payments = 0
    package var paid = Cents.zero

    package init(since: BusinessDay) { self.since = since }

    package var isEmpty: Bool { vouchers == 0 && payments == 0 }

    private static let day: Int64 = 24 * 3_600_000
    /// Who was not told for longer reads of that much.
    private static let daysMaximum: Int64 = 31

    package static func read(_ store: Store, since told: Instant?, now: Instant) throws -> Flow {
        let earliest = now.adding(milliseconds: -daysMaximum * day)
        let start = max(told ?? now.adding(milliseconds: -day), earliest)
        var flow = Flow(since: BusinessDay(berlinDayOf: start))
        for written in try store.written(after: start, upTo: now) {
            if written.action == "createVoucher", written.kind == InvoiceChart.name {
                flow.vouchers += 1
                guard let voucher = try store.booking(written.key)?.voucher else { continue }
                flow.gross.add(voucher.type == .salesCreditNote ? -voucher.gross : voucher.gross)
            } else if written.action == "createPayment", written.kind == PaymentChart.name {
                flow.payments += 1
                flow.paid.add(PaymentKey(written.key)?.payment?.amount ?? .zero)
            }
        }
        return flow
    }
}

extension Cents {
    /// Sums of foreign amounts stay at the last one that can be said.
    mutating func add(_ other: Cents) { amount = amount.plus(other.amount) }
}
