package import Bookkeeping
import GRDB
internal import StateCharts

/// Which entries of the journal are asked for; nil leaves a field open.
package struct JournalQuestion: Sendable, Hashable {
    /// A chart's name, or `setting`.
    package var kind: String?
    /// Of these subjects alone; an empty list asks for none.
    package var keys: [String]?
    /// As the journal names them, from its beginning on: `web:Anna` finds her in each of her roles.
    package var actor: String?
    /// As a chart calls it: `op.retry`.
    package var event: String?
    /// Berlin days, both included.
    package var from: BusinessDay?
    package var to: BusinessDay?

    package init(
        kind: String? = nil, keys: [String]? = nil, actor: String? = nil, event: String? = nil, from: BusinessDay? = nil,
        to: BusinessDay? = nil
    ) {
        self.kind = kind
        self.keys = keys
        self.actor = actor
        self.event = event
        self.from = from
        self.to = to
    }
}

/// From which entry on, in which direction.
package enum JournalPlace: Sendable, Hashable {
    case newest
    /// What is older than this entry, which need not exist.
    case before(Int64)
    /// What is newer than it.
    case after(Int64)
}

/// Some entries, newest first.
package struct JournalPage: Sendable, Hashable {
    package var entries: [JournalEntry]
    /// Beyond this entry nothing was looked at in the direction that was asked for; nil where the end of the journal was reached.
    package var unseen: Int64?

    package static let none = JournalPage(entries: [], unseen: nil)
}

extension Store {
    /// So many entries are looked at for one page: where few of them fit, the page is short and says how far it saw, so that no
    /// question keeps others waiting, however long the journal is.
    package static let journalSight: Int64 = 50_000

    /// - Parameters:
    ///   - limit: of entries; at least one.
    ///   - sight: of entries that are looked at.
    package func journal(
        _ question: JournalQuestion, _ place: JournalPlace, limit: Int, sight: Int64 = Store.journalSight
    ) throws(StoreError) -> JournalPage {
        let length = Int64(try journalLength())
        let (isUpwards, start) =
            switch place {
            case .newest: (false, length.plus(1))
            case .before(let seq): (false, min(max(seq, 1), length.plus(1)))
            case .after(let seq): (true, min(max(seq, 0), length))
            }
        // A subject has an index of its own and is not looked for.
        let isIndexed = question.keys != nil
        let end: Int64 = isUpwards ? (isIndexed ? length : min(length, start.plus(sight))) : (isIndexed ? 1 : max(1, start.minus(sight)))
        let (condition, arguments) = question.condition
        let range = isUpwards ? "seq > ? AND seq <= ?" : "seq < ? AND seq >= ?"
        let room = max(1, limit)
        let found = try rows(
            "SELECT * FROM transition WHERE \(condition) AND \(range) ORDER BY seq \(isUpwards ? "ASC" : "DESC") LIMIT ?",
            StatementArguments(arguments + [start, end, room.saturatedNext]), JournalEntry.init)
        let entries = Array(found.prefix(room))
        let isMore = found.count > room
        let last = entries.last?.seq ?? start
        let isEnd = isUpwards ? end >= length : end <= 1
        return JournalPage(
            entries: isUpwards ? entries.reversed() : entries, unseen: isMore ? last : isEnd ? nil : end)
    }

    /// The entry with this hash, or nil: an anchor somebody kept elsewhere is on this chain or it is not.
    package func journalEntry(hash: String) throws(StoreError) -> JournalEntry? {
        try row("SELECT * FROM transition WHERE hash = ? LIMIT 1", [hash], JournalEntry.init)
    }

    package func journalEntry(_ seq: Int64) throws(StoreError) -> JournalEntry? {
        try row("SELECT * FROM transition WHERE seq = ?", [seq], JournalEntry.init)
    }
}

extension JournalQuestion {
    /// Every subject the journal has entries about.
    package static let kinds = Charts.all.map { $0.name } + ["setting"]

    fileprivate var condition: (sql: String, arguments: [any DatabaseValueConvertible]) {
        var (parts, arguments): ([String], [any DatabaseValueConvertible]) = (["1"], [])
        func add(_ sql: String, _ values: any DatabaseValueConvertible...) {
            parts.append(sql)
            arguments += values
        }
        if let keys {
            // The index begins with the kind.
            let kinds = kind.map { [$0] } ?? Self.kinds
            parts.append("kind IN (\(marks(kinds))) AND key IN (\(marks(keys)))")
            arguments += kinds as [any DatabaseValueConvertible]
            arguments += keys as [any DatabaseValueConvertible]
        } else if let kind {
            add("kind = ?", kind)
        }
        if let actor { add("substr(actor, 1, ?) = ?", actor.unicodeScalars.count, actor) }
        if let event { add("event = ?", event) }
        if let from { add("day >= ?", from.description) }
        if let to { add("day <= ?", to.description) }
        return (parts.joined(separator: " AND "), arguments)
    }

    private func marks(_ values: [String]) -> String { values.map { _ in "?" }.joined(separator: ", ") }
}

extension Int {
    fileprivate var saturatedNext: Int { self == .max ? self : self + 1 }
}
