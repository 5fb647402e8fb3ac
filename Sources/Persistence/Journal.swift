package import Bookkeeping
import GRDB

extension Store {
    /// Checks the chain from the first entry to the last: numbers without gaps, every hash recomputed, every link.
    /// The folded history of each machine must also end where the machine stands.
    package func verifyJournal() throws(StoreError) -> JournalVerdict { try read { try Journal.verdict($0) } }

    /// Every entry in order, a page at a time.
    package func journal(after seq: Int64, limit: Int = 500) throws(StoreError) -> [JournalEntry] {
        try read { db in
            try Row.fetchAll(db, prepared: "SELECT * FROM transition WHERE seq > ? ORDER BY seq LIMIT ?", arguments: [seq, limit])
                .map(JournalEntry.init)
        }
    }

    package func journalLength() throws(StoreError) -> Int {
        try read { db in try Int.fetchOne(db, prepared: "SELECT COALESCE(MAX(seq), 0) FROM transition") ?? 0 }
    }

    /// The history of one machine, oldest first, at most 1,000 entries.
    package func journal(kind: String, key: String) throws(StoreError) -> [JournalEntry] {
        try read { db in
            try Row.fetchAll(
                db, prepared: "SELECT * FROM transition WHERE kind = ? AND key = ? ORDER BY seq LIMIT 1000", arguments: [kind, key]
            ).map(JournalEntry.init)
        }
    }

    /// A fact worth keeping that moves no machine: a setting changed, a refused action (G4, G5).
    package func note(_ event: String, kind: String, key: String, detail: [String: String], by author: Author, at now: Instant)
        throws(StoreError)
    {
        try write { db in
            let state = try Machines.state(kind: kind, key: key, in: db) ?? "-"
            try Journal.append(
                Journal.Line(kind: kind, key: key, from: state, event: event, to: state, effects: "", detail: detail), by: author, at: now,
                in: db)
        }
    }
}

enum Journal {
    struct Line {
        var kind: String
        var key: String
        var from: String
        var event: String
        var to: String
        var effects: String
        var detail: [String: String]
    }

    /// - Parameter withMachines: false for a state of an older schema, whose machines this program cannot read.
    static func verdict(_ db: Database, withMachines: Bool = true) throws -> JournalVerdict {
        var previous = ""
        var count: Int64 = 0
        var latest: [String: String] = [:]
        let entries = try Row.fetchCursor(db, sql: "SELECT * FROM transition ORDER BY seq")
        while let row = try entries.next() {
            count += 1
            guard let entry = try? JournalEntry(row) else {
                return JournalVerdict(entries: count, newestHash: previous, broken: (row["seq"], "its content was changed"))
            }
            let why: String? =
                entry.seq != count
                ? "an entry is missing before it"
                : entry.previous != previous
                    ? "it does not follow the entry before it" : entry.computedHash != entry.hash ? "its content was changed" : nil
            if let why { return JournalVerdict(entries: count, newestHash: previous, broken: (entry.seq, why)) }
            previous = entry.hash
            latest["\(entry.kind)/\(entry.key)"] = entry.to
        }
        if withMachines, let stray = try Machines.firstDiffering(from: latest, in: db) {
            return JournalVerdict(entries: count, newestHash: previous, broken: (count, "\(stray) is not where the journal left it"))
        }
        return JournalVerdict(entries: count, newestHash: previous, broken: nil)
    }

    static func append(_ line: Line, by author: Author, at now: Instant, in db: Database) throws {
        let last = try Row.fetchOne(db, prepared: "SELECT seq, hash FROM transition ORDER BY seq DESC LIMIT 1")
        var entry = JournalEntry(
            seq: (last?["seq"] ?? 0) + 1, at: now, day: BusinessDay(berlinDayOf: now), actor: author.actor, cause: author.cause,
            software: author.software, mapping: author.mapping, kind: line.kind, key: line.key, from: line.from, event: line.event,
            to: line.to, effects: line.effects, detail: text(line.detail), previous: last?["hash"] ?? "", hash: "")
        entry.hash = entry.computedHash
        try db.run(
            prepared: "INSERT INTO transition VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            arguments: [
                entry.seq, entry.at.milliseconds, entry.day.description, entry.actor, entry.cause, entry.software, entry.mapping,
                entry.kind,
                entry.key, entry.from, entry.event, entry.to, entry.effects, entry.detail, entry.previous, entry.hash,
            ])
    }

    private static func text(_ detail: [String: String]) -> String {
        detail.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
    }
}

extension JournalEntry {
    init(_ row: Row) throws {
        guard let day = BusinessDay(row["day"]) else {
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
