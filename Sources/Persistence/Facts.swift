package import Bookkeeping
import GRDB
import Synchronization

/// One kind of fact that is kept between passes: its name, its value, and where it is read and written are its type's.
package protocol StoredFact: Storable {
    static var name: String { get }
}

/// What the program found out or did; it may forget it.
package protocol Fact: StoredFact {}

/// What a person decided. It is written with the move that carries it out, and stands in the journal behind that (domain.md G4).
package protocol Decision: StoredFact {
    /// The event of its entry in the journal.
    static var event: String { get }
    /// Ids, numbers, codes.
    func journal(about key: String) -> [String: String]
}

extension TransitionChanges {
    package struct Decided: Sendable {
        var decision: any Decision
        var key: String
    }

    /// - Parameter key: what the decision is about.
    package mutating func decide(_ decision: some Decision, about key: String) { decisions.append(Decided(decision: decision, key: key)) }
}

extension Store {
    /// - Parameter key: what it is about, where there is one for each of many things.
    package func fact<F: StoredFact>(_ type: F.Type, about key: String = "") throws(StoreError) -> F? {
        try look { db in
            let name = Facts.name(type, key)
            return try (waiting.withLock { $0[name] } ?? Facts.text(name, in: db)).map { try values.value(type, $0, .fact(name)) }
        }
    }

    /// All of a kind that are about something, in the order of what they are about.
    package func facts<F: StoredFact>(_ type: F.Type) throws(StoreError) -> [(key: String, fact: F)] {
        // The next character after a dot ends the names that begin with it.
        try rows("SELECT name, value FROM cursor WHERE name >= ? AND name < ? ORDER BY name", ["\(F.name).", "\(F.name)/"]) { row in
            let name: String = row["name"]
            return (String(name.dropFirst(F.name.count + 1)), try values.value(type, row["value"], .fact(name)))
        }
    }

    package func keep<F: Fact>(_ fact: F, about key: String = "") throws(StoreError) {
        let name = Facts.name(F.self, key)
        waiting.withLock { $0[name] = nil }
        try write { db in try Facts.set(name, try values.text(fact, .fact(name)), in: db) }
    }

    /// One that is not worth a write of its own: it is kept with the next one, and may be lost with the process.
    package func keep<F: Fact>(waiting fact: F) throws(StoreError) {
        let text = try Store.guarded(path) { try values.text(fact, .fact(F.name)) }
        waiting.withLock { $0[F.name] = text }
    }

    func keepWaitingFacts(in db: Database) throws {
        let facts = waiting.withLock { waiting in
            defer { waiting = [:] }
            return waiting
        }
        for (name, text) in facts.sorted(by: { $0.key < $1.key }) { try Facts.set(name, text, in: db) }
    }

    package func forget<F: Fact>(_ type: F.Type, about key: String = "") throws(StoreError) {
        let name = Facts.name(type, key)
        waiting.withLock { $0[name] = nil }
        try write { db in try Facts.forget(name, in: db) }
    }

    /// What setup decided as a whole, with an entry in the journal for each of its values that changes (G5).
    package func decide<F: StoredFact>(_ fact: F, values: [(name: String, value: String)], by author: Author, at now: Instant)
        throws(StoreError)
    {
        try write { db in
            for (name, value) in values { try Facts.change(name, to: value, by: author, at: now, in: db) }
            try Facts.set(F.name, try RowText.text(fact), in: db)
        }
    }
}

extension RowValues.Place {
    static func fact(_ name: String) -> Self { Self(table: "cursor", id: name) }
}

enum Facts {
    static func name<F: StoredFact>(_ type: F.Type, _ key: String) -> String { key.isEmpty ? F.name : "\(F.name).\(key)" }

    static func text(_ name: String, in db: Database) throws -> String? {
        try String.fetchOne(db, prepared: "SELECT value FROM cursor WHERE name = ?", arguments: [name])
    }

    static func set(_ name: String, _ text: String, in db: Database) throws {
        try db.run(
            prepared: """
                INSERT INTO cursor (name, value) VALUES (?, ?)
                ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE value <> excluded.value
                """,
            arguments: [name, text])
    }

    static func forget(_ name: String, in db: Database) throws {
        try db.run(prepared: "DELETE FROM cursor WHERE name = ?", arguments: [name])
    }

    /// - Parameter state: where the machine stands that the decision moved.
    static func decide(
        _ decided: TransitionChanges.Decided, kind: String, key: String, state: String, by author: Author, at now: Instant, in db: Database
    ) throws {
        func write<D: Decision>(_ decision: D) throws {
            try set(name(D.self, decided.key), try RowText.text(decision), in: db)
            let line = Journal.Line(
                kind: kind, key: key, from: state, event: D.event, to: state, detail: decision.journal(about: decided.key))
            try Journal.append(line, by: author, at: now, in: db)
        }
        try write(decided.decision)
    }

    /// No entry when nothing changes.
    static func change(_ setting: String, to value: String, by author: Author, at now: Instant, in db: Database) throws {
        let old = try String.fetchOne(db, prepared: "SELECT value FROM setting WHERE name = ?", arguments: [setting])
        guard old != value, old != nil || value != "none" else { return }
        try db.run(
            prepared: """
                INSERT INTO setting (name, value, changed_at) VALUES (?, ?, ?)
                ON CONFLICT (name) DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at
                """, arguments: [setting, value, now.milliseconds])
        let detail = ["old": token(old ?? "-"), "new": token(value)]
        let line = Journal.Line(kind: "setting", key: setting, from: "-", event: "changed", to: "-", detail: detail)
        try Journal.append(line, by: author, at: now, in: db)
    }

    /// Settings may hold free text; the journal takes tokens.
    private static func token(_ text: String) -> String { String(text.prefix(400).map { $0 == " " || $0 == "\n" ? "_" : $0 }) }
}
