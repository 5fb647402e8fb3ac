internal import Bookkeeping
internal import Persistence
internal import Reconciliation
internal import Wording

/// What the offers have to know besides the machine.
struct OfferReading: Sendable {
    let store: Store

    func document(_ standing: DocumentStatus, _ candidates: [String]) throws -> DocumentOffers {
        let isCredit = try standing.kind(store)?.isReversal ?? standing.heroGross.map { $0 < .zero } ?? false
        let unanswered = try store.unanswered(document: standing.key)
        return DocumentOffers(
            standing: standing,
            figures: Consequence.Figures(
                gross: standing.heroGross?.magnitude, month: standing.date.map(BookMonth.init), isCredit: isCredit),
            candidates: candidates, isUnanswered: !unanswered.isEmpty,
            likely: unanswered.reduce(into: OfferReading.likely(standing.machine.reason, standing.machine.detail)) { likely, record in
                likely.formUnion(OfferReading.likely(record.reason, UnansweredLines.detail(record)))
            })
    }

    /// The answers a reason's next steps name.
    static func likely(_ reason: ReasonCode?, _ detail: String?) -> Set<AnswerKind> {
        guard let reason else { return [] }
        return Set(
            Catalogue.explanation(reason, about: detail).next.compactMap { step in
                if case .answer(let kind) = step.act { kind } else { nil }
            })
    }
}
