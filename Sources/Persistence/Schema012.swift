import GRDB

/// What a list of all documents and a look at both sides of them would otherwise read all of them for. Triggers keep it, as all of a
/// document's row.
enum Schema012 {
    static func extend(_ db: Database) throws {
        // What schema 011 said in each of its triggers stands in one: whoever opens the state reads all of them.
        let former = try String.fetchAll(
            db, sql: "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name LIKE 'document\\_row\\_settled\\_%' ESCAPE '\\'")
        for name in former { try db.execute(sql: "DROP TRIGGER \(name)") }
        try db.execute(
            sql: """
                CREATE INDEX document_row_position ON document_row(position, key);
                CREATE INDEX document_row_alike ON document_row(transfer, position, key);
                CREATE INDEX transition_let ON transition(key) WHERE event IN (\(lettingEvents));
                ALTER TABLE document_row ADD COLUMN agreed INTEGER;
                ALTER TABLE document_row ADD COLUMN weighed INTEGER NOT NULL DEFAULT 0;
                CREATE INDEX document_row_differing ON document_row(key) WHERE agreed IS NULL;
                CREATE TABLE document_share (
                    key TEXT NOT NULL, rate INTEGER NOT NULL, month TEXT NOT NULL, net INTEGER NOT NULL, tax INTEGER NOT NULL,
                    PRIMARY KEY (key, rate)
                ) STRICT, WITHOUT ROWID;
                \(shares)
                CREATE TRIGGER document_row_weighed AFTER UPDATE OF weighed ON document_row BEGIN
                    UPDATE document_row SET settled = \(Schema011.settled), agreed = \(agreed) WHERE key = NEW.key;
                END;
                UPDATE document_row SET weighed = 1;
                """)
        for (name, moment, key, id) in moments {
            try db.execute(
                sql: """
                    CREATE TRIGGER document_row_\(name) AFTER \(moment) BEGIN
                        UPDATE document_row SET weighed = weighed + 1 WHERE \(key) = \(id);
                    END
                    """)
        }
    }

    /// By which a person gives a document a voucher other than the one made of it. As the question has to spell it, too.
    static let lettingEvents = "'op.adopt', 'op.acceptEdit'"

    /// Whatever either verdict follows from, and whose row it is.
    private static let moments: [(name: String, moment: String, key: String, id: String)] =
        moments("hero_document", "UPDATE OF header, detail", "key", "id", text: true)
        + moments("lex_voucher", "UPDATE OF row", "voucher_id", "id")
        + moments("lex_payment", "UPDATE OF reading", "voucher_id", "voucher_id")
        + moments("booking", "UPDATE OF voucher", "key", "key")
        + [
            ("of_itself", "INSERT ON document_row", "key", "NEW.key"),
            ("of_its_voucher", "UPDATE OF voucher_id ON document_row", "key", "NEW.key"),
        ]

    private static func moments(_ table: String, _ update: String, _ key: String, _ id: String, text isText: Bool = false)
        -> [(name: String, moment: String, key: String, id: String)]
    {
        [("new", "INSERT", "NEW"), ("changed", update, "NEW"), ("gone", "DELETE", "OLD")].map { word, moment, row in
            ("of_\(table)_\(word)", "\(moment) ON \(table)", key, isText ? "CAST(\(row).\(id) AS TEXT)" : "\(row).\(id)")
        }
    }

    /// One where HERO's header and what was read of the document, the voucher as it was booked, and lexoffice's list say the same, in the
    /// number, on the day, and in all sums to the cent; null is no verdict, but a closer look.
    private static let agreed = """
        (SELECT 1 FROM hero_document AS hero JOIN booking ON booking.key = document_row.key
                JOIN lex_voucher AS theirs ON theirs.id = document_row.voucher_id
            WHERE hero.id = document_row.position AND CAST(hero.id AS TEXT) = document_row.key
                AND CASE WHEN json_valid(header) AND json_valid(hero.detail) AND json_valid(voucher) AND json_valid(row) THEN
                    \(ours("number")) = \(sent("number")) AND \(ours("number")) = \(read("number")) AND \(ours("number")) <> ''
                    AND \(ours("date")) = \(sent("voucherDate")) AND \(ours("date")) = \(read("documentDate"))
                    AND \(ours("date")) = json_extract(row, '$.voucherDate') AND json_extract(row, '$.status') <> 'voided'
                    AND \(ours("number")) = json_extract(row, '$.number') AND \(sent("type")) = json_extract(row, '$.type')
                    AND \(ours("statusCode")) <> 1000
                    AND \(ours("valueNet")) = \(read("totalNet")) AND \(ours("vat")) = \(read("totalTax")) AND \(addsUp) END)
        """

    private static func ours(_ name: String) -> String { "json_extract(header, '$.\(name)')" }
    private static func read(_ name: String) -> String { "json_extract(hero.detail, '$.document._0.\(name)')" }
    private static func sent(_ name: String) -> String { "json_extract(voucher, '$.\(name)')" }

    /// HERO's sign of reversals is not reliable (domain.md C10), and the voucher's amounts are never negative in sum.
    private static let addsUp = """
        json_type(voucher, '$.items') = 'array' AND EXISTS (SELECT 1 FROM
            (SELECT COUNT(*) AS items, SUM(\(["amount", "taxAmount", "rate"].map(isInteger).joined(separator: " AND "))) AS whole,
                SUM(\(item("amount")) - \(item("taxAmount"))) AS net, SUM(\(item("taxAmount"))) AS tax FROM json_each(voucher, '$.items'))
            WHERE whole = items AND net + tax = json_extract(theirs.row, '$.total') AND CASE \(sent("type"))
                WHEN 'salesinvoice' THEN \(read("kind")) NOT IN (\(reversals)) AND net = \(ours("valueNet")) AND tax = \(ours("vat"))
                WHEN 'salescreditnote' THEN \(read("kind")) IN (\(reversals)) AND net = ABS(\(ours("valueNet"))) AND tax = ABS(\(ours("vat")))
                END)
        """
    private static let reversals = "'cancellation', 'credit_note'"
    private static func item(_ name: String) -> String { "json_extract(value, '$.\(name)')" }
    private static func isInteger(_ name: String) -> String { "json_type(value, '$.\(name)') IS 'integer'" }

    /// What an agreed document adds to its month at each rate, on either side; reversals are negative.
    private static let shares = """
        CREATE TRIGGER document_row_shared AFTER UPDATE OF agreed ON document_row BEGIN
            DELETE FROM document_share WHERE key = NEW.key;
            INSERT INTO document_share (key, rate, month, net, tax)
                SELECT NEW.key, \(item("rate")), substr(\(sent("voucherDate")), 1, 7),
                    SUM(\(item("amount")) - \(item("taxAmount"))) * \(sign), SUM(\(item("taxAmount"))) * \(sign)
                FROM booking, json_each(CASE WHEN NEW.agreed = 1 THEN voucher END, '$.items')
                WHERE booking.key = NEW.key GROUP BY \(item("rate"));
        END;
        """
    private static let sign = "CASE \(sent("type")) WHEN 'salescreditnote' THEN -1 ELSE 1 END"
}
