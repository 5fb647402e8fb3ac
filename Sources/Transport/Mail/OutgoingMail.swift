/// One message to one recipient, ready to leave.
package struct OutgoingMail: Sendable {
    /// Plain addresses, `name@host`: neither brackets nor line ends.
    package var sender: String
    package var recipient: String
    /// Header and body, each line ended by CR LF.
    package var message: [UInt8]

    package init(sender: String, recipient: String, message: [UInt8]) {
        self.sender = sender
        self.recipient = recipient
        self.message = message
    }
}

/// Why a mail was not taken, and above all whether it can have been.
package struct MailFailure: Error, Sendable, Hashable {
    package enum Reach: Sendable, Hashable {
        /// Not handed over.
        case notSent
        /// All of it left, and no answer came.
        case mayHaveBeenSent
        /// The server said no; its code, such as 550.
        case refused(code: Int)
    }

    package var reach: Reach
    package var cause: RequestFailure.Cause
    /// For the log: neither the message nor an address nor a password.
    package var detail: String

    package init(reach: Reach, cause: RequestFailure.Cause, detail: String) {
        self.reach = reach
        self.cause = cause
        self.detail = detail
    }
}
