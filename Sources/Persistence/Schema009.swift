import GRDB

/// Months that were signed, each with the sheet as it then was. A signature is never changed and never deleted; a month that moved
/// gets another one.
enum Schema009 {
    static func extend(_ db: Database) throws {
        try db.execute(sql: table)
        try Seals.begin(Seals.closing, in: db)
    }

    private static let table = """
        CREATE TABLE closing (
            seq INTEGER PRIMARY KEY, month TEXT NOT NULL, hash TEXT NOT NULL, name TEXT NOT NULL, remark TEXT NOT NULL,
            sheet TEXT NOT NULL, actor TEXT NOT NULL, signed_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX closing_month ON closing(month, seq);
        CREATE TRIGGER closing_no_delete BEFORE DELETE ON closing BEGIN
            SELECT RAISE(ABORT, 'what was signed is never forgotten');
        END;
        CREATE TRIGGER closing_no_update BEFORE UPDATE ON closing BEGIN
            SELECT RAISE(ABORT, 'what was signed is not changed');
        END;
        """
}
