import Bookkeeping
import Transport

/// Why lexoffice gave no usable answer. Holds codes, field names and ids only: no text written by the remote gets in, because
/// such texts repeat personal data, and one gateway message repeats the bearer token (domain.md D5, lexoffice-api.md §4.2).
package struct LexofficeError: Error, Sendable, Hashable {
    package enum Code: Sendable, Hashable {
        /// 401: key invalid, expired or withdrawn; also seen during outages of lexoffice.
        case unauthorized
        /// The data belong to an organisation other than the one bound at setup (S12).
        case wrongOrganisation
        /// 403: missing scope, foreign id, or a wrong URL.
        case forbidden
        /// 402: the plan does not include the API.
        case paymentRequired
        case notFound
        /// 406, 422, or refused by our own last look before sending. Permanent until the data change.
        case validation([RemoteIssue])
        case conflict
        /// 429 for every try. Certainly not executed.
        case throttled
        /// 500, 502, 503, 504: of a write it is not known whether it was executed.
        case unavailable
        case unreachable(RequestFailure)
        /// 2xx without the promised content, or a status nobody documents.
        case badAnswer
        /// More than 10,000 hits: the question must be cut (lexoffice-api.md §2.3).
        case windowExceeded
        /// 400, 405, 415, 501: a fault of ours.
        case badRequest
        /// There is no access token to send, so nothing was sent.
        case login(LoginTrouble)
    }

    package var code: Code
    /// Method and path, without a query.
    package var subject: String
    /// What happened, in English, for logs.
    package var cause: String
    package var status: Int?
    /// lexoffice's name for the request, to be quoted to its support.
    package var requestID: String?

    package init(_ code: Code, subject: String, cause: String, status: Int? = nil, requestID: String? = nil) {
        self.code = code
        self.subject = subject
        self.cause = cause
        self.status = status
        self.requestID = requestID
    }

    /// Worth the same request later without anybody doing anything.
    package var isTransient: Bool {
        switch code {
        case .throttled, .unavailable, .unreachable: true
        case .unauthorized, .wrongOrganisation, .forbidden, .paymentRequired, .notFound, .validation, .conflict, .badAnswer,
            .windowExceeded, .badRequest, .login:
            false
        }
    }

    /// A closed set, for metrics and the journal.
    package var label: String { words.label }

    /// What a person can do about it, in English.
    package var hint: String { words.hint }

    private var words: (label: String, hint: String) {
        switch code {
        case .unauthorized: ("unauthorized", "renew the API key in lexoffice, or log in again: `reconcile login`")
        case .wrongOrganisation: ("wrong_organisation", "use a key or a login of the organisation this integration was set up with")
        case .forbidden: ("forbidden", "give the key the scopes profile, contacts, vouchers, voucherlist, files and payments")
        case .paymentRequired: ("payment_required", "check the lexoffice plan: the API needs one that includes it")
        case .notFound: ("not_found", "it was deleted in lexoffice, or is not visible yet")
        case .validation: ("validation", "correct the named fields in HERO or in the settings, then retry")
        case .conflict: ("conflict", "it was changed meanwhile; the next pass reads it again")
        case .throttled: ("throttled", "nothing; the next pass tries again")
        case .unavailable: ("unavailable", "nothing, unless it lasts; then check the network and https://status.lexware.de")
        case .unreachable: ("unreachable", "nothing, unless it lasts; then check the network and https://status.lexware.de")
        case .badAnswer: ("bad_answer", "if it lasts, report it: lexoffice answers in a form this program does not know")
        case .windowExceeded: ("window_exceeded", "report it: more than 10,000 entries where no smaller question can be asked")
        case .badRequest: ("bad_request", "report it: this is a fault of the program")
        case .login(let trouble): ("login_\(trouble.rawValue)", trouble.hint)
        }
    }
}

extension LexofficeError: CustomStringConvertible {
    package var description: String { "\(label): \(subject): \(cause)\(requestID.map { " (request \($0))" } ?? "")" }
}

extension LexofficeError {
    init(unreachable failure: RequestFailure, subject: String, secret: String) {
        var failure = failure
        // Above the wire nobody can vouch for every text below it.
        if failure.detail.contains(secret) { failure.detail = failure.cause.rawValue }
        let reach =
            switch failure.reach {
            case .notSent: "not sent"
            case .mayHaveBeenSent: "may have been sent"
            case .answered(let status): "answer \(status) not readable"
            }
        self.init(.unreachable(failure), subject: subject, cause: "\(failure.cause.rawValue), \(reach)")
    }

    static func cancelledBeforeSending(subject: String) -> LexofficeError {
        let failure = RequestFailure(reach: .notSent, cause: .cancelled, detail: "cancelled before sending")
        return LexofficeError(.unreachable(failure), subject: subject, cause: failure.detail)
    }
}

extension LexofficeError {
    private var issues: [RemoteIssue] { if case .validation(let issues) = code { issues } else { [] } }

    /// lexoffice gave a new contact a number that another one got in the same moment: of its own making, and over in seconds.
    package var isNumberingClash: Bool { issues.contains { $0.code == "account_number_already_exists" } }

    /// It is about a contact's field that can be done without.
    package var refusedContactFields: [ContactField] {
        let fields = issues.compactMap { $0.field?.lowercased() }
        return ContactField.allCases.filter { field in fields.contains { $0.contains(field.rawValue) } }
    }
}

/// One complaint of lexoffice: `missing_entity` about `company.name`. Both are cut down to a plain code alphabet.
package struct RemoteIssue: Sendable, Hashable {
    package var code: String
    package var field: String?
}

extension RemoteIssue: CustomStringConvertible {
    package var description: String { field.map { "\(code) \($0)" } ?? code }
}
