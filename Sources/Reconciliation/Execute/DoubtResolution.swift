internal import Bookkeeping
internal import Lexoffice
internal import Persistence
internal import StateCharts

/// Looks up what became of writes without an answer. It only reads: a doubt is never resolved by sending again.
struct DoubtResolution {
    let context: PassContext
    let settings: Settings

    func run(_ mirror: inout ContactMirror) async throws {
        try await inFlight(&mirror)
        for key in try context.store.keys(InvoiceChart.self, where: .transfer([.fileUnsure])) { try await file(key) }
    }

    /// Only what may have made something new; a file that may be missing can be left.
    func inFlight(_ mirror: inout ContactMirror) async throws {
        for key in try context.store.keys(ContactChart.self, where: .state([.uncertain])) { try await contact(key, &mirror) }
        for key in try context.store.keys(InvoiceChart.self, where: .transfer([.uncertain])) { try await voucher(key) }
        try await PaymentDoubt(context: context).run()
    }

    // MARK: vouchers

    /// Presence is read off the mirror of this pass; absence counts only after the window and only from a look of its own.
    private func voucher(_ key: String) async throws {
        guard let booking = try context.store.booking(key), let machine = try context.invoice(key) else { return }
        let lookup = NumberLookup(store: context.store, rules: settings.rules)
        var verdict = try lookup.verdict(key: key, voucher: booking.voucher, contactID: booking.contactID)
        if verdict.isAbsent {
            guard context.hasSettled(machine.doubt), try context.unanswered(.right(.voucherlist)) == nil else { return }
            let answer = try await context.ask(.voucher("number \(key)", of: key)) {
                try await context.lexoffice.voucherRows(number: booking.voucher.number)
            }
            guard case .given(let rows) = answer else { return }
            try LexofficeObservation(context: context).record(rows)
            verdict = try lookup.verdict(key: key, voucher: booking.voucher, contactID: booking.contactID)
        }
        switch verdict {
        case .match(let id):
            var commitment = TransitionChanges.because(nil).with(
                retry: .progress, doubt: .some(nil), link: id,
                journal: ["voucher": id, "adopted": "after-doubt", "gross": String(booking.voucher.gross.amount)])
            try ShownNumber(context: context).learn(id, booking, into: &commitment)
            try context.advance(InvoiceChart.self, key, .replyLookupMatch, commitment)
            try context.answered(.taking(.createVoucher, key, of: key))
            try IntegrationLevel(context: context).recordFirstTransfer()
        case .clash(let ids):
            let clash = TransitionChanges.because(.duplicateNumber, detail: CandidateText.vouchers(ids), candidates: ids)
            try context.advance(InvoiceChart.self, key, .replyLookupClash, clash)
        // A create had been announced although an earlier voucher is gone: that one was answered for.
        case .none, .gone:
            let commitment = TransitionChanges.because(nil).with(doubt: .some(nil), journal: ["settled_ms": String(context.policy.settle)])
            try context.advance(InvoiceChart.self, key, .replyLookupNoneSettled, commitment)
            // Sent, and nothing came of it: tried again, and not for ever.
            try context.note(.taking(.createVoucher, key, of: key), machine.lastError, since: machine.enteredAt)
        }
    }

    // MARK: files

    /// lexoffice recognises the same bytes, so a file that is not there may simply be sent again.
    private func file(_ key: String) async throws {
        guard let link = try context.store.link(InvoiceChart.self, key), let machine = try context.store.machine(InvoiceChart.self, key)
        else { return }
        guard
            case .given(let found) = try await context.ask(
                .voucher(link.remoteID, of: key), { try await context.lexoffice.voucher(link.remoteID) }), let voucher = found
        else { return }
        guard voucher.fileIDs.isEmpty else {
            try context.answered(.taking(.attachFile, link.remoteID, of: key))
            try context.advance(InvoiceChart.self, key, .lexFilePresent)
            return
        }
        try context.advance(InvoiceChart.self, key, .lexFileAbsent)
        // The reason of a document on the books is not the file's, so that the move into doubt tells it in the journal alone.
        let moves = try context.store.journal(InvoiceChart.self, key).filter { $0.event == InvoiceEvent.replyFileUnknown.rawValue }
        let error = (moves.last?.detail).flatMap(ToldError.init)?.code ?? ToldError.none
        try context.note(.taking(.attachFile, link.remoteID, of: key), error, since: machine.enteredAt)
    }

    // MARK: contacts

    private func contact(_ key: String, _ mirror: inout ContactMirror) async throws {
        guard let machine = try context.store.machine(ContactChart.self, key),
            let customer = try context.store.fact(SentCustomer.self, about: key)?.customer
        else { return }
        // One walk serves every uncertain contact of the pass: all of them were sent before it began.
        let finding = try await mirror.find(customer, except: try LinkedContacts(context: context).strangers(to: key), context)
        var commitment = TransitionChanges.because(nil).with(doubt: .some(nil))
        switch finding {
        case .withheld: return
        // Whether it arrived cannot be looked up for this customer, today or ever: a person looks.
        case .unsearchable: try ambiguous(key, .contactNotSearchable, [])
        case .match(.one(let id)):
            commitment.link = id
            commitment.journal = ["contact": id, "adopted": "after-doubt"]
            try context.advance(ContactChart.self, key, .replyFoundOne, commitment)
            try context.answered(.taking(.createContact, key, of: nil))
        case .match(.many(let ids)): try ambiguous(key, .contactAmbiguous, ids)
        case .match(.notCustomer(let ids)): try ambiguous(key, .contactNotCustomer, ids)
        // Somebody changed ours meanwhile, or it has not arrived and this is another one.
        case .match(.similar(let ids)):
            guard context.hasSettled(machine.doubt) else { return }
            try ambiguous(key, .contactSimilar, ids)
        case .match(.none):
            guard context.hasSettled(machine.doubt) else { return }
            try context.advance(ContactChart.self, key, .replyFoundNoneSettled, commitment)
            try context.note(.taking(.createContact, key, of: nil), machine.lastError, since: machine.enteredAt)
        }
    }

    private func ambiguous(_ key: String, _ reason: ReasonCode, _ ids: [String]) throws {
        try context.advance(ContactChart.self, key, .replyFoundMany, .because(reason, detail: CandidateText.contacts(ids), candidates: ids))
    }
}

extension Machine {
    /// What came instead of an answer, as the move into doubt told it.
    var lastError: String { detail.flatMap(ToldError.init)?.code ?? ToldError.none }
}

/// The code of an error among the words of a detail.
private struct ToldError {
    /// Sent, and nothing is known of it but that it did not arrive.
    static let none = "no_trace"

    let code: String

    init?(_ detail: String) {
        guard let marked = detail.split(separator: " ").first(where: { $0.hasPrefix("error=") }) else { return nil }
        code = String(marked.dropFirst("error=".count))
    }
}
