import Transport

/// What is known about a write after it was sent once. Neither API has an idempotency key, so the difference between
/// "refused" and "nobody knows" decides whether it may ever be sent again (design §1.4).
package enum WriteOutcome: Sendable, Hashable {
    /// 2xx with an id.
    case done(id: String, status: Int)
    /// lexoffice, or our own last look, refused it: nothing was written, and the same request would be refused again.
    case rejected(LexofficeError)
    /// Certainly not executed, for a reason that has nothing to do with it: not sent for want of a
    /// connection or a login, 401, or 429 to the last try.
    case notProcessed(LexofficeError)
    /// It may have been executed: time-out, broken connection, 500, 503, 504, or a 2xx that cannot be read.
    case unknown(LexofficeError)

    /// Sorts a failed write. A code that proves nothing is doubt.
    init(failure: LexofficeError) {
        switch failure.code {
        case .unreachable(let request): self = request.reach == .notSent ? .notProcessed(failure) : .unknown(failure)
        case .unauthorized, .throttled, .login: self = .notProcessed(failure)
        case .paymentRequired, .forbidden, .notFound, .validation, .conflict, .badRequest: self = .rejected(failure)
        case .unavailable, .badAnswer, .windowExceeded, .wrongOrganisation: self = .unknown(failure)
        }
    }
}

extension LexofficeError {
    /// Of a failed write: whether it was certainly not carried out.
    package var provesNothingWasWritten: Bool {
        if case .unknown = WriteOutcome(failure: self) { false } else { true }
    }
}
