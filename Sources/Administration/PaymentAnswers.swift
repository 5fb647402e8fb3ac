internal import Bookkeeping
package import Persistence
package import Reconciliation
internal import StateCharts
internal import Wording

/// What an answer is about: a document, one of its payments, or what lexoffice says about its payments as a whole.
package enum AnswerSubject {
    case document
    case payment(PaymentStatus)
    case reading(voucherID: String)

    /// A document that needs nothing itself hands the answer on to the one payment of it that does.
    package static func of(_ standing: DocumentStatus, _ store: Store) throws -> AnswerSubject {
        guard let id = Int(standing.key), !standing.needsAnswer else { return .document }
        let payments = try PaymentStatus.all(ofDocument: id, store).filter(\.needsAnswer)
        let untold = try store.unanswered(document: standing.key).first {
            $0.question == .payments
        }?.subject
        var reading = untold
        if reading == nil { reading = try TroubledReading.all(store).first { $0.documentID == id }?.voucherID }
        if payments.count == 1, reading == nil, let payment = payments.first { return .payment(payment) }
        if payments.isEmpty, let reading { return .reading(voucherID: reading) }
        return .document
    }
}

extension DocumentStatus {
    package var needsAnswer: Bool { line.map { [.person, .uncertain].contains($0.symbol) } ?? false }
}

extension PaymentStatus {
    package var needsAnswer: Bool { line.map { [.person, .uncertain].contains($0.symbol) } ?? false }
}

/// A person's answer about one payment (contract.md `retry`, `resolve`).
struct PaymentAnswers {
    let context: PassContext

    func give(_ answer: Answer, to standing: PaymentStatus, _ reading: AnswerReading) throws {
        switch answer {
        case .retry: try retry(standing)
        case .adopt(let reference, let others):
            // One payment is one entry.
            guard others.isEmpty else { throw AnswerFailure.noReference(.entry) }
            try adopt(reference, standing, reading.entries)
        case .absent: try absent(standing)
        case .accept: try feed(standing, .opAccept, .because(nil))
        case .waive, .contact, .rule, .cumulative:
            throw AnswerFailure.refused(state: standing.state.rawValue, why: "this is about a payment; use --accept, --absent or retry")
        }
    }

    private func retry(_ standing: PaymentStatus) throws {
        // Another look at what HERO cannot take back changes nothing about why it has to.
        var commitment = standing.state == .toWithdraw ? TransitionChanges() : TransitionChanges.because(nil)
        commitment.retry = .progress
        let item = ItemQuestion.taking(.createPayment, standing.machine.key, of: nil)
        try context.answered(item)
        guard standing.step(of: .retry) == .stays else { return try feed(standing, .opRetry, commitment) }
        try context.store.annotate(PaymentChart.self, standing.machine.key, commitment)
    }

    private func adopt(_ reference: String, _ standing: PaymentStatus, _ entries: HeroEntries?) throws {
        guard let entries, let part = entries.part(reference) else {
            throw AnswerFailure.refused(state: standing.state.rawValue, why: "HERO shows no such entry on this document")
        }
        guard entries.free.contains(where: { $0.reference == reference }) else {
            throw AnswerFailure.refused(state: standing.state.rawValue, why: "the entry belongs to another payment")
        }
        var commitment = TransitionChanges.because(nil).with(
            doubt: .some(nil), link: reference, journal: ["entry": reference, "adopted": "by-hand"])
        // A person has seen in what it differs.
        commitment.decide(AdoptedEntry(entry: part), about: standing.machine.key)
        try feed(standing, .opAdopt, commitment)
    }

    private func absent(_ standing: PaymentStatus) throws {
        var commitment = TransitionChanges.because(nil)
        let candidates = try context.store.candidates(PaymentChart.self, standing.machine.key)
        commitment.journal = ["disowned": candidates.joined(separator: ",")]
        try feed(standing, .opAbsent, commitment)
    }

    private func feed(_ standing: PaymentStatus, _ event: PaymentEvent, _ commitment: TransitionChanges) throws {
        var refusal: PaymentChart.Refusal?
        // A finished machine takes no event at all.
        if !PaymentChart.isFinal(standing.machine.configuration) {
            let advance = try context.advance(PaymentChart.self, standing.machine.key, event, commitment)
            try lookAgain(standing.key.documentID)
            guard case .refused(let why) = advance else { return }
            refusal = why
        }
        throw AnswerFailure.refused(state: standing.state.rawValue, why: refusal?.rawValue ?? "there is nothing to answer")
    }

    /// What follows for the other payments and entries of the document is concluded by the next pass.
    private func lookAgain(_ documentID: Int) throws {
        guard let link = try context.store.link(InvoiceChart.self, String(documentID)) else { return }
        try context.store.refresh(voucher: link.remoteID)
    }
}
