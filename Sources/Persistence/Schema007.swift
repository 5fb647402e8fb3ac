import GRDB

/// What people decided beside whoever holds the state. A row is written once and has one outcome; none is ever deleted.
enum Schema007 {
    static func extend(_ db: Database) throws {
        try db.execute(sql: table)
        try Seals.begin(Seals.decision, in: db)
    }

    private static let table = """
        CREATE TABLE decision (
            seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, arguments TEXT NOT NULL, subject_kind TEXT,
            subject_key TEXT, rev INTEGER, seen TEXT, actor TEXT NOT NULL, reason TEXT NOT NULL, created_at INTEGER NOT NULL,
            taken_at INTEGER, outcome TEXT, exit INTEGER, answer TEXT, outcome_at INTEGER
        ) STRICT;
        CREATE INDEX decision_due ON decision(seq) WHERE outcome IS NULL;
        CREATE TRIGGER decision_no_delete BEFORE DELETE ON decision BEGIN
            SELECT RAISE(ABORT, 'what a person decided is never forgotten');
        END;
        CREATE TRIGGER decision_is_said BEFORE UPDATE OF
            seq, id, kind, arguments, subject_kind, subject_key, rev, seen, actor, reason, created_at ON decision BEGIN
            SELECT RAISE(ABORT, 'what a person decided is not changed');
        END;
        CREATE TRIGGER decision_once BEFORE UPDATE ON decision WHEN OLD.outcome IS NOT NULL BEGIN
            SELECT RAISE(ABORT, 'a decision has one outcome');
        END;
        """
}
