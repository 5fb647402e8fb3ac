internal import Bookkeeping
internal import StateCharts
internal import Wording

/// One answer a person might give, as the thing stands: the chart was asked.
struct OfferedAnswer: Sendable, Hashable {
    enum Possibility: Sendable, Hashable {
        case possible(leadsTo: StateWord, Consequence)
        case refused(Wording)
    }

    let act: DecisionAct
    /// What the button is about; nil where it needs none, or a field names it.
    var argument: String?
    let title: AnswerWord
    let possibility: Possibility
    /// The reason's next steps name it.
    let isLikely: Bool

    var isPossible: Bool { if case .possible = possibility { true } else { false } }

    /// What the form sends.
    var value: String { argument.map { "\(act.rawValue):\($0)" } ?? act.rawValue }
}

extension OfferedAnswer {
    /// What the chart says of an event where a thing stands.
    static func asked<C: StateChart>(
        _ chart: C.Type, _ standing: C.Configuration, _ event: C.Event, word: (C.Configuration) -> StateWord,
        consequence: (C.Configuration) -> Consequence, why: (C.Refusal?) -> Wording
    ) -> Possibility {
        // A finished machine takes no event at all.
        guard !C.isFinal(standing) else { return .refused(Catalogue.notFrom(word(standing).wording)) }
        return switch C.step(standing, event) {
        case .moved(let next, _): .possible(leadsTo: word(next), consequence(next))
        case .refused(let refusal): .refused(why(refusal))
        case .defect: .refused(Catalogue.notFrom(word(standing).wording))
        }
    }
}
