// The closed sets of label values. None of them ever holds an id, a number or a text of a document.

/// How a pass ended; the same words as in the state.
package enum PassOutcome: String, Sendable, CaseIterable { case complete, partial, failed }

/// What a comparison says where the two systems tell different stories (domain.md R2); the same words as in the report.
package enum DiscrepancyClass: String, Sendable, CaseIterable {
    case missing = "MISSING_IN_LEXOFFICE"
    case filePending = "FILE_PENDING"
    case different = "DIFFERENT"
    case surplus = "SURPLUS_IN_LEXOFFICE"
    case duplicate = "DUPLICATE"
    case deleted = "DELETED_IN_LEXOFFICE"
    case voided = "VOIDED"
    case blocked = "BLOCKED"
    case payment = "PAYMENT_DIFFERENCE"
}

/// How a write in doubt was cleared up.
package enum DoubtEnd: String, Sendable, CaseIterable {
    /// It had happened: the look-up found what it made.
    case adopted
    /// It had not happened: the settle window has passed and nothing is there.
    case absent
    /// The look-up found several things, or one that differs: a person is asked.
    case clash
    /// A person said so.
    case person
    /// The integration was deleted first.
    case released
}

/// What was asked about one item; the same words as in the state.
package enum UnansweredQuestion: String, Sendable, CaseIterable {
    case row, document, file, payments, voucher, contact
    case createVoucher, createContact, attachFile, createPayment
}

package enum WebhookResult: String, Sendable, CaseIterable {
    case accepted
    /// Says what is in line already.
    case duplicate
    /// Of a kind nobody waits for, or of another organisation.
    case ignored
    case badSignature = "bad_signature"
    case malformed
    case tooLarge = "too_large"
    /// Put off, because no key is configured or the service stops: lexoffice sends it again.
    case unavailable
}

/// What came back from a request: the HTTP status where it is a known one, else a word.
package enum ResponseCode: String, Sendable, CaseIterable {
    case ok = "200"
    case created = "201"
    case accepted = "202"
    case noContent = "204"
    case badRequest = "400"
    case unauthorized = "401"
    case paymentRequired = "402"
    case forbidden = "403"
    case notFound = "404"
    case notAcceptable = "406"
    case conflict = "409"
    case tooManyRequests = "429"
    case internalServerError = "500"
    case badGateway = "502"
    case serviceUnavailable = "503"
    case gatewayTimeout = "504"
    /// A status no remote is known to send.
    case otherStatus = "other_status"

    // No answer that could be read whole; the words of `Transport.RequestFailure.Cause`.
    case refused, dns, tls, timeout, closed
    case tooLarge = "too_large"
    case malformed, cancelled, proxy, other

    package init(status: Int) { self = ResponseCode(rawValue: String(status)) ?? .otherStatus }

    /// - Parameter cause: `RequestFailure.Cause.rawValue`.
    package init(failure cause: String) { self = Self.failures.first { $0.rawValue == cause } ?? .other }

    package static let failures: [ResponseCode] = [
        .refused, .dns, .tls, .timeout, .closed, .tooLarge, .malformed, .cancelled, .proxy, .other,
    ]
}
