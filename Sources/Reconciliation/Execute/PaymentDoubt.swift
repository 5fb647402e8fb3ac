internal import Bookkeeping
internal import Hero
internal import Persistence
internal import StateCharts

/// Looks up what became of payments HERO did not answer for. It only reads: a doubt is never resolved by sending again.
struct PaymentDoubt {
    let context: PassContext

    func run() async throws {
        let keys = try context.store.keys(PaymentChart.self, where: .state([.uncertain])).compactMap { PaymentKey($0) }
        guard !keys.isEmpty else { return }
        var wanted: [Int] = []
        for id in Set(keys.map(\.documentID)).sorted() {
            if let record = try context.unanswered(.header(id)), record.nextAt > context.now { continue }
            wanted.append(id)
        }
        guard !wanted.isEmpty else { return }
        let headers: [DocumentHeader]
        if wanted.count == 1 {
            let answer = try await context.ask(.header(wanted[0])) { try await context.hero.documentHeaders(ids: wanted) }
            guard case .given(let found) = answer else { return }
            headers = found
        } else {
            let look = try await context.hero.look(at: wanted)
            for (id, error) in look.unreadable.sorted(by: { $0.key < $1.key }) { try context.note(.header(id), error.code.name) }
            headers = look.headers
        }
        try context.store.record(documents: headers, at: context.now)
        let byID = Dictionary(headers.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        for key in keys {
            guard let header = byID[key.documentID] else { continue }
            try resolve(key, header)
        }
    }

    private func resolve(_ key: PaymentKey, _ header: DocumentHeader) throws {
        guard let payment = key.payment,
            let machine = try context.store.machine(PaymentChart.self, key.text),
            // A document deleted in HERO still shows what was entered on it.
            let booking = header.booking
        else { return }
        let entries = HeroEntries(booking.payments, taken: try context.takenEntries(ofDocument: key.documentID))
        let disowned = try context.store.disowned(key.text)
        var commitment = TransitionChanges.because(nil).with(doubt: .some(nil))
        if let part = entries.match(payment, except: disowned) {
            commitment.link = part.reference
            commitment.journal = ["entry": part.reference, "found": "after-doubt", "amount": String(payment.amount.amount)]
            try context.advance(PaymentChart.self, key.text, .replyOneInHero, commitment)
        } else if case let strange = entries.lookalikes(payment, except: disowned), !strange.isEmpty {
            // None like it was there before the write: ours with a date HERO changed, or somebody's own.
            try context.advance(PaymentChart.self, key.text, .replyManyInHero, .clash(strange))
        } else if context.hasSettled(machine.doubt) {
            commitment.journal["settled_ms"] = String(context.policy.settle)
            try context.advance(PaymentChart.self, key.text, .replyNoneInHeroSettled, commitment)
            // Sent, and nothing came of it: tried again, and not for ever.
            try context.note(.taking(.createPayment, key.text, of: String(key.documentID)), machine.lastError, since: machine.enteredAt)
        }
    }
}
