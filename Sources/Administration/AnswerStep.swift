internal import Bookkeeping
internal import Persistence
package import Reconciliation
package import StateCharts
package import Wording

/// What an answer is to the chart of what it is about. Pure, so that what is carried out and what is shown before it is made are one.
package enum AnswerStep<Chart: StateChart>: Sendable, Hashable {
    case event(Chart.Event)
    /// It moves nothing: what was asked in vain is asked now, or what was found is not seen by the next pass.
    case stays
    /// No answer to what it is held for.
    case none
}

extension DocumentStatus {
    /// As the document stands. What is said of its customer is none to the document.
    package func step(of answer: AnswerKind) -> AnswerStep<InvoiceChart> {
        switch answer {
        case .retry:
            switch transfer {
            case .waived: .event(.opReconsider)
            case .unjudged, .waiting, .ready, .fileDue, .uncertain: .stays
            case .none, .outOfScope, .blocked, .checking, .rejected, .clash, .creating, .fileSending, .fileUnsure, .fileRefused,
                .fileComplete, .doubled, .edited, .gone:
                .event(.opRetry)
            }
        case .adopt, .adoptTogether: .event(.opAdopt)
        case .absent: stepOfAbsence
        case .waive: .event(.opWaive)
        // What is shown is accepted: a strayed voucher's reason comes before the document's.
        case .accept: .event(isContested && !machine.configuration.isStrayed ? .opAcknowledge : .opAcceptEdit)
        case .asStated, .cumulative: leavesOpen(answer) ? .event(.opRetry) : .none
        case .withoutFile: stepWithoutFile
        case .collective, .newContact, .contact: .none
        }
    }

    private var stepOfAbsence: AnswerStep<InvoiceChart> {
        if transfer == .gone || (transfer == .edited && machine.reason == .voucherVoided) { return .event(.opRecreate) }
        guard transfer == .blocked, let reason = machine.reason else { return .event(.opAbsent) }
        return [.duplicateNumber, .voucherGone, .invoiceInLexoffice].contains(reason) ? .stays : .event(.opAbsent)
    }

    private var stepWithoutFile: AnswerStep<InvoiceChart> {
        switch transfer {
        // On the books already: that is how it stays.
        case .fileDue, .fileRefused, .fileUnsure: .event(.lexFilePresent)
        case .waiting where machine.reason == .waitingForFile || machine.reason == .fileUnavailable: .stays
        case .none, .unjudged, .outOfScope, .waiting, .blocked, .ready, .checking, .rejected, .clash, .waived, .creating, .uncertain,
            .fileSending, .fileComplete, .doubled, .edited, .gone:
            leavesOpen(.withoutFile) ? .event(.opRetry) : .none
        }
    }

    /// Only what the reason it is held for leaves open can be answered.
    private func leavesOpen(_ answer: AnswerKind) -> Bool {
        guard transfer == .blocked, let reason = machine.reason else { return false }
        return Catalogue.explanation(reason).next.contains { $0.act == .answer(answer) }
    }
}

extension PaymentStatus {
    /// As the payment stands.
    package func step(of answer: AnswerKind) -> AnswerStep<PaymentChart> {
        switch answer {
        case .retry: state == .toMirror ? .stays : .event(.opRetry)
        case .adopt: .event(.opAdopt)
        case .absent: .event(.opAbsent)
        case .accept: .event(.opAccept)
        case .adoptTogether, .waive, .collective, .newContact, .contact, .asStated, .withoutFile, .cumulative: .none
        }
    }
}

/// What is said of a customer, to the chart of contacts. That it is looked for anew is an answer to the document that waits for it.
package enum ContactStep {
    package static func of(_ answer: AnswerKind) -> AnswerStep<ContactChart> {
        switch answer {
        case .collective: .event(.opUseCollective)
        case .newContact: .event(.opCreateNew)
        case .contact: .event(.opChoose)
        case .retry, .adopt, .adoptTogether, .absent, .waive, .accept, .asStated, .withoutFile, .cumulative: .none
        }
    }
}
