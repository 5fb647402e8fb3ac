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
        let (heroRequests, lexofficeRequests): (Int, Int)
        let held: Int
    }

    private static let maximum: Int64 = 900_000

    private let kept = Mutex<Rest?>(nil)

    /// After each pass.
    func keep(_ report: PassReport, _ record: QuestionRecord, at now: Int64) {
        guard let until = report.restsUntil, let questions = record.questions else { return forget() }
        let rest = Rest(
            questions: questions, until: until, since: now, heroRequests: report.heroRequests,
            lexofficeRequests: report.lexofficeRequests, held: report.count(.person))
        kept.withLock { $0 = rest }
    }

    func forget() { kept.withLock { $0 = nil } }

    /// Asks once more what the last pass asked, at the pace of a pass.
    /// - Parameter record: gets the answers, should a pass follow: nothing is asked twice.
    /// - Returns: the rest that goes on; nil where a pass has to be made.
    func goesOn(_ wiring: Wiring, _ observers: RequestObservers, _ record: QuestionRecord, now: Int64) async throws -> Rest? {
        guard let rest = kept.withLock({ $0 }), (0..<Self.maximum).contains(now - rest.since), wiring.now < rest.until else { return nil }
        let remotes = observers.watching(try Remotes.transport(wiring, observers.transport), Writing(), wiring.time)
        let limiter = try observers.limiter(wiring)
        for question in rest.questions {
            let permit = question.request.operation.system == .lexoffice ? try await limiter.permit() : nil
            defer { permit?.answered() }
            // What does not answer is the next pass's to tell.
            guard let answer = try? await remotes.send(question.request) else { return nil }
            record.keepAtHand(answer, to: question.request)
            guard question.isAnswered(by: answer) else { return nil }
        }
        return rest
    }
}
