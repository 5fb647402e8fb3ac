internal import Administration
internal import Bookkeeping
internal import Persistence
internal import Reconciliation
internal import StateCharts
internal import Wording

/// Every answer to a document, asked of its chart where it stands.
struct DocumentOffers: Sendable {
    let standing: DocumentStatus
    let figures: Consequence.Figures
    /// Vouchers it may be.
    let candidates: [String]
    /// Something was asked about it in vain.
    let isUnanswered: Bool
    /// What its reason's next steps name.
    let likely: Set<AnswerKind>

    var all: [OfferedAnswer] { fixed + rulings }

    private var fixed: [OfferedAnswer] {
        [
            offer(.retry, .retry, retryTitle), offer(.adopt(.voucher), .adopt, .adopt), offer(.absent, .absent, absentTitle),
            offer(.accept, .accept, acceptTitle), offer(.waive, .waive, .waive),
        ]
    }

    /// Only where the reason leaves them open: elsewhere they would say nothing.
    private var rulings: [OfferedAnswer] {
        var offers = [offer(.asStated, .asStated, .asStated), offer(.withoutFile, .withoutFile, .withoutFile)]
        for meaning in CumulativeMeaning.allCases {
            var offer = offer(.cumulative, .cumulative, meaning == .rest ? .cumulativeRest : .cumulativeWhole)
            offer.argument = meaning.rawValue
            offers.append(offer)
        }
        return offers.filter(\.isPossible)
    }

    private func offer(_ kind: AnswerKind, _ act: DecisionAct, _ title: AnswerWord) -> OfferedAnswer {
        OfferedAnswer(act: act, title: title, possibility: possibility(kind), isLikely: likely.contains(kind))
    }

    private func possibility(_ kind: AnswerKind) -> OfferedAnswer.Possibility {
        let machine = standing.machine
        switch standing.step(of: kind) {
        case .stays: return .possible(leadsTo: .of(machine.configuration, machine.reason), staying(kind))
        case .none: return .refused(Catalogue.notFrom(StateWord.of(machine.configuration, machine.reason).wording))
        case .event(let event):
            let asked = OfferedAnswer.asked(
                InvoiceChart.self, machine.configuration, event, word: { .of($0, nil) },
                consequence: { kind == .withoutFile ? withoutFile($0) : .of($0, figures) }, why: { why(kind, $0) })
            // What was asked in vain is asked now, whatever the chart says.
            if case .refused = asked, kind == .retry, isUnanswered {
                return .possible(leadsTo: .of(machine.configuration, machine.reason), Consequence(outcome: .looksNow, requests: 1))
            }
            return asked
        }
    }

    private func withoutFile(_ next: InvoiceConfiguration) -> Consequence {
        next.isOnBooks ? Consequence(outcome: .restsWithoutFile, requests: 0) : .of(next, figures)
    }

    private func staying(_ kind: AnswerKind) -> Consequence {
        switch kind {
        case .absent: Consequence(outcome: .judgesAnew, requests: 0)
        case .withoutFile: Consequence(outcome: .restsWithoutFile, requests: 0)
        case .retry, .adopt, .adoptTogether, .waive, .accept, .collective, .newContact, .contact, .asStated, .cumulative:
            Consequence(outcome: .looksNow, requests: 1)
        }
    }

    private func why(_ kind: AnswerKind, _ refusal: InvoiceChart.Refusal?) -> Wording {
        let configuration = standing.machine.configuration
        switch refusal {
        case .inFlight: return Catalogue.whileInFlight
        case .contested: return StateWord.contested.wording
        case nil: break
        }
        if kind == .accept, standing.isContested, configuration.isStrayed { return Catalogue.voucherFirst }
        if kind == .absent, standing.transfer == .edited { return Catalogue.onlyWhenGone }
        if kind == .waive, [.blocked, .rejected, .gone].contains(standing.transfer) { return Catalogue.onlyWhenCancelled }
        return Catalogue.notFrom(StateWord.of(configuration, standing.machine.reason).wording)
    }

    private var retryTitle: AnswerWord {
        switch standing.step(of: .retry) {
        case .event(.opReconsider): .reconsider
        case .stays: .hurry
        case .event, .none: .retry
        }
    }

    private var absentTitle: AnswerWord {
        switch standing.step(of: .absent) {
        case .event(.opRecreate): .recreate
        case .event, .stays, .none: standing.transfer == .uncertain ? .absentSent : .absent
        }
    }

    private var acceptTitle: AnswerWord { standing.step(of: .accept) == .event(.opAcknowledge) ? .acknowledge : .acceptEdit }
}
