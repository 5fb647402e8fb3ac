package import Bookkeeping
internal import Hero
internal import Lexoffice
internal import Persistence
package import Reconciliation
package import StateCharts
package import Wording

/// A person's answer to something held, uncertain or drifted (contract.md `retry`, `resolve`).
package enum Answer: Sendable, Hashable {
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

package enum AnswerFailure: Error, Sendable {
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

    /// What an answer is about, and where it stands.
    package enum Given: Sendable {
        case document(DocumentStatus)
        case payment(PaymentStatus)
        /// The contact of the document's customer.
        case contact(DocumentStatus, ContactState)
    }

    /// - Parameter name: a document's number or HERO id, or the key of a payment as reports show it.
    package func give(_ answer: Answer, to name: String) async throws(AnswerFailure) -> Given {
        do { return try await carryOut(answer, name) } catch { throw AnswerFailure(error) }
    }

    /// What this answer to this name is about, as it stands now. A document that needs nothing itself is its one payment that does.
    package func subject(of answer: Answer, _ name: String) throws(AnswerFailure) -> Given {
        do { return try named(name, answer) } catch { throw AnswerFailure(error) }
    }

    private func carryOut(_ answer: Answer, _ name: String) async throws -> Given {
        switch try named(name, answer) {
        case .contact(let standing, _):
            if case .contact(let choice) = answer { try await ContactAnswers(context: context).give(choice, to: standing) }
            return try named(name, answer)
        case .payment(let payment): return try await give(answer, to: payment)
        case .document(let standing):
            let subject = try AnswerSubject.of(standing, context.store)
            guard case .reading(let voucherID) = subject else { return .document(try await give(answer, to: standing)) }
            return .document(try settle(answer, voucherID, standing))
        }
    }

    private func named(_ name: String, _ answer: Answer) throws -> Given {
        if case .contact = answer {
            let standing = try document(name)
            return .contact(standing, try ContactAnswers(context: context).state(of: standing))
        }
        if let payment = try PaymentStatus.find(name, context.store) { return .payment(payment) }
        let standing = try document(name)
        guard case .payment(let payment) = try AnswerSubject.of(standing, context.store) else { return .document(standing) }
        return .payment(payment)
    }

    private func document(_ name: String) throws -> DocumentStatus {
        let found = try DocumentStatus.find(name, context.store)
        guard let standing = found.first else { throw AnswerFailure.notFound }
        guard found.count == 1 else { throw AnswerFailure.severalFound(found.count) }
        return standing
    }

    private func give(_ answer: Answer, to payment: PaymentStatus) async throws -> Given {
        try await PaymentAnswers(context: context).give(answer, to: payment)
        return .payment(try PaymentStatus.find(payment.machine.key, context.store) ?? payment)
    }

    /// What lexoffice says about the payments is read anew, or taken note of.
    private func settle(_ answer: Answer, _ voucherID: String, _ standing: DocumentStatus) throws -> DocumentStatus {
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
        return standing
    }

    private func give(_ answer: Answer, to standing: DocumentStatus) async throws -> DocumentStatus {
        switch answer {
        case .retry: try retry(standing)
        case .adopt(let id, let others):
            try await Adoption(context: context).adopt([id] + others, standing)
        case .absent: try absent(standing)
        case .waive: try feed(standing, .opWaive, .because(nil))
        case .accept: try await accept(standing)
        // About the customer, not about the document.
        case .contact: break
        case .rule, .cumulative: try Ruling(context: context).give(answer, to: standing)
        }
        return try DocumentStatus.find(standing.key, context.store).first ?? standing
    }

    private func retry(_ standing: DocumentStatus) throws {
        // Whatever was remembered about the document is read anew, and what was asked in vain is asked now.
        try forgetDetail(standing)
        if standing.transfer == .waived { return try reconsider(standing) }
        try ContactAnswers(context: context).retry(standing)
        var wasAsked = try context.store.askAnew(document: standing.key) > 0
        if let voucherID = standing.voucherID,
            try context.store.troubledPayments(PaymentRow.self).contains(where: { $0.voucherID == voucherID })
        {
            try context.store.forget(paymentsOfVoucher: voucherID)
            wasAsked = true
        }
        // What keeps it from resting was a question alone: there is no move to make.
        guard !wasAsked || isTakenByChart(.opRetry, standing) else { return }
        if [.unjudged, .waiting, .ready, .fileDue, .uncertain].contains(standing.transfer) {
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
        if standing.transfer == .gone || (standing.transfer == .edited && standing.machine.reason == .voucherVoided) {
            return try recreate(standing)
        }
        var commitment = TransitionChanges.because(nil).with(doubt: .some(nil))
        let disownable: [ReasonCode?] = [.duplicateNumber, .voucherGone, .invoiceInLexoffice]
        if standing.transfer == .blocked, disownable.contains(standing.machine.reason) {
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

    private func accept(_ standing: DocumentStatus) async throws {
        // What is accepted is what is shown: a strayed voucher's reason comes before the document's.
        if standing.isContested && !standing.machine.configuration.isStrayed {
            return try feed(standing, .opAcknowledge, try takingNote(standing))
        }
        guard let voucherID = standing.voucherID else {
            throw AnswerFailure.refused(state: standing.machine.configuration.description, why: "no voucher")
        }
        let adoption = Adoption(context: context)
        let voucher = try await adoption.read(voucherID, standing)
        var commitment = TransitionChanges.because(nil).with(
            booking: try adoption.booking(voucher, standing), journal: ["voucher": voucherID])
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
