import GRDB

/// What questions over a hundred thousand documents would otherwise read all of them for. Triggers keep it, as all of a document's row.
///
/// Since which day neither side has anything open of a document, where both say so plainly; null is no verdict, but a closer look. And the
/// documents a voucher was made for more than once.
enum Schema011 {
    static func extend(_ db: Database) throws {
        try db.execute(
            sql: """
                ALTER TABLE document_row ADD COLUMN settled TEXT;
                UPDATE document_row SET settled = \(settled);
                CREATE INDEX document_row_settled ON document_row(transfer, settled);
                """)
        try db.execute(sql: madeAgain)
        for (name, moment, key, id) in moments {
            try db.execute(
                sql: """
                    CREATE TRIGGER document_row_settled_\(name) AFTER \(moment) BEGIN
                        UPDATE document_row SET settled = \(settled) WHERE \(key) = \(id);
                    END
                    """)
        }
    }

    /// Of those, one more than a person asked for is one too many. Rows are never taken back: whoever asks counts.
    private static let madeAgain = """
        CREATE INDEX intent_created_at ON intent(closed_at, key) WHERE \(Schema010.created);
        CREATE TABLE made_again (key TEXT PRIMARY KEY NOT NULL) STRICT, WITHOUT ROWID;
        INSERT INTO made_again SELECT key FROM intent INDEXED BY intent_created WHERE \(Schema010.created)
            GROUP BY key HAVING COUNT(*) > 1;
        \(made("added", "INSERT"))
        \(made("answered", "UPDATE OF outcome"))
        """

    private static func made(_ name: String, _ moment: String) -> String {
        """
        CREATE TRIGGER made_again_\(name) AFTER \(moment) ON intent WHEN NEW.action = 'createVoucher' AND NEW.outcome = 'done' BEGIN
            INSERT OR IGNORE INTO made_again SELECT NEW.key WHERE EXISTS (
                SELECT 1 FROM intent INDEXED BY intent_created WHERE \(Schema010.created) AND intent.key = NEW.key AND intent.id <> NEW.id);
        END;
        """
    }

    /// Whatever the verdict follows from, and whose row it is.
    private static let moments: [(name: String, moment: String, key: String, id: String)] =
        ["INSERT", "UPDATE OF header", "DELETE"].map { moment in
            ("hero_\(word(moment))", "\(moment) ON hero_document", "key", "CAST(\(row(moment)).id AS TEXT)")
        }
        + ["INSERT", "UPDATE OF row", "DELETE"].map { ("voucher_\(word($0))", "\($0) ON lex_voucher", "voucher_id", "\(row($0)).id") }
        + ["INSERT", "UPDATE OF reading", "DELETE"].map {
            ("payment_\(word($0))", "\($0) ON lex_payment", "voucher_id", "\(row($0)).voucher_id")
        }
        + [
            ("begun", "INSERT ON document_row", "key", "NEW.key"),
            ("linked", "UPDATE OF voucher_id ON document_row", "key", "NEW.key"),
        ]

    private static func word(_ moment: String) -> String { moment.prefix { $0 != " " }.lowercased() }
    private static func row(_ moment: String) -> String { moment == "DELETE" ? "OLD" : "NEW" }

    /// The day from which on what both sides last showed adds up to nothing: of the document, or of the last payment either knows.
    static let settled = """
        (SELECT MAX(ours.day, theirs.day) FROM
            (SELECT MAX(json_extract(header, '$.date'), \(newest("header", "$.booking.payments", "paidDate"))) AS day
                FROM hero_document WHERE id = document_row.position AND CAST(id AS TEXT) = document_row.key AND \(isPaidInHero)) AS ours,
            (SELECT MAX(\(newest("reading", "$.payments", "date")), \(newest("reading", "$.remainders", "date"))) AS day
                FROM lex_voucher JOIN lex_payment ON lex_payment.voucher_id = lex_voucher.id
                WHERE lex_voucher.id = document_row.voucher_id AND \(isPaidInLexoffice)) AS theirs)
        """

    private static func newest(_ text: String, _ path: String, _ day: String) -> String {
        "COALESCE((SELECT MAX(json_extract(value, '$.\(day)')) FROM json_each(\(text), '\(path)')), '')"
    }

    /// Of what is cancelled HERO says nothing that could be compared.
    private static let isPaidInHero = """
        CASE WHEN json_valid(header) THEN json_type(header, '$.date') = 'text' AND json_type(header, '$.booking.balance') = 'integer'
            AND json_extract(header, '$.booking.balance') = 0 AND json_extract(header, '$.statusCode') BETWEEN 100 AND 599
            AND json_extract(header, '$.statusName') IS NOT 'Storniert' END
        """

    /// A voided voucher looks paid and is not; of a credit something is owed.
    private static let isPaidInLexoffice = """
        CASE WHEN json_valid(row) AND json_valid(reading) THEN json_extract(row, '$.type') <> 'salescreditnote'
            AND json_extract(row, '$.status') <> 'voided' AND json_extract(reading, '$.status') <> 'voided'
            AND json_type(row, '$.open') = 'integer' AND json_extract(row, '$.open') = 0
            AND json_type(reading, '$.payments') = 'array' AND json_extract(reading, '$.problem') IS NULL END
        """
}
