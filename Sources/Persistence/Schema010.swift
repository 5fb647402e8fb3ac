import GRDB

/// What a person looks documents up by, in columns of their own: a hundred thousand rows of texts as the remotes told them take seconds.
/// Triggers keep it, so that whoever writes a document, a booking or a link need not know of it; nothing follows from it but lists.
enum Schema010 {
    static func extend(_ db: Database) throws {
        try db.execute(sql: table)
        try db.execute(sql: "INSERT INTO document_row (\(columns)) \(source("invoice"))")
        for trigger in triggers { try db.execute(sql: trigger) }
        try db.execute(sql: journal)
    }

    /// In the order of the list, so that a search that finds little walks along the rows as they lie.
    private static let table = """
        CREATE TABLE document_row (
            key TEXT NOT NULL, position INTEGER NOT NULL, phase TEXT NOT NULL, life TEXT NOT NULL, evidence TEXT NOT NULL,
            transfer TEXT NOT NULL, date TEXT NOT NULL DEFAULT '', number TEXT, number_fold TEXT, customer TEXT, customer_fold TEXT,
            kind TEXT, stated INTEGER, booked INTEGER, voucher_id TEXT,
            PRIMARY KEY (date, position, key)
        ) STRICT, WITHOUT ROWID;
        CREATE UNIQUE INDEX document_row_key ON document_row(key);
        CREATE INDEX document_row_voucher ON document_row(voucher_id) WHERE voucher_id IS NOT NULL;
        """

    /// For what went wrong and was put right: of a journal of a million entries these are few.
    private static let journal = """
        CREATE INDEX transition_doubts ON transition(event, day) WHERE event IN (\(rareEvents));
        CREATE INDEX intent_created ON intent(key, remote_id, closed_at) WHERE \(created);
        CREATE INDEX intent_unanswered ON intent(key) WHERE outcome = 'unknown';
        """

    /// Vouchers that we made, and lexoffice said so.
    static let created = "action = 'createVoucher' AND outcome = 'done'"

    /// As the question has to spell it, too, or SQLite does not take the index.
    static let rareEvents = "'reply.outcomeUnknown', 'reply.fileUnknown', 'op.recreate'"

    private static let columns = """
        key, position, phase, life, evidence, transfer, date, number, number_fold, customer, customer_fold, kind, stated, booked, voucher_id
        """

    /// All there is to say about machines, which `name` stands for.
    private static func source(_ name: String) -> String {
        """
        SELECT key, CAST(key AS INTEGER), phase, life, evidence, transfer, COALESCE(document.date, ''), document.number,
            \(SearchFold.functionName)(document.number), document.customer, \(SearchFold.functionName)(document.customer), document.kind,
            document.stated, (SELECT \(booked("booking.voucher")) FROM booking WHERE booking.key = \(name).key),
            (SELECT remote_id FROM link WHERE kind = 'invoice' AND link.key = \(name).key AND unlinked_at IS NULL)
        FROM \(name) LEFT JOIN (\(documents("hero_document", from: "FROM hero_document"))) AS document
            ON document.id = CAST(\(name).key AS INTEGER) AND CAST(document.id AS TEXT) = \(name).key
        """
    }

    /// - Parameter row: whose `header` and `detail` are looked into; what is no JSON says nothing.
    private static func documents(_ row: String, from: String) -> String {
        func header(_ path: String) -> String { "CASE WHEN json_valid(\(row).header) THEN json_extract(\(row).header, '$.\(path)') END" }
        func detail(_ path: String) -> String {
            "CASE WHEN json_valid(\(row).detail) THEN json_extract(\(row).detail, '$.document._0.\(path)') END"
        }
        let person = "TRIM(COALESCE(\(detail("customer.firstName")), '') || ' ' || COALESCE(\(detail("customer.lastName")), ''))"
        let company = "NULLIF(TRIM(COALESCE(\(detail("customer.companyName")), '')), '')"
        return """
            SELECT \(row).id AS id, \(row).number AS number, CAST(\(header("date")) AS TEXT) AS date,
                CASE WHEN \(detail("customer.isCompany")) = 1 THEN COALESCE(\(company), NULLIF(\(person), ''))
                    ELSE COALESCE(NULLIF(\(person), ''), \(company)) END AS customer,
                CAST(\(detail("kind")) AS TEXT) AS kind,
                \(bounded(header("valueNet"))) + \(bounded(header("vat"))) AS stated \(from)
            """
    }

    /// No amount of a document is beyond; what somebody else wrote here must not make a sum fail that a pass waits for.
    private static func bounded(_ value: String) -> String {
        "CASE WHEN typeof(\(value)) = 'integer' AND \(value) BETWEEN -1000000000000 AND 1000000000000 THEN \(value) END"
    }

    /// Gross of a voucher, lower than nothing for what lowers turnover.
    private static func booked(_ voucher: String) -> String {
        """
        CASE WHEN json_valid(\(voucher)) AND json_type(\(voucher), '$.items') = 'array' THEN
            (SELECT SUM(CASE WHEN type = 'object' AND json_type(value, '$.amount') = 'integer'
                    AND json_extract(value, '$.amount') BETWEEN -1000000000000 AND 1000000000000 THEN json_extract(value, '$.amount') END)
                FROM json_each(\(voucher), '$.items'))
            * CASE json_extract(\(voucher), '$.type') WHEN 'salescreditnote' THEN -1 ELSE 1 END END
        """
    }

    private static let triggers = [
        """
        CREATE TRIGGER document_row_begun AFTER INSERT ON invoice BEGIN
            INSERT OR REPLACE INTO document_row (\(columns)) \(source("invoice")) WHERE invoice.key = NEW.key;
        END
        """,
        """
        CREATE TRIGGER document_row_moved AFTER UPDATE OF phase, life, evidence, transfer ON invoice BEGIN
            UPDATE document_row SET phase = NEW.phase, life = NEW.life, evidence = NEW.evidence, transfer = NEW.transfer WHERE key = NEW.key;
        END
        """,
        document("seen", "INSERT ON hero_document"), document("changed", "UPDATE OF header, detail, number ON hero_document"),
        booking("booked", "INSERT ON booking"), booking("rebooked", "UPDATE OF voucher ON booking"),
        """
        CREATE TRIGGER document_row_linked AFTER INSERT ON link WHEN NEW.kind = 'invoice' AND NEW.unlinked_at IS NULL BEGIN
            UPDATE document_row SET voucher_id = NEW.remote_id WHERE key = NEW.key;
        END
        """,
        """
        CREATE TRIGGER document_row_unlinked AFTER UPDATE OF remote_id, unlinked_at ON link WHEN NEW.kind = 'invoice' BEGIN
            UPDATE document_row SET voucher_id =
                (SELECT remote_id FROM link WHERE kind = 'invoice' AND link.key = NEW.key AND unlinked_at IS NULL)
            WHERE key = NEW.key;
        END
        """,
    ]

    private static func document(_ name: String, _ moment: String) -> String {
        """
        CREATE TRIGGER document_row_\(name) AFTER \(moment) BEGIN
            UPDATE document_row SET (date, number, number_fold, customer, customer_fold, kind, stated) = (
                SELECT COALESCE(date, ''), number, \(SearchFold.functionName)(number), customer, \(SearchFold.functionName)(customer), kind,
                    stated
                FROM (\(documents("NEW", from: ""))))
            WHERE key = CAST(NEW.id AS TEXT);
        END
        """
    }

    private static func booking(_ name: String, _ moment: String) -> String {
        """
        CREATE TRIGGER document_row_\(name) AFTER \(moment) BEGIN
            UPDATE document_row SET booked = \(booked("NEW.voucher")) WHERE key = NEW.key;
        END
        """
    }
}
