import Transport

extension LexofficeError {
    /// What it says of a write. A code that proves nothing is doubt: time-out, broken connection, 500, 503, 504, a 2xx that cannot be
    /// read.
    func outcome<Answer>() -> WriteOutcome<Answer, LexofficeError> {
        switch code {
        case .unreachable(let request): request.reach == .notSent ? .notProcessed(self) : .unknown(self)
        // 429 to the last try. What a login may not do, or a plan does not include, says nothing about what was sent.
        case .unauthorized, .throttled, .login, .paymentRequired, .forbidden: .notProcessed(self)
        case .notFound, .validation, .conflict, .badRequest: .rejected(self)
        case .unavailable, .badAnswer, .windowExceeded, .wrongOrganisation: .unknown(self)
        }
    }

    /// Of a failed write: whether it was certainly not carried out.
    package var provesNothingWasWritten: Bool { if case .unknown = outcome() as LexofficeWriter.Outcome { false } else { true } }
}
