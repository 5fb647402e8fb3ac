internal import Bookkeeping
package import Reconciliation

/// What became of an import.
package struct ImportReport: Sendable {
    package struct Imported: Sendable, Hashable, Codable {
        package var contactID: String
        package var customer: Int
        /// Fields HERO did not take over; their names alone.
        package var dropped: [String]
        /// Found after an answer was lost, now or in an earlier import.
        package var isResolved: Bool
    }

    package struct Refused: Sendable, Hashable {
        package var contactID: String
        package var name: String
        /// HERO's words, for the eyes of whoever runs the import.
        package var cause: String
        /// Of HERO's error, which may be kept.
        package var code: String
    }

    package var plan = ImportPlan()
    package var imported: [Imported] = []
    /// Ready when counted, but not when their turn came.
    package var skipped: [ImportSkip] = []
    package var refused: [Refused] = []
    /// No answer yet whether HERO made them: looked up by the next import.
    package var uncertain: [String] = []
    /// Asked for and not reached, or certainly not carried out.
    package var left = 0
    package var interruption: PassFailure?
    package var isPaused = false
    /// Whose turn came.
    package var handled: Set<String> = []
    /// It was told to end before everybody had a turn.
    package var isCut = false

    package init() {}

    /// What interrupts everything, then people, then what the next run finishes (contract.md).
    package var exit: Exit {
        if let interruption {
            let partly = !imported.isEmpty && (interruption.exit == .unavailable || interruption.exit == .temporary)
            return partly ? .deferred : interruption.exit
        }
        let needsPerson = (plan.skipped + skipped).contains { $0.obstacle.needsPerson }
        if isPaused || !refused.isEmpty || needsPerson { return .peopleNeeded }
        return uncertain.isEmpty && left == 0 ? .success : .deferred
    }
}
