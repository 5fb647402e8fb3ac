import Transport

/// Why HERO did not give what was asked. `cause` carries HERO's words shortened, never a body, a variable or the key.
package struct HeroError: Error, Sendable, Hashable {
    package enum Code: Sendable, Hashable {
        /// 401, or a message that says so: the key is wrong.
        case unauthorized
        /// 403: the key's user may not do this.
        case forbidden
        /// The endpoint, the object or the signed link does not exist (any more).
        case notFound
        case throttled
        /// More than 50,000 points in one query (hero-api.md §1.5): ask for fewer rows.
        case complexity
        /// A field, argument or type we use is gone (§1.3: the schema drifts without a new version).
        case schemaDrift
        /// 5xx, or the generic "Internal server error" that HERO also gives for bad formats (§1.7).
        case internalError
        /// Any other GraphQL error: a rule of HERO's business.
        case rejected
        /// Not a GraphQL answer, or not the one asked for: an HTML page, truncated JSON, a missing root field.
        case badAnswer
        /// A web page in place of a document's file, or a file of another size than announced: nothing is wrong with HERO itself.
        case fileDamaged
        case fileNotPDF
        case fileTooLarge
        case unreachable(RequestFailure)

        /// A closed set, used as a metric label.
        package var name: String { words.name }

        fileprivate var words: (name: String, hint: String) {
            switch self {
            case .unauthorized: ("unauthorized", "Check the HERO API key; HERO support issues a new one.")
            case .forbidden: ("forbidden", "Give the HERO user of the API key the accounting role.")
            case .notFound:
                ("not_found", "Check the HERO endpoint in the configuration; for a file, read the document again to get a fresh link.")
            case .throttled: ("throttled", "Nothing to do: the next pass asks again more slowly.")
            case .complexity:
                ("complexity", "HERO refuses even the smallest page of this query; report it with the version of this program.")
            case .schemaDrift: ("schema_drift", "HERO changed its interface: stop and update this program.")
            case .internalError: ("internal_error", "Nothing to do unless it lasts; then ask HERO support with the time of the error.")
            case .rejected: ("rejected", "Read HERO's words and correct the document or the settings in HERO.")
            case .badAnswer: ("bad_answer", "Check that the HERO endpoint is right and no proxy answers in its place.")
            case .fileDamaged:
                ("file_damaged", "Open the document in HERO and have its PDF created again; until then the link is tried again.")
            case .fileNotPDF: ("file_not_pdf", "Open the document in HERO and have its PDF created again.")
            case .fileTooLarge: ("file_too_large", "Make the PDF of the document smaller in HERO.")
            case .unreachable: ("unreachable", "Check network, DNS and proxy between this machine and HERO.")
            }
        }
    }

    package var code: Code
    /// What was asked for, e.g. `document 88012`.
    package var subject: String
    package var cause: String
    /// HERO's `Retry-After` as it came.
    package var retryAfter: String?
    /// Of the answer, where it was no answer to the question.
    package var status: Int?

    package init(code: Code, subject: String, cause: String, retryAfter: String? = nil, status: Int? = nil) {
        self.code = code
        self.subject = subject
        self.cause = cause
        self.retryAfter = retryAfter
        self.status = status
    }

    /// True when the same question may be answered later without anybody acting.
    package var isTransient: Bool {
        switch code {
        case .throttled, .internalError, .badAnswer, .fileDamaged, .unreachable: true
        case .unauthorized, .forbidden, .notFound, .complexity, .schemaDrift, .rejected, .fileNotPDF, .fileTooLarge: false
        }
    }

    /// What the operator should do, one sentence.
    package var hint: String { code.words.hint }
}

extension HeroError: CustomStringConvertible {
    package var description: String { "\(subject): \(code.name): \(cause)" }
}

extension HeroError {
    static func cancelled(_ subject: String) -> HeroError {
        let failure = RequestFailure(reach: .notSent, cause: .cancelled, detail: "cancelled while waiting for the turn")
        return HeroError(code: .unreachable(failure), subject: subject, cause: failure.detail)
    }

    /// Whether asking the same again within seconds makes sense.
    var mayBeRepeatedAtOnce: Bool {
        switch code {
        case .throttled, .internalError: return true
        case .unreachable(let failure):
            return switch failure.cause {
            case .refused, .dns, .timeout, .closed, .other: true
            case .tls, .tooLarge, .malformed, .cancelled, .proxy: false
            }
        default: return false
        }
    }

    /// Whether it may be about a single row of what was asked, and come and go with that row.
    var mayBeOneRow: Bool {
        switch code {
        case .forbidden, .notFound, .schemaDrift, .internalError, .rejected, .badAnswer: true
        case .unreachable(let failure): failure.cause == .timeout || failure.cause == .closed || failure.cause == .tooLarge
        case .unauthorized, .throttled, .complexity, .fileDamaged, .fileNotPDF, .fileTooLarge: false
        }
    }

    /// Whether HERO keeps its schema to itself: a rule of its server, or the field of every schema that tells of it is unknown.
    var refusesIntrospection: Bool {
        switch code {
        case .rejected, .forbidden: true
        case .schemaDrift: cause.contains("__type") || cause.lowercased().contains("introspection")
        default: false
        }
    }

    /// Whether fewer rows per page can cure it. A gateway that gave up waiting for a page of 500 answered pages of 100
    /// (hero-2026.md §12).
    var asksForFewerRows: Bool { isAboutSize || code == .internalError && (status == 502 || status == 504) }

    /// Whether it is about the size of what was asked and nothing else. Everything else may be HERO as a whole.
    var isAboutSize: Bool {
        switch code {
        case .complexity: true
        case .unreachable(let failure): failure.cause == .tooLarge
        default: false
        }
    }
}
