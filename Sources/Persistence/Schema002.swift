internal import Bookkeeping
import Foundation
import GRDB

/// What a remote did not answer about one item is remembered until it does, and vouchers are found by their number however a remote
/// spells it.
enum Schema002 {
    static func extend(_ db: Database) throws {
        try db.execute(sql: tables)
        let rows = try Row.fetchAll(db, sql: "SELECT id, number FROM lex_voucher")
        for row in rows {
            try db.execute(
                sql: "UPDATE lex_voucher SET number_key = ? WHERE id = ?",
                arguments: [NumberSpelling.key(row["number"]), row["id"] as String])
        }
    }

    private static let tables = """
        CREATE TABLE unanswered (
            system TEXT NOT NULL, question TEXT NOT NULL, subject TEXT NOT NULL, document TEXT, code TEXT NOT NULL,
            since INTEGER NOT NULL, attempts INTEGER NOT NULL, next_at INTEGER NOT NULL,
            PRIMARY KEY (system, question, subject)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX unanswered_document ON unanswered(document) WHERE document IS NOT NULL;
        ALTER TABLE lex_voucher ADD COLUMN number_key TEXT NOT NULL DEFAULT '';
        DROP INDEX lex_voucher_number;
        CREATE INDEX lex_voucher_number_key ON lex_voucher(number_key);
        """
}

extension NumberSpelling {
    /// The same bytes for all spellings of a number, fit for an index.
    static func key(_ number: String) -> String { folded(number).precomposedStringWithCanonicalMapping }
}
