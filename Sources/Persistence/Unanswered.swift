package import Bookkeeping
import GRDB
package import Transport

/// A question about one item that a remote did not answer usably. It stays until the remote does, is asked again later and later, and
/// is shown meanwhile: what was asked and not answered is never taken for an answer.
package struct Unanswered: Sendable, Hashable {
    /// What was asked. A closed set, used as a metric label.
    package enum Question: String, Sendable, CaseIterable {
        /// A row of a list that cannot be read, so that nobody knows which item it is.
        case row
        /// A HERO document in full.
        case document
        /// The PDF of a HERO document.
        case file
        /// What lexoffice says was paid on a voucher.
        case payments
        /// A voucher in full.
        case voucher
        /// A contact in full.
        case contact
        /// That a new voucher, contact, file or payment be taken.
        case createVoucher, createContact, attachFile, createPayment
        /// Anything at all that needs a right which the login lacks.
        case right

        package var isWrite: Bool {
            switch self {
            case .createVoucher, .createContact, .attachFile, .createPayment: true
            case .row, .document, .file, .payments, .voucher, .contact, .right: false
            }
        }
    }

    package var system: RemoteSystem
    package var question: Question
    /// HERO's or lexoffice's id of the item; for a row what can be named of it.
    package var subject: String
    /// The HERO document it is about, where it is about one.
    package var document: String?
    /// The error's own code, e.g. `forbidden`.
    package var code: String
    /// When it was asked for the first time.
    package var since: Instant
    package var attempts: Int
    /// It is not asked again before.
    package var nextAt: Instant

    package init(
        system: RemoteSystem, question: Question, subject: String, document: String? = nil, code: String, since: Instant, attempts: Int,
        nextAt: Instant
    ) {
        self.system = system
        self.question = question
        self.subject = subject
        self.document = document
        self.code = code
        self.since = since
        self.attempts = attempts
        self.nextAt = nextAt
    }
}

extension Store {
    package func unanswered(_ question: Unanswered.Question, _ system: RemoteSystem, _ subject: String) throws(StoreError) -> Unanswered? {
        try row(
            "SELECT * FROM unanswered WHERE system = ? AND question = ? AND subject = ?", [system.rawValue, question.rawValue, subject]
        ) { Unanswered($0) }.flatMap(\.self)
    }

    /// In the order in which they were first asked.
    package func unanswered() throws(StoreError) -> [Unanswered] {
        try rows("SELECT * FROM unanswered ORDER BY since, system, question, subject") { Unanswered($0) }.compactMap(\.self)
    }

    package func unanswered(document key: String) throws(StoreError) -> [Unanswered] {
        try rows("SELECT * FROM unanswered WHERE document = ? ORDER BY since", [key]) { Unanswered($0) }.compactMap(\.self)
    }

    package func record(unanswered: Unanswered) throws(StoreError) {
        try run(
            """
            INSERT INTO unanswered (system, question, subject, document, code, since, attempts, next_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (system, question, subject) DO UPDATE SET document = excluded.document, code = excluded.code,
                attempts = excluded.attempts, next_at = excluded.next_at
            """,
            [
                unanswered.system.rawValue, unanswered.question.rawValue, unanswered.subject, unanswered.document, unanswered.code,
                unanswered.since.milliseconds, unanswered.attempts, unanswered.nextAt.milliseconds,
            ])
    }

    /// It was answered, or nobody needs the answer any more.
    package func forget(unanswered question: Unanswered.Question, _ system: RemoteSystem, _ subject: String) throws(StoreError) {
        // Mostly there is nothing to forget, and looking costs less than a transaction that writes.
        guard try unanswered(question, system, subject) != nil else { return }
        try run("DELETE FROM unanswered WHERE system = ? AND question = ? AND subject = ?", [system.rawValue, question.rawValue, subject])
    }

    /// Everything about a document is asked anew with the next pass, as if it had never been asked. Returns how much that is.
    @discardableResult
    package func askAnew(document key: String) throws(StoreError) -> Int {
        try write { db in
            try db.run(prepared: "DELETE FROM unanswered WHERE document = ?", arguments: [key])
            return db.changesCount
        }
    }

    /// Questions about vouchers that are no document's any more.
    package func forgetUnansweredOfStrangers() throws(StoreError) {
        guard try row("SELECT EXISTS (SELECT 1 FROM unanswered)", [], { $0[0] as Bool }) == true else { return }
        try run(
            """
            DELETE FROM unanswered WHERE question IN ('payments', 'attachFile') AND subject NOT IN
                (SELECT remote_id FROM link WHERE kind = 'invoice' AND unlinked_at IS NULL)
            """)
    }
}

extension Unanswered {
    /// Nil for a question of another version of this program.
    fileprivate init?(_ row: Row) {
        guard let system = RemoteSystem(rawValue: row["system"]), let question = Question(rawValue: row["question"]) else { return nil }
        self.init(
            system: system, question: question, subject: row["subject"], document: row["document"], code: row["code"],
            since: Instant(milliseconds: row["since"]), attempts: row["attempts"], nextAt: Instant(milliseconds: row["next_at"]))
    }
}
