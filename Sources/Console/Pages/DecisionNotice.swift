internal import Persistence
internal import Wording

/// What became of the decision the visitor was led back from: `?entscheidung=ID`.
enum DecisionNotice {
    static let field = "entscheidung"

    /// Nil without such a field, and for an id nobody noted.
    static func made(_ request: PageRequest, _ store: Store) throws -> Frame.Notice? {
        guard let id = request.query[field], let record = try store.decision(id) else { return nil }
        let text = request.text
        switch record.outcome {
        case nil: return Frame.Notice(.calm, text(DecisionWord.pending))
        case .done: return Frame.Notice(.good, text(DecisionWord.done))
        case .refused: return Frame.Notice(.warn, text(DecisionWord.refused))
        case .failed: return Frame.Notice(.bad, text(DecisionWord.failed))
        case .stale: return Frame.Notice(.warn, text(DecisionWord.stale))
        }
    }
}
