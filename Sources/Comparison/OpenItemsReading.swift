package import Bookkeeping
internal import Hero
package import Persistence
internal import Reconciliation
internal import StateCharts

/// Works open items out of what the last passes saw: nothing is asked of either system.
package struct OpenItemsReading {
    /// How old what is known may be for a document to be dunned on it, in milliseconds.
    package static let ageMaximum: Int64 = 24 * 3_600_000

    private let store: Store
    private let now: Instant
    private let ageMaximum: Int64

    /// With a voucher that stands on lexoffice's books, in whatever form.
    private static let onBooks: [InvoiceTransfer] = [
        .fileDue, .fileSending, .fileUnsure, .fileRefused, .fileComplete, .edited, .doubled,
    ]

    package init(store: Store, now: Instant, ageMaximum: Int64 = OpenItemsReading.ageMaximum) {
        self.store = store
        self.now = now
        self.ageMaximum = ageMaximum
    }

    /// - Parameter date: what happened after it is counted back.
    package func run(_ date: BusinessDay) throws -> OpenItems { try store.inOneView { try run(date, readingAll: false) } }

    /// - Parameter readingAll: also what is surely settled, which is counted otherwise; both come to the same.
    func run(_ date: BusinessDay, readingAll: Bool) throws -> OpenItems {
        let keys = try store.unsettledDocuments(in: Self.onBooks, on: readingAll ? nil : date)
        let standings = try DocumentStatus.documents(.standing([], and: keys), store)
        let sights = try Sights(store, of: standings)
        let settled = readingAll ? 0 : try store.settledDocuments(in: Self.onBooks, on: date)
        var result = OpenItems(date: date, now: now, freshness: sights.freshness, items: [], settled: settled, undated: 0)
        for standing in standings {
            guard let sight = sights.sight(standing) else { continue }
            guard let documentDate = sight.date else {
                result.undated += 1
                continue
            }
            guard documentDate <= date else { continue }
            let item = item(sight, documentDate, at: date, sights)
            if item.isSettled { result.settled += 1 } else { result.items.append(item) }
        }
        result.items.sort { ($0.due ?? date, $0.number ?? $0.key, $0.key) < ($1.due ?? date, $1.number ?? $1.key, $1.key) }
        return result
    }

    private func item(_ sight: Sight, _ documentDate: BusinessDay, at date: BusinessDay, _ sights: Sights) -> OpenItem {
        let due = sight.header?.booking?.dueDate ?? sight.standing.booking?.voucher.dueDate ?? documentDate
        let days = date.daysSince1970 - due.daysSince1970
        let sign: Int64 = sight.isReversal ? -1 : 1
        var item = OpenItem(
            key: sight.standing.key, voucherID: sight.standing.voucherID, number: sight.standing.number, date: documentDate, due: due,
            total: Cents(sight.total.amount * sign), heroOpen: sight.heroOpen(at: date),
            lexofficeOpen: sight.lexofficeOpen(at: date).map { Cents($0.amount * sign) }, bucket: AgeBucket(overdue: days),
            daysOverdue: days, isCancelled: sight.isCancelled, verdict: nil, paymentsReadAt: sight.paymentsReadAt)
        if days > 0, date == BusinessDay(berlinDayOf: now), !item.isSettled {
            item.verdict = dunning(sight, item, sights).verdict(ageMaximum: ageMaximum)
        }
        return item
    }

    private func dunning(_ sight: Sight, _ item: OpenItem, _ sights: Sights) -> DunningCase {
        let seen = [sights.freshness.hero, sights.freshness.lexoffice].compactMap(\.self)
        let oldest = seen.count == 2 ? seen.map { now.milliseconds(since: $0) }.max() : nil
        // Moments after now come from a clock that was set back.
        let future = seen.contains { now.milliseconds(since: $0) < 0 }
        var known = DunningCase(
            total: sight.total, heroOpen: item.heroOpen, lexofficeOpen: item.lexofficeOpen, age: future ? -1 : oldest)
        let states = sights.payments[sight.standing.key] ?? []
        known.isPartlyPaid = sight.settlements.items.contains { $0.kind == .money }
        known.isCancelled = sight.isCancelled || sight.isReversal
        known.isContested = sight.standing.isContested || sight.standing.isStrayed || sight.isVoided
        known.isInDoubt =
            states.contains { [.posting, .uncertain, .clash, .releasedUnresolved].contains($0) } || sight.isTroubled
        known.isReturned = states.contains(.toWithdraw)
        known.hasForeignEntry = states.contains(.foreign)
        known.isMirroring = states.contains { [.toMirror, .checking, .refused].contains($0) }
        known.isUnderWay = sight.isUnderWay
        known.isWrittenOff = sight.reading?.isWrittenOff == true
        known.isUnanswered = sights.unanswered.contains(sight.standing.key)
        known.isStill = sights.freshness.isStill
        return known
    }
}

extension DocumentStatus {
    fileprivate var isStrayed: Bool { machine.configuration.isStrayed }
}

/// Everything the state holds of the open amounts of some documents, read once.
private struct Sights {
    let freshness: Freshness
    /// States of the payments that need something, by document.
    let payments: [String: [PaymentState]]
    /// Documents with a question a remote did not answer.
    let unanswered: Set<String>
    private let headers: [String: DocumentHeader]
    private let vouchers: [String: VoucherSnapshot]
    private let readings: [String: (reading: PaymentReading, readAt: Instant)]

    init(_ store: Store, of documents: [DocumentStatus]) throws {
        freshness = try Freshness.read(store)
        let standings = try PaymentStatus.needing(store).map { (String($0.key.documentID), [$0.state]) }
        payments = Dictionary(standings, uniquingKeysWith: +)
        unanswered = Set(try store.unanswered().compactMap(\.document))
        let rows = try store.documents(DocumentRow.self, ids: documents.compactMap { Int($0.key) })
        headers = Dictionary(rows.map { (String($0.id), $0.header) }, uniquingKeysWith: { first, _ in first })
        let ids = Set(documents.compactMap(\.voucherID))
        let listed = try store.vouchers(VoucherSnapshot.self, ids: ids)
        vouchers = Dictionary(listed.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let known = try store.payments(PaymentRow.self, ofVouchers: ids)
        readings = Dictionary(
            known.map { ($0.observation.voucherID, ($0.observation.reading, $0.readAt)) }, uniquingKeysWith: { first, _ in first })
    }

    /// Nil of a document that has no voucher any more.
    func sight(_ standing: DocumentStatus) -> Sight? {
        guard let id = standing.voucherID, standing.transfer != .gone else { return nil }
        return Sight(
            standing: standing, header: headers[standing.key], voucher: vouchers[id], reading: readings[id]?.reading,
            paymentsReadAt: readings[id]?.readAt)
    }
}

/// What both sides last showed of one document.
private struct Sight {
    let standing: DocumentStatus
    let header: DocumentHeader?
    let voucher: VoucherSnapshot?
    let reading: PaymentReading?
    let paymentsReadAt: Instant?

    var settlements: Settlements { Settlements(reading, voucher) }
    var date: BusinessDay? { standing.date ?? voucher?.voucherDate ?? standing.booking?.voucher.voucherDate }
    var total: Cents { voucher?.total ?? standing.booking?.voucher.gross ?? standing.heroGross?.magnitude ?? .zero }
    var isReversal: Bool { (voucher?.type ?? standing.booking?.voucher.type.rawValue) == VoucherType.salesCreditNote.rawValue }
    var isCancelled: Bool { header?.lifecycle == .cancelled }
    var isVoided: Bool { voucher?.status == "voided" || reading?.status == "voided" }
    var isTroubled: Bool { reading?.problem != nil }
    var isUnderWay: Bool { !Set(["transferred", "sepadebit"]).isDisjoint(with: [reading?.status, voucher?.status].compactMap(\.self)) }

    /// HERO names no payment on a reversal and says of a cancelled document nothing that could be compared (``BalanceCheck``).
    func heroOpen(at date: BusinessDay) -> Cents? {
        guard !isReversal, !isCancelled, let booking = header?.booking, let balance = booking.balance else { return nil }
        let later = booking.payments.filter { payment in payment.paidDate.map { $0 > date } ?? false }
        return balance + later.map { $0.value + ($0.discount ?? .zero) }.sum()
    }

    /// Positive. What the list shows is newer than a reading of its payments or as old; what the reading has after the date is put back.
    func lexofficeOpen(at date: BusinessDay) -> Cents? {
        guard !isVoided, let open = voucher?.open ?? reading?.open, settlements.isKnown else { return nil }
        return open + settlements.items.filter { $0.date > date }.map(\.amount).sum()
    }
}
