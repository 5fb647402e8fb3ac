/// What is known about a write after it was sent once. Neither system has an idempotency key, so the difference between "refused" and
/// "nobody knows" decides whether it may ever be sent again (design §1.4).
package enum WriteOutcome<Answer: Sendable & Hashable, Failure: Error & Hashable>: Sendable, Hashable {
    /// Carried out, with an answer that could be read.
    case accepted(Answer)
    /// Refused by the remote, or by our own last look: nothing was written, and the same request would be refused again.
    case rejected(Failure)
    /// Certainly not carried out, for a reason that has nothing to do with it: not sent, or turned away at the door.
    case notProcessed(Failure)
    /// It may have been carried out: look it up, never send it again.
    case unknown(Failure)
}
