package import Bookkeeping
internal import Hero
package import Persistence
package import Reconciliation
internal import StateCharts
package import Wording

/// Everything that happened to one document, from both systems and the journal, in one order of time.
package struct Biography: Sendable {
    package struct Event: Sendable {
        package enum Source: String, Sendable { case hero, lexoffice, journal }

        package var source: Source
        package var day: BusinessDay
        /// Nil where the remote names the day alone.
        package var at: Instant?
        package var what: Wording
        package var amount: Cents?
        /// Who did it, where that is known.
        package var actor: String?
        /// Set for entries of the journal.
        package var entry: JournalEntry?
    }

    package var standing: DocumentStatus
    package var kind: DocumentKind?
    package var payments: [PaymentStatus]
    package var events: [Event]
    /// lexoffice's word for the state of the voucher, and what is open on it.
    package var voucherStatus: String?
    package var open: Cents?
    package var dueDate: BusinessDay?
    package var projectMatchID: Int?
    /// What reports and the log say is wrong about its payments, in their words.
    package var troubles: [ReportLine]
    package var next: Upcoming
    package var cards: ContactCards?

    package static func read(
        _ standing: DocumentStatus, _ store: Store, now: Instant, time: (bootID: String, monotonic: Int64), policy: Policy
    ) throws -> Biography {
        let id = Int(standing.key)
        let row = try id.flatMap { id throws in try store.document(DocumentRow.self, id) }
        let header = row?.header
        let payments = try id.map { id throws in try PaymentStatus.all(ofDocument: id, store) } ?? []
        var sighting: VoucherSnapshot?
        var reading: PaymentReading?
        if let voucher = standing.voucherID {
            sighting = try store.voucher(VoucherSnapshot.self, voucher)
            reading = try store.payments(PaymentRow.self, ofVoucher: voucher)?.reading
        }
        var events = header.map { HeroStory(header: $0, payments: payments).events } ?? []
        for reversal in try id.map({ id throws in try store.reversals(DocumentRow.self, of: [id]) }) ?? [] {
            events += HeroStory.reversal(reversal.header, isCredit: try reversal.kind() == .creditNote)
        }
        events += reading.map(LexofficeStory.events) ?? []
        events += try journal(standing, payments, store)
        let troubles = try TroubledReading.all(store).filter { $0.line.key == standing.key }.map(\.line) + payments.compactMap(\.line)
        return Biography(
            standing: standing, kind: try row?.kind(), payments: payments,
            events: events.sorted(by: Event.isEarlier), voucherStatus: sighting?.status,
            open: sighting?.open, dueDate: header?.booking?.dueDate ?? standing.booking?.voucher.dueDate,
            projectMatchID: header?.projectMatchID,
            troubles: troubles.filter { $0.reason != nil },
            next: Upcoming(
                standing, payments, troubles: troubles, sighting: sighting, untold: try store.unanswered(document: standing.key),
                clock: Upcoming.Clock(now: now, bootID: time.bootID, monotonic: time.monotonic), policy: policy),
            cards: try ContactCards.read(standing, store))
    }

    private static func journal(_ standing: DocumentStatus, _ payments: [PaymentStatus], _ store: Store) throws -> [Event] {
        var entries = try store.journal(InvoiceChart.self, standing.key)
        for payment in payments { entries += try store.journal(PaymentChart.self, payment.machine.key) }
        return entries.map { entry in
            Event(source: .journal, day: entry.day, at: entry.at, what: .untranslated(entry.event), actor: entry.actor, entry: entry)
        }
    }
}

extension Biography.Event {
    /// What has a day alone comes first on it: it was so before anybody looked.
    fileprivate static func isEarlier(_ left: Biography.Event, _ right: Biography.Event) -> Bool {
        if left.day != right.day { return left.day < right.day }
        if left.at != right.at { return (left.at?.milliseconds ?? .min) < (right.at?.milliseconds ?? .min) }
        return (left.entry?.seq ?? 0) < (right.entry?.seq ?? 0)
    }
}

/// What HERO tells of a document.
private struct HeroStory {
    let header: DocumentHeader
    let payments: [PaymentStatus]

    var events: [Biography.Event] {
        var events: [Biography.Event] = []
        if let created = header.created {
            // The day alone: whether HERO's hours are those of UTC or of Berlin is not known (hero-api §1.6).
            events.append(
                Biography.Event(
                    source: .hero, day: BusinessDay(berlinDayOf: created), what: Catalogue.storyCreated, amount: header.gross))
        }
        if let date = header.date {
            events.append(Biography.Event(source: .hero, day: date, what: Catalogue.storyDated, amount: header.gross))
        }
        let linked = Dictionary(
            payments.compactMap { payment in payment.entry.map { ($0, payment) } }, uniquingKeysWith: { first, _ in first })
        for part in HeroEntries(header.booking?.payments ?? [], taken: []).parts {
            let standing = linked[part.reference]
            let isOurs = standing?.payment != nil
            events.append(
                Biography.Event(
                    source: .hero, day: part.date ?? header.date ?? BusinessDay(daysSince1970: 0),
                    what: Catalogue.storyEntry(part.id, isDiscount: part.isDiscount), amount: part.amount,
                    actor: isOurs ? "reconcile" : Catalogue.storySomebody))
        }
        return events
    }

    static func reversal(_ header: DocumentHeader, isCredit: Bool) -> [Biography.Event] {
        guard let day = header.date else { return [] }
        let number = header.number ?? "#\(header.id)"
        // A credit note leaves the invoice standing.
        let what = isCredit ? Catalogue.storyCredited(by: number) : Catalogue.storyReversed(by: number)
        return [Biography.Event(source: .hero, day: day, what: what, amount: header.gross)]
    }
}

/// What lexoffice tells of the payments of a voucher.
private enum LexofficeStory {
    static func events(_ reading: PaymentReading) -> [Biography.Event] {
        let paid = (reading.payments ?? []).map { payment in
            Biography.Event(source: .lexoffice, day: payment.date, what: Catalogue.storyPayment(payment), amount: payment.amount)
        }
        let others = reading.remainders.map { item in
            Biography.Event(source: .lexoffice, day: item.date, what: Catalogue.remainder(item.word), amount: item.amount)
        }
        return paid + others
    }
}
