internal import Bookkeeping
internal import Hero
internal import Persistence
internal import StateCharts

/// What an answer is about: a document, one of its payments, or what lexoffice says about its payments as a whole.
enum AnswerSubject {
    case document
    case payment(PaymentStanding)
    case reading(voucherID: String)

    /// A document that needs nothing itself hands the answer on to the one payment of it that does.
    static func of(_ standing: Standing, _ store: Store) throws(Interruption) -> AnswerSubject {
        guard let id = Int(standing.key), !standing.needsAnswer else { return .document }
        let payments = try PaymentStanding.all(ofDocument: id, store).filter(\.needsAnswer)
        let untold = try storing { () throws(StoreError) in try store.unanswered(document: standing.key) }.first {
            $0.question == .payments
        }?.subject
        var reading = untold
        if reading == nil { reading = try TroubledReading.all(store).first { $0.documentID == id }?.voucherID }
        if payments.count == 1, reading == nil, let payment = payments.first { return .payment(payment) }
        if payments.isEmpty, let reading { return .reading(voucherID: reading) }
        return .document
    }
}

extension Standing {
    fileprivate var needsAnswer: Bool { line.map { [.person, .uncertain].contains($0.symbol) } ?? false }
}

extension PaymentStanding {
    package var needsAnswer: Bool { line.map { [.person, .uncertain].contains($0.symbol) } ?? false }
}

/// A person's answer about one payment (contract.md `retry`, `resolve`).
struct PaymentAnswers {
    let context: PassContext

    func give(_ answer: Answer, to standing: PaymentStanding) async throws(AnswerFailure) {
        switch answer {
        case .retry: try retry(standing)
        case .adopt(let reference): try await adopt(reference, standing)
        case .absent: try absent(standing)
        case .accept: try feed(standing, .opAccept, .because(nil))
        case .waive: throw .refused(state: standing.state.rawValue, why: "a payment cannot be waived; use --accept")
        }
    }

    private func retry(_ standing: PaymentStanding) throws(AnswerFailure) {
        // Another look at what HERO cannot take back changes nothing about why it has to.
        var commitment = standing.state == .toWithdraw ? Commitment() : Commitment.because(nil)
        commitment.retry = .progress
        let item = ItemQuestion.taking(.createPayment, standing.machine.key, of: nil)
        try interrupting { () throws(Interruption) in try context.answered(item) }
        guard standing.state == .toMirror else { return try feed(standing, .opRetry, commitment) }
        try interrupting { () throws(Interruption) in
            try storing { () throws(StoreError) in try context.store.annotate(PaymentChart.self, standing.machine.key, commitment) }
        }
    }

    private func adopt(_ reference: String, _ standing: PaymentStanding) async throws(AnswerFailure) {
        guard AdoptReference.entry.fits(reference) else { throw .noReference(.entry) }
        let headers: [DocumentHeader]
        do {
            headers = try await context.hero.documentHeaders(ids: [standing.key.documentID])
        } catch {
            throw .interrupted(Interruption(error))
        }
        let taken = try interrupting { () throws(Interruption) in try context.takenEntries(ofDocument: standing.key.documentID) }
        guard let entries = headers.first.flatMap({ HeroEntries($0, taken: taken) }), let part = entries.part(reference) else {
            throw .refused(state: standing.state.rawValue, why: "HERO shows no such entry on this document")
        }
        guard entries.free.contains(where: { $0.reference == reference }) else {
            throw .refused(state: standing.state.rawValue, why: "the entry belongs to another payment")
        }
        var commitment = Commitment.because(nil)
        commitment.link = .to(reference)
        commitment.doubt = .some(nil)
        commitment.journal = ["entry": reference, "adopted": "by-hand"]
        try interrupting { () throws(Interruption) in
            try storing { () throws(StoreError) in
                // A person has seen in what it differs.
                try context.store.set(cursor: PaymentFacts.adoptedCursor(standing.key), to: PaymentFacts.text(part))
            }
        }
        try feed(standing, .opAdopt, commitment)
    }

    private func absent(_ standing: PaymentStanding) throws(AnswerFailure) {
        var commitment = Commitment.because(nil)
        let words = (standing.machine.detail ?? "").split(separator: " ").filter { $0.hasPrefix("entries=") }
        commitment.disown = words.flatMap { $0.dropFirst(8).split(separator: ",") }.compactMap {
            $0.split(separator: "@").first.map(String.init)
        }
        commitment.journal = ["disowned": commitment.disown.joined(separator: ",")]
        try feed(standing, .opAbsent, commitment)
    }

    private func feed(_ standing: PaymentStanding, _ event: PaymentEvent, _ commitment: Commitment) throws(AnswerFailure) {
        let advance = try interrupting { () throws(Interruption) in
            // A finished machine takes no event at all.
            guard !PaymentChart.isFinal(standing.machine.configuration) else { return Advance<PaymentChart>.refused(nil) }
            let advance = try context.advance(PaymentChart.self, standing.machine.key, event, commitment)
            try lookAgain(standing.key.documentID)
            return advance
        }
        if case .refused(let refusal) = advance {
            throw .refused(state: standing.state.rawValue, why: refusal?.rawValue ?? "there is nothing to answer")
        }
    }

    /// What follows for the other payments and entries of the document is concluded by the next pass.
    private func lookAgain(_ documentID: Int) throws(Interruption) {
        try storing { () throws(StoreError) in
            guard let link = try context.store.link(kind: InvoiceChart.name, key: String(documentID)) else { return }
            try context.store.refresh(voucher: link.remoteID)
        }
    }

    private func interrupting<T>(_ work: () throws(Interruption) -> T) throws(AnswerFailure) -> T {
        do { return try work() } catch { throw .interrupted(error) }
    }
}
