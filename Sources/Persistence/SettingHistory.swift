package import Bookkeeping
import GRDB

// What was set up, as the journal tells it: an entry for each value that changed (domain.md G5).
extension Store {
    /// The number of the newest change; 0 before a set-up.
    package func newestSettingChange() throws(StoreError) -> Int64 {
        try row("SELECT COALESCE(MAX(seq), 0) FROM transition WHERE kind = ?", [SettingChange.kind]) { $0[0] } ?? 0
    }

    /// What changed after that number, the oldest first; so many at most.
    package func settingChanges(after seq: Int64, limit: Int = 40) throws(StoreError) -> [SettingChange] {
        try rows(
            "SELECT * FROM transition WHERE kind = ? AND seq > ? ORDER BY seq LIMIT ?", [SettingChange.kind, seq, limit], JournalEntry.init
        ).map(SettingChange.init)
    }
}

/// One value of the set-up that somebody changed.
package struct SettingChange: Sendable, Hashable {
    package static let kind = "setting"

    /// `start-date`, `category.REVENUE` and the like.
    package var name: String
    package var old: String
    package var new: String
    package var actor: String
    package var at: Instant

    init(_ entry: JournalEntry) {
        let pairs = entry.detail.split(separator: " ").map { $0.split(separator: "=", maxSplits: 1).map(String.init) }
        func value(_ name: String) -> String { pairs.first { $0.first == name && $0.count == 2 }?[1] ?? "-" }
        (name, old, new, actor, at) = (entry.key, value("old"), value("new"), entry.actor, entry.at)
    }
}
