internal import Bookkeeping
internal import Persistence
internal import Reconciliation
internal import StateCharts
internal import Wording

/// A person's word on how a document is booked (contract.md `resolve`). It is written with the move that takes the document up again.
struct Ruling {
    let context: PassContext

    func give(_ answer: Answer, to standing: DocumentStatus) throws {
        var commitment = TransitionChanges.because(nil)
        commitment.retry = .progress
        switch answer {
        case .rule(let ruling):
            var rulings = try context.store.rulings(standing.key)
            rulings.add(ruling)
            commitment.decide(rulings, about: standing.key)
            try rule(ruling, commitment, standing)
        case .cumulative(let meaning):
            commitment.decide(CumulativeDecision(meaning: meaning), about: CumulativeDecision.subject)
            try take(.cumulative, commitment, standing)
        case .retry, .adopt, .absent, .waive, .accept, .contact: break
        }
    }

    private func rule(_ ruling: DocumentRuling, _ commitment: TransitionChanges, _ standing: DocumentStatus) throws {
        switch ruling {
        case .asStated: try take(.asStated, commitment, standing)
        case .withoutFile:
            try take(.withoutFile, commitment, standing)
            _ = try context.store.askAnew(document: standing.key)
        }
    }

    private func take(_ kind: AnswerKind, _ commitment: TransitionChanges, _ standing: DocumentStatus) throws {
        switch standing.step(of: kind) {
        case .event(let event): try feed(standing, event, commitment)
        case .stays: try context.store.decide(InvoiceChart.self, standing.key, commitment, by: context.author, at: context.now)
        case .none:
            throw AnswerFailure.refused(
                state: standing.machine.configuration.description, why: "\(kind.code) is no answer to what this document is held for")
        }
    }

    private func feed(_ standing: DocumentStatus, _ event: InvoiceEvent, _ commitment: TransitionChanges) throws {
        if case .refused(let refusal) = try context.advance(InvoiceChart.self, standing.key, event, commitment) {
            throw AnswerFailure.refused(
                state: standing.machine.configuration.description, why: refusal?.rawValue ?? "there is nothing to answer")
        }
    }
}
