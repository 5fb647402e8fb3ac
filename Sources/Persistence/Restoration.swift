package import Bookkeeping
import Foundation
import GRDB
import Synchronization

/// The state is older than reality, or new after a loss: what both systems hold is linked again first, and nothing is created until
/// that is done (domain.md G10).
package struct Restoration: Fact {
    package enum Cause: String, Sendable, Codable {
        /// A backup was put back, or the file came from somewhere else.
        case restored
        /// Everything was lost, and a new setup takes up what was transferred before.
        case lost
    }

    package enum Phase: String, Sendable, Codable {
        case relinking
        /// Too little was found: a person says whether the rest is to be created.
        case held
        case done
    }

    package var cause: Cause
    package var phase = Phase.relinking
    /// Journal entries the state once had and has no more; nil where nobody knows.
    package var missingEntries: Int64?
    /// When the lost state was last at work: what was issued later cannot have been transferred by it.
    package var lastAlive: Instant?
    /// When it was noticed: on the clock of one boot for the settle window, and by the wall for people.
    package var noticedAt: Instant?
    package var noticedBoot: String?
    package var noticedMonotonic: Int64?
    /// Links up to this one were there before.
    package var linkBefore: Int64 = 0
    package var relinked = 0
    package var asked = 0
    /// Not found although the lost state should have transferred them.
    package var absent = 0
    /// Not found, and too young to have been transferred.
    package var younger = 0

    package init(cause: Cause) { self.cause = cause }

    package static let name = "restore"
    static let generation = "generation"
}

extension Store {
    /// What is known of a restoration, the last one done included. A view beside nobody notices it by itself.
    package func restoration() throws(StoreError) -> Restoration? {
        // The mark first: the database only ever grows beyond it.
        let mark = directory.flatMap { Watermark.read(directory: $0) }
        return try read { db in
            let known = try Restorations.known(in: db)
            if known?.phase == .relinking || known?.phase == .held { return known }
            return try directory != nil && Restorations.isBehind(mark, in: db) ? Restorations.noticed(mark, in: db) : known
        }
    }

    package func newestLink() throws(StoreError) -> Int64 {
        try read { db in try Int64.fetchOne(db, prepared: "SELECT COALESCE(MAX(id), 0) FROM link") ?? 0 }
    }

    /// Living links of documents made after this one.
    package func linksMade(after id: Int64) throws(StoreError) -> Int {
        try row("SELECT COUNT(*) FROM link WHERE kind = 'invoice' AND unlinked_at IS NULL AND id > ?", [id]) { $0[0] } ?? 0
    }

    /// Compares the database with its mark, remembers a restoration, and moves the mark on before anything is written elsewhere.
    func takeUp() throws {
        guard let directory else { return }
        let mark = Watermark.read(directory: directory)
        try queue.write { db in
            if try Restorations.isBehind(mark, in: db) { try Restorations.begin(mark, in: db) }
            try Restorations.advance(beyond: mark, in: db)
        }
        try move(mark: directory, at: mark?.at)
    }

    /// Before each write to either system: a copy of the state from before it will be known as one. On the disk when the call returns;
    /// nothing for a state in memory, which nobody can put back.
    package func moveMark(at now: Instant) throws(StoreError) {
        try PlausibleClock.check(now)
        guard let directory else { return }
        try move(mark: directory, at: now)
    }

    /// At the end of a pass or a command: moves the mark where there is news, so that it proves what the state holds at rest.
    package func rest(at now: Instant) throws(StoreError) {
        guard let directory else { return }
        let (present, last) = (try read { try Restorations.present(at: now, in: $0) }, marked.withLock { $0 })
        if !present.isBeside(last) { try move(mark: directory, at: now) }
    }

    /// One at a time: two would write to the same file.
    private func move(mark directory: String, at moment: Instant?) throws(StoreError) {
        try Store.guarded(path) {
            try marked.withLock { marked in
                let mark = try read { try Restorations.present(at: moment, in: $0) }
                try mark.write(directory: directory)
                marked = mark
            }
        }
    }
}

enum Restorations {
    private static let historyName = "history"

    static func known(in db: Database) throws -> Restoration? {
        try Facts.text(Restoration.name, in: db).map { try RowText.value(Restoration.self, $0, of: .fact(Restoration.name)) }
    }

    static func noticed(_ mark: Watermark?, in db: Database) throws -> Restoration {
        var restoration = Restoration(cause: .restored)
        let entries = try newestEntry(in: db)
        restoration.missingEntries = mark.map { max(0, $0.entries.minus(entries)) }
        restoration.lastAlive = mark?.at
        restoration.linkBefore = try Int64.fetchOne(db, prepared: "SELECT COALESCE(MAX(id), 0) FROM link") ?? 0
        return restoration
    }

    /// A history of its own begins: where the lost one went on, this one will have other entries under the same numbers, and what the
    /// files beside the state know of the lost one is no proof against this one.
    static func begin(_ mark: Watermark?, in db: Database) throws {
        try Facts.set(Restoration.name, try RowText.text(try noticed(mark, in: db)), in: db)
        try beginHistory(in: db)
    }

    static func beginHistory(in db: Database) throws { try Facts.set(historyName, UUID().uuidString, in: db) }

    static func history(in db: Database) throws -> String? { try Facts.text(historyName, in: db) }

    /// Two histories are never the same database: one of another machine is looked at as a restored one is. Another entry in the same
    /// history is no restoration but a rewritten chain; such a state was refused before it comes to this (``Journal/verdict``).
    static func isBehind(_ mark: Watermark?, in db: Database) throws -> Bool {
        let entries = try newestEntry(in: db)
        // A new state has no past; one with a past and without a mark comes from somewhere else.
        guard let mark else { return entries > 0 }
        if let other = mark.history, try other != history(in: db) { return true }
        return try generation(in: db) < mark.generation || entries < mark.entries || newestIntent(in: db) < mark.intents ?? 0
    }

    static func advance(beyond mark: Watermark?, in db: Database) throws {
        try Facts.set(Restoration.generation, String(max(generation(in: db), mark?.generation ?? 0).plus(1)), in: db)
    }

    static func present(at now: Instant?, in db: Database) throws -> Watermark {
        let newest = try Row.fetchOne(db, prepared: "SELECT seq, hash FROM transition ORDER BY seq DESC LIMIT 1")
        return Watermark(
            generation: try generation(in: db), entries: newest?["seq"] ?? 0, newestHash: newest?["hash"] ?? "", at: now,
            history: try history(in: db), intents: try newestIntent(in: db), seals: try Seals.kept(in: db))
    }

    private static func generation(in db: Database) throws -> Int64 {
        try Facts.text(Restoration.generation, in: db).flatMap { Int64($0) } ?? 0
    }

    private static func newestEntry(in db: Database) throws -> Int64 {
        try Int64.fetchOne(db, prepared: "SELECT COALESCE(MAX(seq), 0) FROM transition") ?? 0
    }

    private static func newestIntent(in db: Database) throws -> Int64 {
        try Int64.fetchOne(db, prepared: "SELECT COALESCE(MAX(id), 0) FROM intent") ?? 0
    }
}
