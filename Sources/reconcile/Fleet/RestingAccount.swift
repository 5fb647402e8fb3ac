import Bookkeeping
import Reconciliation
import Synchronization
import Transport

/// What the last pass of an account asked, where it found nothing to do: while both systems answer the very same, the next pass would find
/// nothing either, and is not made (decision 42). What a pass does follows from its state, the answers and the clock; the state is as it
/// was, and what is due by the clock alone waits a quarter of an hour at most.
final class RestingAccount: Sendable {
    struct Rest: Sendable {
        fileprivate let questions: [AskedQuestion]
        /// When a pass is made whatever is answered.
        fileprivate let until: Instant
        /// On the monotonic clock: one that was set back must not make it longer.
        fileprivate let since: Int64
        /// Whose books they are.
        let organization: String?
        let (heroRequests, lexofficeRequests): (Int, Int)
    }

    private static let maximum: Int64 = 900_000

    private let kept = Mutex<Rest?>(nil)

    /// After each pass.
    func keep(_ report: PassReport, _ record: QuestionRecord, of organization: String?, at now: Int64) {
        guard let until = report.restsUntil, let questions = record.questions else { return forget() }
        let rest = Rest(
            questions: questions, until: until, since: now, organization: organization, heroRequests: report.heroRequests,
            lexofficeRequests: report.lexofficeRequests)
        kept.withLock { $0 = rest }
    }

    func forget() { kept.withLock { $0 = nil } }

    /// The rest the account is in.
    /// - Parameters:
    ///   - now: on the wall.
    ///   - moment: on the monotonic clock.
    func rest(now: Instant, moment: Int64) -> Rest? {
        kept.withLock { $0 }.flatMap { (0..<Self.maximum).contains(moment - $0.since) && now < $0.until ? $0 : nil }
    }
}

extension RestingAccount.Rest {
    /// Asks once more what the last pass asked.
    /// - Parameter record: gets the answers, should a pass follow: nothing is asked twice.
    /// - Returns: whether all is as it was.
    func goesOn(_ remotes: Remotes, _ record: QuestionRecord) async -> Bool {
        for question in questions {
            do {
                let (asked, answer) = try await remotes.again(question.request)
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
