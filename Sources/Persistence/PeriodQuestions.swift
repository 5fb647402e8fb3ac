package import Bookkeeping
import GRDB

// What is asked about a stretch of days, a page at a time: an export walks along years of rows and keeps none of them.

/// A voucher tie with its number in the table of ties.
package struct NumberedLink: Sendable, Hashable {
    /// Ascends with every tie; never given twice.
    package var id: Int64
    package var link: Link
}

/// With which version and mapping entries of a stretch of days were written, or by whom.
package struct Authorship: Sendable, Hashable {
    /// Empty where it was grouped by the other one.
    package var software: String
    package var mapping: String
    package var actor: String
    package var entries: Int64
    package var first: Instant
    package var last: Instant
}

/// A value setup decided, as it is now.
package struct SettingInForce: Sendable, Hashable {
    package var name: String
    package var value: String
    package var since: Instant
}

extension Store {
    /// Many questions about one moment: what others commit meanwhile is not seen. Nothing may be written in it.
    package func inOneView<T>(_ work: () throws -> T) throws -> T {
        var failure: (any Error)?
        do {
            return try read { _ in
                do { return try work() } catch {
                    failure = error
                    throw error
                }
            }
        } catch {
            throw failure ?? error
        }
    }

    /// Ids of the documents we follow that HERO dated within the days, ascending; nil asks for all of them, those without a date as well.
    package func followedDocuments(dated days: ClosedRange<BusinessDay>?, after id: Int, limit: Int) throws(StoreError) -> [Int] {
        // What cannot be read is not left out in silence: who reads it next says which row it is.
        let within = "AND (NOT json_valid(header) OR json_extract(header, '$.date') BETWEEN ? AND ?)"
        let bounds = days.map { [$0.lowerBound.description, $0.upperBound.description] } ?? []
        return try columns(
            """
            SELECT id FROM hero_document WHERE id > ? AND EXISTS (SELECT 1 FROM invoice WHERE key = CAST(hero_document.id AS TEXT))
            \(days == nil ? "" : within) ORDER BY id LIMIT ?
            """, StatementArguments([id]) + StatementArguments(bounds) + StatementArguments([limit]))
    }

    /// Every tie of one document to a voucher there ever was, oldest first.
    package func numberedLinks(ofDocument key: String) throws(StoreError) -> [NumberedLink] {
        // Each part by an index of its own; for both at once there is none.
        try rows(
            """
            SELECT * FROM (
                SELECT * FROM link WHERE kind = 'invoice' AND key = ? AND unlinked_at IS NULL
                UNION ALL SELECT * FROM link INDEXED BY link_ended WHERE kind = 'invoice' AND key = ? AND unlinked_at IS NOT NULL)
            ORDER BY +id
            """, [key, key]
        ) { NumberedLink(id: $0["id"], link: Link($0)) }
    }

    /// Vouchers that were ever tied to a document of the days, each once, in the order of their ids.
    package func linkedVouchers(dated days: ClosedRange<BusinessDay>?, after id: String, limit: Int) throws(StoreError) -> [String] {
        let within = """
            AND EXISTS (SELECT 1 FROM hero_document WHERE id = CAST(link.key AS INTEGER)
                AND (NOT json_valid(header) OR json_extract(header, '$.date') BETWEEN ? AND ?))
            """
        let bounds = days.map { [$0.lowerBound.description, $0.upperBound.description] } ?? []
        return try columns(
            """
            SELECT DISTINCT remote_id FROM link WHERE kind = 'invoice' AND remote_id > ? \(days == nil ? "" : within)
            ORDER BY remote_id LIMIT ?
            """, StatementArguments([id]) + StatementArguments(bounds) + StatementArguments([limit]))
    }

    /// What the journal says about one document and its payments, in order.
    package func journal(ofDocument key: String, after seq: Int64, limit: Int) throws(StoreError) -> [JournalEntry] {
        // Asked for an order, SQLite would walk along the whole journal by number instead of looking up the few entries.
        try rows(
            """
            SELECT * FROM (
                SELECT * FROM transition INDEXED BY transition_subject WHERE kind = 'invoice' AND key = ? AND seq > ?
                UNION ALL
                SELECT * FROM transition INDEXED BY transition_subject WHERE kind = 'payment' AND key >= ? AND key < ? AND seq > ?)
            ORDER BY +seq LIMIT ?
            """, [key, seq, key + "/", key + "0", seq, limit], JournalEntry.init)
    }

    /// The oldest entry about a document and its payments, and the newest.
    package func journalSpan(ofDocument key: String) throws(StoreError) -> ClosedRange<Int64>? {
        try span(
            """
            SELECT MIN(seq), MAX(seq) FROM (
                SELECT seq FROM transition INDEXED BY transition_subject WHERE kind = 'invoice' AND key = ?
                UNION ALL SELECT seq FROM transition INDEXED BY transition_subject WHERE kind = 'payment' AND key >= ? AND key < ?)
            """, [key, key + "/", key + "0"])
    }

    /// The first and the last entry that was written on one of the days.
    package func journalSpan(_ days: ClosedRange<BusinessDay>) throws(StoreError) -> ClosedRange<Int64>? {
        try span(
            "SELECT MIN(seq), MAX(seq) FROM transition WHERE day BETWEEN ? AND ?",
            [days.lowerBound.description, days.upperBound.description])
    }

    private func span(_ sql: String, _ arguments: StatementArguments) throws(StoreError) -> ClosedRange<Int64>? {
        try row(sql, arguments) { row in
            guard let first = row[0] as Int64?, let last = row[1] as Int64? else { return nil }
            return first...last
        }.flatMap(\.self)
    }

    /// Entries about things of one kind, in order: `setting`, or the name of a chart. Nil asks for all days.
    package func journal(ofKind kind: String, upTo day: BusinessDay?, after seq: Int64, limit: Int) throws(StoreError) -> [JournalEntry] {
        try rows(
            "SELECT * FROM transition WHERE kind = ? AND seq > ? AND day <= ? ORDER BY seq LIMIT ?",
            [kind, seq, day?.description ?? Self.afterAllDays, limit],
            JournalEntry.init)
    }

    /// As texts are compared.
    private static let afterAllDays = "A"

    /// Which versions and mappings wrote the entries of the days, oldest first.
    package func versions(_ days: ClosedRange<BusinessDay>) throws(StoreError) -> [Authorship] {
        try authorship("software, mapping, '' AS actor", "software, mapping", days)
    }

    /// Who wrote the entries of the days, oldest first.
    package func actors(_ days: ClosedRange<BusinessDay>) throws(StoreError) -> [Authorship] {
        try authorship("'' AS software, '' AS mapping, actor", "actor", days)
    }

    private func authorship(_ columns: String, _ group: String, _ days: ClosedRange<BusinessDay>) throws(StoreError) -> [Authorship] {
        try rows(
            """
            SELECT \(columns), COUNT(*) AS entries, MIN(at) AS first, MAX(at) AS last, MIN(seq) AS seq
            FROM transition WHERE day BETWEEN ? AND ? GROUP BY \(group) ORDER BY MIN(seq)
            """, [days.lowerBound.description, days.upperBound.description]
        ) {
            Authorship(
                software: $0["software"], mapping: $0["mapping"], actor: $0["actor"], entries: $0["entries"],
                first: Instant(milliseconds: $0["first"]), last: Instant(milliseconds: $0["last"]))
        }
    }

    /// What setup decided, by name.
    package func settingsInForce() throws(StoreError) -> [SettingInForce] {
        try rows("SELECT * FROM setting ORDER BY name") {
            SettingInForce(name: $0["name"], value: $0["value"], since: Instant(milliseconds: $0["changed_at"]))
        }
    }
}
