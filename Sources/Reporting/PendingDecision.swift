internal import Administration
package import Bookkeeping
package import Persistence

/// A decision that waits to be carried out.
package struct PendingDecision: Sendable {
    package var id: String
    package var kind: DecisionKind?
    /// What the person named; nil where there is nothing to name.
    package var subject: String?
    package var actor: String
    package var since: Instant

    init(_ record: DecisionRecord) throws {
        id = record.id
        kind = record.kind
        actor = record.actor
        since = record.createdAt
        subject =
            switch record.kind {
            case .retry, .resolve: try record.arguments(AnswerOrder.self).name
            case .sign: try record.arguments(SignOrder.self).sheet.month.description
            case .pause, .resume, .sync, .importContacts, .setUp, .delete, nil: nil
            }
    }
}
