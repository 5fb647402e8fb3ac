internal import Bookkeeping
internal import Lexoffice
internal import Persistence
internal import Reconciliation
internal import StateCharts
internal import Wording

/// A person says which voucher, or which vouchers together, are a document.
struct Adoption {
    let context: PassContext

    /// A document has one voucher it is linked to, which gets its file: of several the largest. The others are nobody else's from then
    /// on, and count with it: their payments, too, and what is changed in them.
    /// - Parameters:
    ///   - ids: at least one.
    ///   - vouchers: what lexoffice has under each of them.
    func adopt(_ ids: [String], _ vouchers: [ObservedVoucher], _ standing: DocumentStatus) throws {
        guard vouchers.count == ids.count else { throw refused(standing, "no voucher") }
        let bookings = try vouchers.map { (voucher: $0, booking: try self.booking($0, standing)) }
        if ids.count > 1 { try expectWhole(bookings.map(\.booking.voucher), standing) }
        let amounts = bookings.map(\.booking.voucher.gross)
        guard let place = amounts.indices.max(by: { amounts[$0] < amounts[$1] }) else { return }
        let (voucher, booking) = bookings[place]
        let main = ids[place]
        let parts = zip(ids, bookings).filter { $0.0 != main }.map { id, found in part(id, found.voucher, found.booking) }
        let others = parts.map(\.id)
        var commitment = TransitionChanges.because(nil).with(
            doubt: .some(nil), link: main, booking: booking,
            journal: ["voucher": main, "adopted": "by-hand", "gross": String(booking.voucher.gross.amount)])
        let earlier = try context.store.fact(JointVouchers.self, about: standing.key)
        if !others.isEmpty || earlier != nil { commitment.decide(JointVouchers(parts), about: standing.key) }
        commitment.disown = others
        let advance = try context.advance(InvoiceChart.self, standing.key, .opAdopt, commitment)
        if case .refused(let refusal) = advance { throw refused(standing, refusal?.rawValue ?? "there is nothing to answer") }
        // One that a person gave its file need not be sent HERO's as well.
        if !voucher.fileIDs.isEmpty { try context.advance(InvoiceChart.self, standing.key, .lexFilePresent) }
        try OpenItemObservation(context: context).weighUnbooked(main)
        for id in others { try context.store.refresh(voucher: id) }
        try IntegrationLevel(context: context).recordFirstTransfer()
    }

    /// The others of an earlier adoption as they are now.
    /// - Parameter vouchers: in the order of the adoption.
    func joint(_ vouchers: some Sequence<ObservedVoucher>, _ standing: DocumentStatus) throws -> JointVouchers? {
        guard let others = try context.store.fact(JointVouchers.self, about: standing.key)?.others, !others.isEmpty else { return nil }
        return JointVouchers(try zip(others, vouchers).map { part($0, $1, try booking($1, standing)) })
    }

    private func part(_ id: String, _ voucher: ObservedVoucher, _ booking: Booking) -> JointVouchers.Part {
        JointVouchers.Part(
            id: id, voucher: booking.voucher, contactID: booking.contactID, isVoided: voucher.status == VoucherStatus.voided.word)
    }

    /// One voucher may be let stand for a document of another amount; several are the document only if they come to it.
    private func expectWhole(_ vouchers: [Voucher], _ standing: DocumentStatus) throws {
        let sum = vouchers.map { $0.type == .salesCreditNote ? -$0.gross : $0.gross }.sum()
        guard let wanted = standing.heroGross?.magnitude, sum.magnitude == wanted else {
            throw refused(standing, "the vouchers come to \(sum), the document to \(standing.heroGross?.description ?? "nothing readable")")
        }
    }

    /// All of them, before anything is written.
    func read(_ ids: [String], _ standing: DocumentStatus) async throws -> [ObservedVoucher] {
        guard ids.allSatisfy(AdoptReference.voucher.fits) else { throw AnswerFailure.noReference(.voucher) }
        guard Set(ids.map { $0.lowercased() }).count == ids.count else { throw refused(standing, "a voucher is named twice") }
        var vouchers: [ObservedVoucher] = []
        for id in ids { vouchers.append(try await read(id, standing)) }
        return vouchers
    }

    func read(_ voucherID: String, _ standing: DocumentStatus) async throws -> ObservedVoucher {
        guard let voucher = try await context.lexoffice.voucher(voucherID) else {
            throw refused(standing, "lexoffice has no voucher of this id")
        }
        let holder = try context.store.holder(ofVoucher: voucherID)
        guard holder == nil || holder == standing.key else { throw refused(standing, "the voucher is linked to another document") }
        return voucher
    }

    /// The voucher as lexoffice has it, to be held against from now on.
    func booking(_ voucher: ObservedVoucher, _ standing: DocumentStatus) throws -> Booking {
        let settings = try Settings.load(context.store)
        guard let settings, let booking = Booking(voucher, settings.rules) else {
            throw refused(standing, "the voucher has a type, rate or category outside the mapping")
        }
        return booking
    }

    private func refused(_ standing: DocumentStatus, _ why: String) -> AnswerFailure {
        .refused(state: standing.machine.configuration.description, why: why)
    }
}

extension Booking {
    /// Nil when the voucher has something no mapping of ours leads to.
    fileprivate init?(_ observed: ObservedVoucher, _ rules: MappingRules) {
        guard let type = VoucherType(rawValue: observed.type), let number = observed.number, let date = observed.voucherDate else {
            return nil
        }
        var items: [VoucherItem] = []
        for item in observed.items {
            let key = rules.categories.filter { $0.value.id.lowercased() == item.categoryID.lowercased() }.map(\.key)
                .min { $0.rawValue < $1.rawValue }
            guard let key, let rate = Int(item.rate.description) else { return nil }
            items.append(VoucherItem(rate: rate, category: key, amount: item.amount, taxAmount: item.tax))
        }
        let voucher = Voucher(
            type: type, number: number, voucherDate: date, shippingDate: observed.shippingDate, dueDate: observed.dueDate,
            remark: observed.remark ?? "", items: items)
        guard voucher.gross == observed.gross else { return nil }
        self.init(voucher: voucher, contactID: observed.contactID)
    }
}
