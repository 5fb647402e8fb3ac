import GRDB

/// What people and programs are told: an intent of its own for each, because the pass loop must not wait for a mail server.
enum Schema008 {
    static func extend(_ db: Database) throws { try db.execute(sql: table) }

    private static let table = """
        CREATE TABLE notification (
            id TEXT PRIMARY KEY NOT NULL, channel TEXT NOT NULL, audience TEXT NOT NULL, recipient TEXT NOT NULL, day TEXT NOT NULL,
            content TEXT, seen TEXT NOT NULL, opened_at INTEGER NOT NULL, next_at INTEGER NOT NULL, tries INTEGER NOT NULL DEFAULT 0,
            doubts INTEGER NOT NULL DEFAULT 0, begun_at INTEGER, outcome TEXT, closed_at INTEGER
        ) STRICT;
        CREATE UNIQUE INDEX notification_day ON notification(channel, audience, recipient, day);
        CREATE INDEX notification_due ON notification(next_at) WHERE outcome IS NULL;
        CREATE TRIGGER notification_once BEFORE UPDATE ON notification WHEN OLD.outcome IS NOT NULL BEGIN
            SELECT RAISE(ABORT, 'a notification has one outcome');
        END;
        """
}
