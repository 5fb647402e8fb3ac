internal import Bookkeeping
import Crypto
import Foundation
import GRDB
import Synchronization

/// An entry of the journal somebody knows outside the file.
struct KnownHead: Sendable {
    /// Where it is kept.
    var source: String
    var entries: Int64
    var hash: String
    /// The sums of the sealed tables at that moment.
    var seals: [String: Seal] = [:]

    /// What the files beside the state know of its present history. Read before the database, which only ever grows beyond them. A
    /// state put back from a backup has fewer entries and contradicts none of them; it begins a history of its own with its next
    /// entry (``Restorations``), for which what the files know of the lost one does not count.
    static func all(directory: String?) -> [(head: KnownHead, history: String?, isOfOldForm: Bool)] {
        guard let directory else { return [] }
        var heads: [(head: KnownHead, history: String?, isOfOldForm: Bool)] = []
        if let mark = Watermark.read(directory: directory) {
            let head = KnownHead(source: Watermark.fileName, entries: mark.entries, hash: mark.newestHash, seals: mark.seals ?? [:])
            // Version 1.0.0 moved it at every start, so that it is of this history whichever that is.
            heads.append((head, mark.history, mark.history == nil))
        }
        for anchor in BackupReceipt.last(directory: directory)?.anchors ?? [] {
            heads.append((KnownHead(source: BackupReceipt.fileName, entries: anchor.entries, hash: anchor.hash), anchor.history, false))
        }
        return heads
    }
}

extension Store {
    package func verifyJournal() throws(StoreError) -> JournalVerdict { try verifyJournal { _, _ in } }

    /// Checks the chain from the first entry to the last: numbers without gaps, every hash recomputed, every link. The folded history
    /// of each machine must also end where the machine stands, every sealed table must hold what this program put there, and nothing
    /// may contradict what the watermark and the receipts of backups know.
    /// - Parameter progress: told every thousand entries how many were looked at, of how many.
    package func verifyJournal(progress: (_ done: Int, _ total: Int) -> Void) throws(StoreError) -> JournalVerdict {
        let heads = KnownHead.all(directory: directory)
        return try read { db in
            let total = try Int.fetchOne(db, prepared: "SELECT COALESCE(MAX(seq), 0) FROM transition") ?? 0
            return try Journal.verdict(db, against: heads) { progress($0, total) }
        }
    }

    /// Before anything is written to either system on what the state says: whole, the first time and whenever somebody changed the
    /// schema meanwhile; from the last verified entry on otherwise.
    package func verifyForWriting() throws(StoreError) { try verifyForWriting(Migrations.steps) }

    func verifyForWriting(_ steps: [Migrations.Step]) throws(StoreError) {
        let heads = KnownHead.all(directory: directory)
        let before = verified.withLock { $0 }
        let (verdict, schema) = try read { db in
            let schema = try Int64.fetchOne(db, sql: "PRAGMA schema_version") ?? 0
            guard let before, before.schema == schema else {
                if directory != nil { try Migrations.check(db, steps, path: path) }
                return (try Journal.verdict(db, against: heads), schema)
            }
            return (try Journal.verdict(db, from: before.entries, before.hash), schema)
        }
        if let broken = verdict.broken { throw Store.broken(path, broken) }
        verified.withLock { $0 = Verified(entries: verdict.entries, hash: verdict.newestHash, schema: schema) }
    }

    struct Verified {
        var entries: Int64
        var hash: String
        /// SQLite counts every change of tables and triggers.
        var schema: Int64
    }

    private static func broken(_ path: String, _ broken: (seq: Int64, why: String)) -> StoreError {
        StoreError(
            code: .altered, subject: path, cause: "journal entry \(broken.seq): \(broken.why)",
            hint: "Nothing is written to either system on such a state. `reconcile journal verify` says the same; put back a backup.")
    }
}

extension Journal {
    /// - Parameters:
    ///   - withTables: false for a state of an older schema, whose machines this program cannot read.
    static func verdict(
        _ db: Database, withTables: Bool = true, against heads: [(head: KnownHead, history: String?, isOfOldForm: Bool)] = [],
        progress: (Int) -> Void = { _ in }
    ) throws -> JournalVerdict {
        let own = try Restorations.history(in: db)
        let known = heads.filter { $0.isOfOldForm || $0.history != nil && $0.history == own }.map(\.head)
        let verdict = try walk(db, known: known, progress: progress)
        guard verdict.broken == nil, withTables else { return verdict }
        if let stray = try Machines.firstDiffering(in: db) { return verdict.breaking("\(stray) is not where the journal left it") }
        if let table = try Seals.firstDiffering(in: db) {
            return verdict.breaking("the table \(table) was changed by something else than this program")
        }
        if let (table, source) = try rewritten(in: db, known) {
            return verdict.breaking("the table \(table) is not the one \(source) knows")
        }
        return verdict
    }

    /// The entries after one that was verified before; broken as well when that one is not there any more.
    static func verdict(_ db: Database, from seq: Int64, _ hash: String) throws -> JournalVerdict {
        guard seq > 0 else { return try walk(db) }
        let found = try String.fetchOne(db, prepared: "SELECT hash FROM transition WHERE seq = ?", arguments: [seq])
        guard found == hash else {
            return JournalVerdict(entries: seq, newestHash: hash, broken: (seq, "it is not the entry that was verified before"))
        }
        return try walk(db, after: seq, hash)
    }

    private static let columns = [
        "seq", "at", "day", "actor", "cause", "software", "mapping", "kind", "key", "from_state", "event", "to_state", "effects", "detail",
        "previous",
    ]

    private static func walk(
        _ db: Database, after seq: Int64 = 0, _ hash: String = "", known: [KnownHead] = [], progress: (Int) -> Void = { _ in }
    ) throws -> JournalVerdict {
        var verdict = JournalVerdict(entries: seq, newestHash: hash, broken: nil)
        let heads = Dictionary(grouping: known, by: \.entries)
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT seq, hash, previous, CAST(\(Preimage.sql(columns)) AS BLOB) FROM transition
                \(seq == 0 ? "" : "WHERE seq > \(seq)") ORDER BY seq
                """)
        while let row = try rows.next() {
            let (found, hash, previous): (Int64, String, String) = (row[0], row[1], row[2])
            verdict.entries += 1
            if verdict.entries % 1_000 == 0 { progress(Int(verdict.entries)) }
            let computed = try row.withUnsafeData(atIndex: 3) { hexadecimal(SHA256.hash(data: $0 ?? Data())) }
            let why: String? =
                found != verdict.entries
                ? "an entry is missing before it"
                : previous != verdict.newestHash
                    ? "it does not follow the entry before it" : computed != hash ? "its content was changed" : nil
            if let why {
                verdict.broken = (found, why)
                return verdict
            }
            verdict.newestHash = hash
            if let stranger = heads[found]?.first(where: { $0.hash != hash }) {
                verdict.broken = (found, "\(stranger.source) knows another one: the chain was rewritten")
                return verdict
            }
        }
        return verdict
    }

    /// Nothing changed since the file was written, and yet the sum is another one.
    private static func rewritten(in db: Database, _ known: [KnownHead]) throws -> (table: String, source: String)? {
        guard try db.tableExists("seal") else { return nil }
        let kept = try Seals.kept(in: db)
        for head in known {
            for (table, seal) in head.seals.sorted(by: { $0.key < $1.key })
            where kept[table]?.changes == seal.changes && kept[table] != seal { return (table, head.source) }
        }
        return nil
    }
}

extension JournalVerdict {
    fileprivate func breaking(_ why: String) -> JournalVerdict {
        JournalVerdict(entries: entries, newestHash: newestHash, broken: (entries, why))
    }
}
