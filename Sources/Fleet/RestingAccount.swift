package import Bookkeeping
package import Reconciliation
internal import Synchronization
package import Transport

/// What the last passes of an account asked, where they found nothing to do: while both systems answer the very same, the next pass would
/// find nothing either, and is not made (decision 42). What a pass does follows from its state, the answers and the clock; the state is as
/// it was, and what is due by the clock alone waits a quarter of an hour at most.
///
/// Paid and cancelled documents are looked at in turns, so many in a pass. Each turn has its own questions: the account rests when all of
/// a round are known, and then takes the turns one after the other as its passes would.
package final class RestingAccount: Sendable {
    package struct Rest: Sendable {
        fileprivate let questions: [AskedQuestion]
        /// Whose books they are.
        package let organization: String?
        package let (heroRequests, lexofficeRequests): (Int, Int)
    }

    fileprivate struct Turn {
        var rest: Rest
        var next: FinishedTurn
    }

    /// What is known of one round, or a part of it.
    package struct Known: Sendable {
        fileprivate var turns: [FinishedTurn: Turn] = [:]
        /// Where the next pass begins, which may be further than the state knows.
        package fileprivate(set) var next: FinishedTurn
        /// When a pass is made whatever is answered.
        fileprivate var until: Instant
        /// On the monotonic clock: one that was set back must not make it longer.
        fileprivate var since: Int64

        /// Whether every turn of a round is known.
        fileprivate var isRound: Bool {
            var place = next
            for _ in turns {
                guard let turn = turns[place] else { return false }
                place = turn.next
                if place == next { return true }
            }
            return false
        }
    }

    private static let maximum: Int64 = 900_000
    /// An account with more of them never rests: what is kept of each takes a kilobyte.
    private static let turnsMaximum = 64

    private let kept = Mutex<Known?>(nil)

    package init() {}

    package func forget() { kept.withLock { $0 = nil } }

    /// Before a pass: what is known holds after it only if it finds nothing.
    package func take() -> Known? {
        kept.withLock { kept in
            defer { kept = nil }
            return kept
        }
    }

    /// After it.
    /// - Parameters:
    ///   - known: what was taken before it.
    ///   - now: when it began, on the monotonic clock.
    package func keep(_ report: PassReport, _ record: QuestionRecord, of organization: String?, after known: Known?, at now: Int64) {
        guard let found = report.foundNothing, let questions = record.questions else { return }
        var known = known ?? Known(next: found.next, until: found.until, since: now)
        (known.next, known.until, known.since) = (found.next, found.until, now)
        let others = known.turns.values.first?.rest.questions ?? []
        let rest = Rest(
            questions: questions.map { $0.sharing(others) }, organization: organization, heroRequests: report.heroRequests,
            lexofficeRequests: report.lexofficeRequests)
        known.turns[found.turn] = Turn(rest: rest, next: found.next)
        guard known.turns.count <= Self.turnsMaximum else { return }
        kept.withLock { $0 = known }
    }

    /// The rest the account is in.
    /// - Parameters:
    ///   - now: on the wall.
    ///   - moment: on the monotonic clock.
    package func rest(now: Instant, moment: Int64) -> Rest? {
        kept.withLock { kept in
            guard let kept, kept.isRound, (0..<Self.maximum).contains(moment - kept.since), now < kept.until else { return nil }
            return kept.turns[kept.next]?.rest
        }
    }

    /// It went on.
    package func rested() {
        kept.withLock { kept in
            if let place = kept?.next, let turn = kept?.turns[place] { kept?.next = turn.next }
        }
    }
}

extension RestingAccount.Rest {
    /// Asks once more what the pass of this turn asked.
    /// - Parameters:
    ///   - record: gets the answers, should a pass follow: nothing is asked twice.
    ///   - ask: returns the question as it was asked.
    /// - Returns: whether all is as it was.
    package func goesOn(
        _ record: QuestionRecord, _ ask: (OutgoingRequest) async throws -> (OutgoingRequest, IncomingResponse)
    ) async -> Bool {
        for question in questions {
            do {
                let (asked, answer) = try await ask(question.request)
                record.keepAtHand(answer, to: asked)
                guard question.isAnswered(by: answer) else { return false }
            } catch {
                // What does not answer is the next pass's to tell.
                return false
            }
        }
        return true
    }
}
