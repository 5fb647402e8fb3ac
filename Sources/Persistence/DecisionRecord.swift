package import Bookkeeping
import GRDB
package import StateCharts

/// What a person can decide beside whoever holds the state. A closed set, used as a metric label.
package enum DecisionKind: String, Sendable, CaseIterable {
    case retry, resolve, pause, resume, sync, sign
    /// Done in stretches between passes; its row closes when the last is done.
    case importContacts = "import-contacts"
    case setUp = "set-up"
    /// Of the integration. Its row closes when nothing is left of it.
    case delete
}

/// What became of a decision. A closed set, used as a metric label.
package enum DecisionOutcome: String, Sendable, CaseIterable {
    case done
    /// Where its subject stands it is not possible.
    case refused
    /// It could not be carried out, and nothing was done.
    case failed
    /// Its subject had moved since the person saw it, and nothing was done.
    case stale
}

/// The machine a decision is about, as the person saw it.
package struct DecisionSubject: Sendable, Hashable {
    package var kind: String
    package var key: String
    /// Nil of a machine that did not exist yet.
    package var revision: Int64?
    /// As the journal writes it, with the reason: an answer that moves nothing takes the reason away. A dash for a machine that did not
    /// exist yet.
    package var seen: String

    package init<C: StateChart>(_ chart: C.Type, _ key: String, _ machine: Machine<C>?) {
        let words = machine.map { [$0.configuration.description, $0.reason?.rawValue].compactMap(\.self).joined(separator: " ") }
        self.init(kind: C.name, key: key, revision: machine.map { Int64($0.revision) }, seen: words ?? "-")
    }

    /// As it was shown to whoever decided.
    package init(kind: String, key: String, revision: Int64?, seen: String) {
        self.kind = kind
        self.key = key
        self.revision = revision
        self.seen = seen
    }
}

/// A decision before it is noted.
package struct NewDecision: Sendable {
    /// Chosen by whoever asks; the same one twice is one decision.
    package var id: String
    package var kind: DecisionKind
    /// JSON of a value whose type belongs to the module that carries it out.
    var arguments: String
    package var subject: DecisionSubject?
    /// Who decided, as the journal names people.
    package var actor: String
    /// Becomes the cause of the journal's entries.
    package var reason: String

    package init(
        _ kind: DecisionKind, id: String, _ arguments: some Storable, about subject: DecisionSubject?, by actor: String, reason: String
    )
        throws(StoreError)
    {
        self.id = id
        self.kind = kind
        self.arguments = try Store.guarded("decision \(id)") { try RowText.text(arguments) }
        self.subject = subject
        self.actor = actor
        self.reason = reason
    }
}

/// One row of the table.
package struct DecisionRecord: Sendable, Hashable {
    /// In the order in which they were noted.
    package var seq: Int64
    package var id: String
    /// Nil for one of another version of this program.
    package var kind: DecisionKind?
    package var subject: DecisionSubject?
    package var actor: String
    package var reason: String
    package var createdAt: Instant
    /// When somebody began to carry it out.
    package var takenAt: Instant?
    /// Nil while it is due.
    package var outcome: DecisionOutcome?
    /// Exit code of the command that asked for it.
    package var exit: Int32?
    package var outcomeAt: Instant?
    private var argumentText: String
    private var answerText: String?

    /// - Throws: `CORRUPT` when it is no such value.
    package func arguments<Value: Storable>(_ type: Value.Type) throws(StoreError) -> Value { try value(type, argumentText) }

    /// What there is to tell about the outcome; nil when there is nothing.
    /// - Throws: `CORRUPT` when it is no such value.
    package func answer<Value: Storable>(_ type: Value.Type) throws(StoreError) -> Value? {
        guard let answerText else { return nil }
        return try value(type, answerText)
    }

    private func value<Value: Storable>(_ type: Value.Type, _ text: String) throws(StoreError) -> Value {
        try Store.guarded("decision \(id)") { try RowText.value(type, text, of: RowValues.Place(table: "decision", id: id)) }
    }

    init(_ row: Row) {
        seq = row["seq"]
        id = row["id"]
        kind = DecisionKind(rawValue: row["kind"])
        actor = row["actor"]
        reason = row["reason"]
        createdAt = Instant(milliseconds: row["created_at"])
        takenAt = (row["taken_at"] as Int64?).map(Instant.init(milliseconds:))
        outcome = (row["outcome"] as String?).flatMap(DecisionOutcome.init)
        exit = (row["exit"] as Int64?).flatMap(Int32.init(exactly:))
        outcomeAt = (row["outcome_at"] as Int64?).map(Instant.init(milliseconds:))
        argumentText = row["arguments"]
        answerText = row["answer"]
        guard let kind = row["subject_kind"] as String?, let key = row["subject_key"] as String? else { return }
        subject = DecisionSubject(kind: kind, key: key, revision: row["rev"], seen: row["seen"] ?? "-")
    }
}
