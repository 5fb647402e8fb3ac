package import Bookkeeping
internal import Hero
internal import Lexoffice
internal import Persistence
package import Reconciliation
internal import StateCharts
package import Wording

/// A person's answer to something held, uncertain or drifted (contract.md `retry`, `resolve`).
package enum Answer: Sendable, Hashable, Codable {
    case retry
    /// This voucher is the document, together with the others if there are any.
    case adopt(voucherID: String, with: [String] = [])
    /// What was sent or found is not this document.
    case absent
    /// Not to be booked: the cancelled pair nets to zero.
    case waive
    /// The other side's version stands.
    case accept
    /// Whom the documents of this one's customer are booked on.
    case contact(ContactAnswer)
    /// How this document is booked.
    case rule(DocumentRuling)
    /// What the value of every cumulative invoice is.
    case cumulative(CumulativeMeaning)

    package var kind: AnswerKind {
        switch self {
        case .retry: .retry
        case .adopt(let reference, let others):
            others.isEmpty ? .adopt(AdoptReference(reference) ?? .voucher) : .adoptTogether
        case .absent: .absent
        case .waive: .waive
        case .accept: .accept
        case .contact(.collective): .collective
        case .contact(.new): .newContact
        case .rule(.asStated): .asStated
        case .rule(.withoutFile): .withoutFile
        case .cumulative: .cumulative
        case .contact(.chosen): .contact
        }
    }
}

package enum AnswerFailure: Error, Sendable, Hashable, Codable {
    case notFound
    case severalFound(Int)
    /// `--adopt` names what the thing to be adopted cannot be called.
    case noReference(AdoptReference)
    /// The chart says no where the document stands now.
    case refused(state: String, why: String)
    case interrupted(PassFailure)

    init(_ error: any Error) { self = error as? AnswerFailure ?? .interrupted(PassFailure(error)) }
}

package struct Answers: Sendable {
    let context: PassContext

    package init(context: PassContext) { self.context = context }

    /// What is read for it comes first; all that is written is one transaction.
    /// - Parameter name: a document's number or HERO id, or the key of a payment as reports show it.
    package func give(_ answer: Answer, to name: String) async throws(AnswerFailure) -> AnswerReceipt {
        do {
            let reading = try await AnswerReading.read(answer, name, context)
            return try context.store.atOnce { try write(answer, to: name, reading) }.get()
        } catch { throw AnswerFailure(error) }
    }

    /// A part of the transaction of whoever calls it. A refusal stays in the journal; what is thrown is to undo the whole.
    func write(_ answer: Answer, to name: String, _ reading: AnswerReading) throws -> Result<AnswerReceipt, AnswerFailure> {
        let before = try AnsweredThing.named(name, answer, context.store)
        do {
            try carryOut(answer, before, reading)
        } catch let failure as AnswerFailure {
            guard case .refused = failure else { throw failure }
            return .failure(failure)
        }
        return .success(AnswerReceipt(before, before.state, try before.afresh(context.store).state))
    }

    private func carryOut(_ answer: Answer, _ thing: AnsweredThing, _ reading: AnswerReading) throws {
        switch thing {
        case .contact(let standing, _, _):
            if case .contact(let choice) = answer { try ContactAnswers(context: context).give(choice, to: standing, reading) }
        case .payment(let payment): try PaymentAnswers(context: context).give(answer, to: payment, reading)
        case .document(let standing):
            if case .reading(let voucherID) = try AnswerSubject.of(standing, context.store) {
                return try settle(answer, voucherID, standing)
            }
            try give(answer, to: standing, reading)
        }
    }

    /// What lexoffice says about the payments is read anew, or taken note of.
    private func settle(_ answer: Answer, _ voucherID: String, _ standing: DocumentStatus) throws {
        switch answer {
        case .retry:
            try context.store.forget(paymentsOfVoucher: voucherID)
            try context.store.askAnew(document: standing.key)
        case .accept:
            try context.store.accept(paymentsOfVoucher: voucherID, document: standing.key, by: context.author, at: context.now)
            if try context.unanswered(.payments(voucherID, of: nil)) != nil {
                try OpenItemObservation(context: context).acceptSilence(ofVoucher: voucherID)
            }
        case .adopt, .absent, .waive, .contact, .rule, .cumulative:
            throw AnswerFailure.refused(state: standing.machine.configuration.description, why: "use --accept, or retry")
        }
    }

    private func give(_ answer: Answer, to standing: DocumentStatus, _ reading: AnswerReading) throws {
        switch answer {
        case .retry: try retry(standing)
        case .adopt(let id, let others): try Adoption(context: context).adopt([id] + others, reading.vouchers, standing)
        case .absent: try absent(standing)
        case .waive: try feed(standing, .opWaive, .because(nil))
        case .accept: try accept(standing, reading)
        // About the customer, not about the document.
        case .contact: break
        case .rule, .cumulative: try Ruling(context: context).give(answer, to: standing)
        }
    }

    private func retry(_ standing: DocumentStatus) throws {
        // Whatever was remembered about the document is read anew, and what was asked in vain is asked now.
        try forgetDetail(standing)
        if standing.step(of: .retry) == .event(.opReconsider) { return try reconsider(standing) }
        try ContactAnswers(context: context).retry(standing)
        // What was put right in lexoffice's settings is looked at now.
        if standing.machine.reason == .smallBusinessMismatch { try context.store.forget(CategoriesCheck.self) }
        var wasAsked = try context.store.askAnew(document: standing.key) > 0
        if let voucherID = standing.voucherID,
            try context.store.troubledPayments(PaymentRow.self).contains(where: { $0.voucherID == voucherID })
        {
            try context.store.forget(paymentsOfVoucher: voucherID)
            wasAsked = true
        }
        // What keeps it from resting was a question alone: there is no move to make.
        guard !wasAsked || isTakenByChart(.opRetry, standing) else { return }
        if standing.step(of: .retry) == .stays {
            return try context.store.annotate(InvoiceChart.self, standing.key, TransitionChanges().with(retry: .progress))
        }
        let commitment = TransitionChanges.because(nil).with(retry: .progress)
        try feed(standing, .opRetry, commitment)
    }

    /// What was waived together comes back together: a cancellation alone would be waived again with its original.
    private func reconsider(_ standing: DocumentStatus) throws {
        let commitment = TransitionChanges.because(nil).with(retry: .progress)
        let restored = try waivedWith(standing).map { Move(InvoiceChart.self, $0, .sysCounterpartRestored, commitment) }
        try context.store.advance(
            Move(InvoiceChart.self, standing.key, .opReconsider, commitment), taking: restored, by: context.author, at: context.now)
    }

    /// The waived original of this document, and the waived documents that reverse the same one.
    private func waivedWith(_ standing: DocumentStatus) throws -> [String] {
        guard let id = Int(standing.key), let row = try context.store.document(DocumentRow.self, id) else { return [] }
        let original = row.header.selectedDocumentID ?? id
        let pair = [original] + (try context.store.reversals(DocumentRow.self, of: [original]).map(\.id))
        return try pair.filter { $0 != id }.map(String.init).filter { try context.invoice($0)?.configuration.transfer == .waived }
    }

    private func forgetDetail(_ standing: DocumentStatus) throws {
        guard let id = Int(standing.key), standing.machine.configuration.isOffBooks else { return }
        try context.store.forget(detailOfDocument: id)
    }

    /// The deleted or voided voucher is not the document any more: it is transferred again, as a new voucher.
    private func recreate(_ standing: DocumentStatus) throws {
        var commitment = TransitionChanges.because(nil).with(retry: .progress)
        if let voucherID = standing.voucherID {
            commitment.disown = [voucherID]
            commitment.journal["disowned"] = voucherID
        }
        try feed(standing, .opRecreate, commitment)
    }

    private func absent(_ standing: DocumentStatus) throws {
        let step = standing.step(of: .absent)
        if step == .event(.opRecreate) { return try recreate(standing) }
        var commitment = TransitionChanges.because(nil).with(doubt: .some(nil))
        if step == .stays {
            // Judged anew by the next pass, which no longer sees the vouchers that are not ours.
            commitment.disown = try context.store.candidates(InvoiceChart.self, standing.key)
            try context.store.note(
                "op.absent", InvoiceChart.self, standing.key, detail: ["disowned": commitment.disown.joined(separator: ",")],
                by: context.author, at: context.now)
            try context.store.annotate(InvoiceChart.self, standing.key, commitment)
            return
        }
        try feed(standing, .opAbsent, commitment)
    }

    private func accept(_ standing: DocumentStatus, _ reading: AnswerReading) throws {
        guard standing.step(of: .accept) != .event(.opAcknowledge) else {
            return try feed(standing, .opAcknowledge, try takingNote(standing))
        }
        guard let voucherID = standing.voucherID, let voucher = reading.vouchers.first else {
            throw AnswerFailure.refused(state: standing.machine.configuration.description, why: "no voucher")
        }
        var commitment = TransitionChanges.because(nil).with(
            booking: try Adoption(context: context).booking(voucher, standing), journal: ["voucher": voucherID])
        if let joint = try Adoption(context: context).joint(reading.vouchers.dropFirst(), standing) {
            commitment.decide(joint, about: standing.key)
        }
        if voucher.status == VoucherStatus.voided.word { commitment.decide(AcceptedVoid(document: standing.key), about: voucherID) }
        try feed(standing, .opAcceptEdit, commitment)
        // A voucher that has its file need not be sent it again.
        if !voucher.fileIDs.isEmpty { try context.advance(InvoiceChart.self, standing.key, .lexFilePresent) }
    }

    /// A changed document is accepted as it now is; everything else as the kind of objection it is.
    private func takingNote(_ standing: DocumentStatus) throws -> TransitionChanges {
        var commitment = TransitionChanges.because(nil)
        guard let id = Int(standing.key), try context.store.document(DocumentRow.self, id)?.detailFingerprint != nil else {
            return commitment
        }
        try context.store.accept(changesOfDocument: id)
        if let reason = standing.machine.reason, reason != .documentChanged {
            commitment.decide(AcceptedObjection(reason: reason), about: standing.key)
        }
        return commitment
    }

    private func isTakenByChart(_ event: InvoiceEvent, _ standing: DocumentStatus) -> Bool {
        if case .moved = InvoiceChart.step(standing.machine.configuration, event) { true } else { false }
    }

    private func feed(_ standing: DocumentStatus, _ event: InvoiceEvent, _ commitment: TransitionChanges) throws {
        let advance = try context.advance(InvoiceChart.self, standing.key, event, commitment)
        if case .refused(let refusal) = advance {
            throw AnswerFailure.refused(
                state: standing.machine.configuration.description, why: refusal?.rawValue ?? "there is nothing to answer")
        }
    }
}
