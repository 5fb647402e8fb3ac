package import Bookkeeping
import GRDB
package import StateCharts

extension Store {
    /// Every entry in order, a page at a time.
    package func journal(after seq: Int64, limit: Int = 500) throws(StoreError) -> [JournalEntry] {
        try rows("SELECT * FROM transition WHERE seq > ? ORDER BY seq LIMIT ?", [seq, limit], JournalEntry.init)
    }

    package func journalLength() throws(StoreError) -> Int {
        try read { db in try Int.fetchOne(db, prepared: "SELECT COALESCE(MAX(seq), 0) FROM transition") ?? 0 }
    }

    /// The history of one machine, oldest first, at most 1,000 entries.
    package func journal<C: StateChart>(_ chart: C.Type, _ key: String) throws(StoreError) -> [JournalEntry] {
        try rows("SELECT * FROM transition WHERE kind = ? AND key = ? ORDER BY seq LIMIT 1000", [C.name, key], JournalEntry.init)
    }

    /// A fact worth keeping about a machine that does not move by it (G4).
    package func note<C: StateChart>(
        _ event: String, _ chart: C.Type, _ key: String, detail: [String: String], by author: Author, at now: Instant
    ) throws(StoreError) { try write { db in try Journal.note(event, chart, key, detail, by: author, at: now, in: db) } }
}

enum Journal {
    struct Line {
        var kind: String
        var key: String
        var from: String
        var event: String
        var to: String
        var effects = ""
        var detail: [String: String] = [:]
    }

    static func append(_ line: Line, by author: Author, at now: Instant, in db: Database) throws {
        try PlausibleClock.check(now)
        let last = try String.fetchOne(db, prepared: "SELECT seq || ' ' || hash FROM transition ORDER BY seq DESC LIMIT 1")?
            .split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
        var entry = JournalEntry(
            seq: (last.flatMap { Int64($0[0]) } ?? 0).plus(1), at: now, day: BusinessDay(berlinDayOf: now), actor: author.actor,
            cause: author.cause, software: author.software, mapping: author.mapping, kind: line.kind, key: line.key, from: line.from,
            event: line.event, to: line.to, effects: line.effects, detail: text(line.detail), previous: last.map { String($0[1]) } ?? "",
            hash: "")
        entry.hash = entry.computedHash
        try db.run(
            prepared: "INSERT INTO transition VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            arguments: [
                entry.seq, entry.at.milliseconds, entry.day.description, entry.actor, entry.cause, entry.software, entry.mapping,
                entry.kind, entry.key, entry.from, entry.event, entry.to, entry.effects, entry.detail, entry.previous, entry.hash,
            ])
    }

    /// A fact about a machine that stays where it is.
    static func note<C: StateChart>(
        _ event: String, _ chart: C.Type, _ key: String, _ detail: [String: String], by author: Author, at now: Instant, in db: Database
    ) throws {
        let state = try Machines.state(chart, key, in: db)
        try append(Line(kind: C.name, key: key, from: state, event: event, to: state, detail: detail), by: author, at: now, in: db)
    }

    private static func text(_ detail: [String: String]) -> String {
        detail.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
    }
}

extension JournalEntry {
    init(_ row: Row) throws {
        guard let day = BusinessDay(written: row["day"]) else {
            throw StoreError(
                code: .corrupt, subject: "journal entry \(row["seq"] as Int64)", cause: "its day is unreadable", hint: "Restore a backup.")
        }
        self.init(
            seq: row["seq"], at: Instant(milliseconds: row["at"]), day: day, actor: row["actor"], cause: row["cause"],
            software: row["software"], mapping: row["mapping"], kind: row["kind"], key: row["key"], from: row["from_state"],
            event: row["event"], to: row["to_state"], effects: row["effects"], detail: row["detail"], previous: row["previous"],
            hash: row["hash"])
    }
}
