/// Why the state could not be read or written. `hint` is for the operator; a retry helps only where ``isTransient`` says so.
package struct StoreError: Error, Sendable, Hashable {
    package enum Code: String, Sendable {
        case cannotOpen = "STATE_CANNOT_OPEN"
        case cannotWrite = "STATE_CANNOT_WRITE"
        case heldByAnother = "STATE_HELD"
        case newerVersion = "STATE_NEWER"
        case altered = "STATE_ALTERED"
        case corrupt = "STATE_CORRUPT"
        case missing = "STATE_MISSING"
        /// The program asked for something no chart allows: a defect of ours, never of the operator.
        case illegalMove = "ILLEGAL_MOVE"
    }

    package var code: Code
    package var subject: String
    package var cause: String
    package var hint: String

    package init(code: Code, subject: String, cause: String, hint: String) {
        self.code = code
        self.subject = subject
        self.cause = cause
        self.hint = hint
    }

    package var isTransient: Bool { code == .heldByAnother }
}

extension StoreError: CustomStringConvertible {
    package var description: String { "\(code.rawValue): \(subject): \(cause). \(hint)" }
}
