package import Bookkeeping
import GRDB

// Written by the one process that tells, on a connection of its own beside the pass loop (``Store/beside(directory:)``).
extension Store {
    /// Days after which a row that has an outcome is forgotten.
    private static let notificationsKept = 400
    /// A moment further away than this was written by a clock that ran ahead.
    private static let longestWait: Int64 = 26 * 3_600_000

    /// Announces what is to be told, once for each address and day.
    /// - Parameter content: JSON; nil where there is nothing to tell, which is noted all the same: the day is done then.
    /// - Parameter seen: JSON of what is kept for the next day, when there is an outcome, too.
    /// - Returns: false when this day was opened before, and nothing is written.
    package func open(
        notification id: String, to address: NotificationAddress, for day: BusinessDay, content: String?, seen: String, at now: Instant
    ) throws(StoreError) -> Bool {
        try write { db in
            try PlausibleClock.check(now)
            try db.run(
                prepared: """
                    INSERT INTO notification (id, channel, audience, recipient, day, content, seen, opened_at, next_at, outcome, closed_at)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                    """,
                arguments: [
                    id, address.channel.rawValue, address.audience, address.recipient, day.description, content, seen,
                    now.milliseconds, now.milliseconds, content == nil ? NotificationOutcome.nothing.rawValue : nil,
                    content == nil ? now.milliseconds : nil,
                ])
            let isNew = db.changesCount > 0
            let oldest = day.adding(days: -Store.notificationsKept).description
            try db.run(prepared: "DELETE FROM notification WHERE outcome IS NOT NULL AND day < ?", arguments: [oldest])
            return isNew
        }
    }

    /// Everything without an outcome, oldest day first.
    package func openNotifications() throws(StoreError) -> [NotificationRecord] {
        try rows("SELECT * FROM notification WHERE outcome IS NULL ORDER BY day, id") { NotificationRecord($0) }.compactMap(\.self)
    }

    /// Those of them whose next try is due.
    package func dueNotifications(at now: Instant) throws(StoreError) -> [NotificationRecord] {
        try rows(
            "SELECT * FROM notification WHERE outcome IS NULL AND (next_at <= ? OR next_at > ?) ORDER BY day, id",
            [now.milliseconds, now.adding(milliseconds: Store.longestWait).milliseconds]
        ) { NotificationRecord($0) }.compactMap(\.self)
    }

    /// When the next try of any of them is due; nil where all have an outcome.
    package func nextNotification() throws(StoreError) -> Instant? {
        try row("SELECT MIN(next_at) AS next FROM notification WHERE outcome IS NULL") { $0["next"] as Int64? }.flatMap(\.self)
            .map { Instant(milliseconds: $0) }
    }

    package func notification(_ id: String) throws(StoreError) -> NotificationRecord? {
        try row("SELECT * FROM notification WHERE id = ?", [id]) { NotificationRecord($0) }.flatMap(\.self)
    }

    /// The newest day an address was opened for, and what was kept of it; nil when it never was.
    package func newestNotification(to address: NotificationAddress) throws(StoreError) -> (day: BusinessDay, seen: String)? {
        try row(
            "SELECT day, seen FROM notification WHERE channel = ? AND audience = ? AND recipient = ? ORDER BY day DESC LIMIT 1",
            [address.channel.rawValue, address.audience, address.recipient]
        ) { row in BusinessDay(written: row["day"]).map { ($0, row["seen"] as String) } }.flatMap(\.self)
    }

    /// The newest day an address was told of, or may have been, or for which there was nothing to tell, and when that was found out.
    package func lastTold(_ address: NotificationAddress) throws(StoreError) -> (day: BusinessDay, at: Instant)? {
        try row(
            """
            SELECT day, opened_at FROM notification
            WHERE channel = ? AND audience = ? AND recipient = ? AND outcome IN ('sent', 'unknown', 'nothing') ORDER BY day DESC LIMIT 1
            """, [address.channel.rawValue, address.audience, address.recipient]
        ) { row in BusinessDay(written: row["day"]).map { ($0, Instant(milliseconds: row["opened_at"])) } }.flatMap(\.self)
    }

    /// A try begins: on the disk before anything leaves. One that never said how it ended counts as a doubt from now on.
    /// - Returns: false when somebody else has tried meanwhile, or it has an outcome: then nothing may be sent.
    package func begin(_ record: NotificationRecord, at now: Instant) throws(StoreError) -> Bool {
        try write { db in
            try db.run(
                prepared: """
                    UPDATE notification SET doubts = doubts + (begun_at IS NOT NULL), begun_at = ?, tries = tries + 1
                    WHERE id = ? AND tries = ? AND outcome IS NULL
                    """, arguments: [now.milliseconds, record.id, record.tries])
            return db.changesCount > 0
        }
    }

    /// A try ended without success.
    /// - Parameter mayHaveArrived: it left, and no answer came.
    package func postpone(notification id: String, mayHaveArrived: Bool, until next: Instant) throws(StoreError) {
        try run(
            "UPDATE notification SET doubts = doubts + ?, begun_at = NULL, next_at = ? WHERE id = ? AND outcome IS NULL",
            [mayHaveArrived ? 1 : 0, next.milliseconds, id])
    }

    /// What was told is not kept: it may name customers.
    package func close(notification id: String, _ outcome: NotificationOutcome, at now: Instant) throws(StoreError) {
        try run(
            "UPDATE notification SET outcome = ?, closed_at = ?, content = NULL, begun_at = NULL WHERE id = ? AND outcome IS NULL",
            [outcome.rawValue, now.milliseconds, id])
    }
}
