internal import Hero
internal import Lexoffice
package import Transport

// The closed sets of label values that are nobody else's: other labels are the enums of the modules they come from. None of them ever
// holds an id, a number or a text of a document.

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

/// What came back from a request: the HTTP status where it is a known one, else why none could be read whole.
package enum ResponseCode: Sendable, Hashable {
    case status(Int)
    case failure(RequestFailure.Cause)

    package init(_ failure: RequestFailure) {
        self = if case .answered(let status) = failure.reach { .status(status) } else { .failure(failure.cause) }
    }

    private static let statuses = [200, 201, 202, 204, 400, 401, 402, 403, 404, 406, 409, 429, 500, 502, 503, 504]
    /// A status no remote is known to send.
    private static let otherStatus = "other_status"

    static let labels = statuses.map(String.init) + [otherStatus] + RequestFailure.Cause.allCases.map(\.rawValue)

    var label: String {
        switch self {
        case .status(let status): Self.statuses.contains(status) ? String(status) : Self.otherStatus
        case .failure(let cause): cause.rawValue
        }
    }
}

extension RemoteSystem {
    /// What `operation` may say; `other` stands for everything that is in no module's list.
    var operations: [String] {
        switch self {
        case .hero: HeroCall.allCases.map(\.rawValue) + ["other"]
        case .lexoffice: LexofficeCall.allCases.map(\.rawValue) + ["other"]
        }
    }
}
