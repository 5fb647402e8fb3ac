package import Bookkeeping
package import Persistence

/// The result of one pass or of one look.
package struct PassReport: Sendable {
    package var lines: [ReportLine] = []
    /// What was asked about single items and not answered, once the pass has ended.
    package var unanswered: [Unanswered] = []
    package var interruption: PassFailure?
    package var isDryRun = false
    package var isPaused = false
    /// The pass went on with a deletion instead.
    package var deletion: DeletionReport?
    /// The pass linked again what a restored or lost state does not know, and did nothing else.
    package var relink: RelinkReport?
    package var heroRequests = 0
    package var lexofficeRequests = 0
    package var writes = 0
    /// Writes that lexoffice answered with success. HERO's are not among them: it answers success to what it refuses, too.
    package var accepted = 0
    /// The pass's number in the state; 0 of a dry run, and of a pass that could not begin.
    package var passID: Int64 = 0
    package var startedAt = Instant(milliseconds: 0)
    /// Documents whose turn did not come because the pass was told to end.
    package var remaining = 0
    /// Why lexoffice does not tell us what happens there; nil where it does, or was not asked to.
    package var webhookTrouble: String?
    /// The first transfer happened in this pass: from now on payments belong to lexoffice (S11).
    package var declaresPaymentLock = false
    /// Nil of a pass that found anything, or had anything to do.
    package var foundNothing: FoundNothing?
    package var milliseconds: Int64 = 0

    /// Nothing was due, nothing was found and nothing was changed.
    package struct FoundNothing: Sendable {
        /// Until when another one of this turn would do the same if both systems answered the same.
        package var until: Instant
        /// Where it began among the finished documents, and where the next one does.
        package var turn: FinishedTurn
        package var next: FinishedTurn
    }

    package init() {}

    package func count(_ symbol: ReportLine.Symbol) -> Int { lines.count { $0.symbol == symbol } }
    /// Of documents; payments are told apart.
    package func gross(_ symbol: ReportLine.Symbol) -> Cents {
        lines.filter { $0.symbol == symbol && $0.payment == nil }.compactMap(\.gross).sum()
    }
    /// Payments entered in HERO, or about to be.
    package var paymentsEntered: [ReportLine] { lines.filter { $0.symbol == .change && $0.payment != nil } }

    /// Rows of a remote's list that cannot be read: behind each may stand an invoice that is missed.
    package var unreadableRows: Int { unanswered.count { $0.question == .row } }

    /// How the pass ended, as the state and the metrics say it. It is not complete while something is asked again by itself, or may be
    /// missed; what a person is asked is held like anything else.
    package var outcome: PassRecord.Outcome {
        guard interruption != nil else { return unanswered.allSatisfy { isAsked($0) } ? .complete : .partial }
        return writes > 0 ? .partial : .failed
    }

    /// A person is needed before anything: what interrupts everything, then people, then what is deferred.
    package var exit: Exit {
        if let interruption {
            let partly = writes > 0 && (interruption.exit == .unavailable || interruption.exit == .temporary)
            return partly ? .deferred : interruption.exit
        }
        if let deletion { return deletion.exit }
        // Not green while nothing flows (S32), nor in a dry run.
        if isPaused { return .peopleNeeded }
        if count(.person) > 0 || relink?.phase == .held { return .peopleNeeded }
        if relink?.phase == .relinking { return .deferred }
        // What is in doubt is looked up by itself; what nobody finds becomes a person's task.
        return count(.uncertain) + count(.waiting) + count(.ready) > 0 || !unanswered.isEmpty || remaining > 0 ? .deferred : .success
    }

    private func isAsked(_ record: Unanswered) -> Bool {
        record.question != .row && lines.contains { $0.symbol == .person && $0.key == record.document ?? record.subject }
    }
}
