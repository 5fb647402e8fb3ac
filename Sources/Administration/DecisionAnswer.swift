package import Persistence
package import Reconciliation

/// What there is to tell about the outcome of a decision: kept in its row, and told by the command that asked for it.
package enum DecisionAnswer: Storable {
    case answered(AnswerReceipt)
    case unanswered(AnswerFailure)
    case flowSet(FlowReceipt)
    /// The chart says no where the integration stands now.
    case flowRefused
    case passed(PassSummary)
    case failed(PassFailure)
    case signed(SignReceipt)
    case notSigned(SignRefusal)
    case imported(ImportReceipt)
    case isSetUp(SetupReceipt)
    case notSetUp(SetupDenial)
    case deleted(DeletionReceipt)
    /// Its subject stood elsewhere when the person saw it; nothing was done.
    case moved(seen: String, now: String)

    package var outcome: DecisionOutcome {
        switch self {
        case .answered, .flowSet, .signed, .isSetUp, .deleted: .done
        case .imported(let receipt):
            receipt.isPaused ? .refused : receipt.interruption != nil && receipt.imported.isEmpty ? .failed : .done
        case .passed(let summary): summary.interruption == nil ? .done : .failed
        case .unanswered(.interrupted), .failed: .failed
        case .unanswered(.notFound), .unanswered(.severalFound), .unanswered(.noReference), .unanswered(.refused), .flowRefused: .refused
        case .moved, .notSigned(.moved): .stale
        case .notSigned(.otherSheet), .notSetUp: .refused
        }
    }

    package var exit: Exit {
        switch self {
        case .answered, .flowSet, .signed, .isSetUp: .success
        case .imported(let receipt): receipt.exit
        case .notSetUp: .configuration
        case .deleted(let receipt): receipt.isFound ? .success : .peopleNeeded
        case .unanswered(let failure): failure.exit
        case .flowRefused, .moved, .notSigned: .peopleNeeded
        case .passed(let summary): summary.exit
        case .failed(let failure): failure.exit
        }
    }

    init(_ result: Result<AnswerReceipt, AnswerFailure>) {
        switch result {
        case .success(let receipt): self = .answered(receipt)
        case .failure(let failure): self = .unanswered(failure)
        }
    }
}

extension AnswerFailure {
    package var exit: Exit {
        switch self {
        case .notFound, .severalFound, .noReference: .usage
        case .refused: .peopleNeeded
        case .interrupted(let failure): failure.exit
        }
    }
}

/// Where the integration stood and stands.
package struct FlowReceipt: Storable {
    package var before: String
    package var after: String
}
