package import Persistence

/// An answer on its way to whoever holds the state.
package struct AnswerOrder: Storable {
    package var answer: Answer
    /// As the person named it.
    package var name: String

    package init(_ answer: Answer, to name: String) {
        self.answer = answer
        self.name = name
    }

    /// - Parameters:
    ///   - actor: who answers.
    ///   - reason: the cause of the journal's entries.
    package func decision(id: String, by actor: String, reason: String, in store: Store) throws(AnswerFailure) -> NewDecision {
        do {
            let thing = try AnsweredThing.named(name, answer, store)
            return try NewDecision(answer == .retry ? .retry : .resolve, id: id, self, about: thing.subject, by: actor, reason: reason)
        } catch { throw AnswerFailure(error) }
    }
}

/// What needs no more to be said than its kind.
package struct PlainOrder: Storable {
    package init() {}

    package static func decision(_ kind: DecisionKind, id: String, by actor: String, reason: String, in store: Store) throws -> NewDecision
    {
        let subject: DecisionSubject? =
            switch kind {
            case .resume: try Flow.subject(store)
            // Whatever goes on, it is to rest, or to look anew: these are about nothing that could have moved.
            case .retry, .resolve, .pause, .sync, .sign, .importContacts, .setUp, .delete: nil
            }
        return try NewDecision(kind, id: id, PlainOrder(), about: subject, by: actor, reason: reason)
    }
}
