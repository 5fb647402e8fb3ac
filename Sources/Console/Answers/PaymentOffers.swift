internal import Administration
internal import Bookkeeping
internal import Persistence
internal import Reconciliation
internal import StateCharts
internal import Wording

/// Every answer to a payment, asked of its chart where it stands.
struct PaymentOffers: Sendable {
    let standing: PaymentStatus
    let likely: Set<AnswerKind>

    var all: [OfferedAnswer] {
        [
            offer(.retry, .retry, standing.step(of: .retry) == .stays ? .hurry : .retry), offer(.adopt(.entry), .adopt, .adoptEntry),
            offer(.absent, .absent, .absentEntry), offer(.accept, .accept, .letStand),
        ]
    }

    private func offer(_ kind: AnswerKind, _ act: DecisionAct, _ title: AnswerWord) -> OfferedAnswer {
        OfferedAnswer(act: act, title: title, possibility: possibility(kind), isLikely: likely.contains(kind))
    }

    private func possibility(_ kind: AnswerKind) -> OfferedAnswer.Possibility {
        let word = StateWord.of(standing.state)
        switch standing.step(of: kind) {
        case .stays: return .possible(leadsTo: word, Consequence(outcome: .looksNow, requests: 1))
        case .none: return .refused(Catalogue.notFrom(word.wording))
        case .event(let event):
            let amount = standing.amount?.magnitude
            return OfferedAnswer.asked(
                PaymentChart.self, standing.machine.configuration, event, word: { .of($0.state) }, consequence: { .of($0, amount) },
                why: { $0 == nil ? Catalogue.notFrom(word.wording) : Catalogue.whileInFlight })
        }
    }
}

/// Every answer about a customer, asked of the chart of contacts.
struct ContactOffers: Sendable {
    let standing: ContactConfiguration
    /// Contacts it may be.
    let candidates: [String]
    let likely: Set<AnswerKind>

    var all: [OfferedAnswer] {
        [
            offer(.contact, .contact, .chooseContact), offer(.newContact, .newContact, .newContact),
            offer(.collective, .collective, .collective),
        ]
    }

    private func offer(_ kind: AnswerKind, _ act: DecisionAct, _ title: AnswerWord) -> OfferedAnswer {
        OfferedAnswer(act: act, title: title, possibility: possibility(kind), isLikely: likely.contains(kind))
    }

    private func possibility(_ kind: AnswerKind) -> OfferedAnswer.Possibility {
        let word = StateWord.of(standing.state)
        // Nobody found anything, because nobody could look: a create would not follow an empty search.
        if kind == .newContact, standing.state == .ambiguous, candidates.isEmpty { return .refused(Catalogue.cannotBeSearched) }
        guard case .event(let event) = ContactStep.of(kind) else { return .refused(Catalogue.notFrom(word.wording)) }
        return OfferedAnswer.asked(
            ContactChart.self, standing, event, word: { .of($0.state) }, consequence: { .of($0) },
            why: { $0 == nil ? Catalogue.notFrom(word.wording) : Catalogue.whileInFlight })
    }
}

/// What can be done to the integration as a whole.
struct FlowOffers: Sendable {
    let standing: IntegrationConfiguration

    var all: [OfferedAnswer] {
        [
            OfferedAnswer(act: .sync, title: .sync, possibility: sync, isLikely: standing.flow == .running),
            OfferedAnswer(act: .pause, title: .pause, possibility: asked(.opPause, .pauses), isLikely: false),
            OfferedAnswer(
                act: .resume, title: .resume, possibility: asked(.opResume, .resumes),
                isLikely: standing.flow == .paused || standing.flow == .blocked),
        ]
    }

    private var sync: OfferedAnswer.Possibility {
        guard standing.flow != .none else { return .refused(Catalogue.notFrom(StateWord.of(standing).wording)) }
        guard standing.flow != .paused else { return .refused(Catalogue.nothingPassesWhilePaused) }
        return .possible(leadsTo: .of(standing), Consequence(outcome: .passes, requests: 0))
    }

    private func asked(_ event: IntegrationEvent, _ outcome: Consequence.Outcome) -> OfferedAnswer.Possibility {
        OfferedAnswer.asked(
            IntegrationChart.self, standing, event, word: { .of($0) }, consequence: { _ in Consequence(outcome: outcome, requests: 0) },
            why: { _ in Catalogue.notFrom(StateWord.of(standing).wording) })
    }
}

/// What lexoffice tells of the payments of a voucher is no machine: it is read anew, or taken note of.
enum ReadingOffers {
    static func all(_ standing: DocumentStatus) -> [OfferedAnswer] {
        let word = StateWord.of(standing.machine.configuration, standing.machine.reason)
        return [
            OfferedAnswer(
                act: .retry, title: .readAnew, possibility: .possible(leadsTo: word, Consequence(outcome: .readsPayments, requests: 1)),
                isLikely: true),
            OfferedAnswer(
                act: .accept, title: .letStand, possibility: .possible(leadsTo: word, Consequence(outcome: .nothing, requests: 0)),
                isLikely: true),
        ]
    }
}
