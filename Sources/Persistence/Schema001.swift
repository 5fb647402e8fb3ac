import GRDB
internal import StateCharts

/// The first schema. Machines carry their regions in clear text; the charts' own tables and triggers refuse every move
/// no chart allows, whoever asks for it (statecharts.md §7). Tables are strict, so that reading meets no value of another type.
enum Schema001 {
    static func create(_ db: Database) throws {
        try machineTables(db)
        for chart in Charts.all { try db.execute(sql: chart.sql) }
        try db.execute(sql: machineIndexes)
        try db.execute(sql: recordTables)
        try db.execute(sql: lastingTables)
        try db.execute(sql: journalTable)
        try CompiledCharts.record(in: db)
    }

    private static func machineTables(_ db: Database) throws {
        func table<C: StateChart>(_ chart: C.Type) throws {
            let regions = C.Configuration.columnNames.map { "\($0) TEXT NOT NULL" }.joined(separator: ", ")
            try db.execute(
                sql: """
                    CREATE TABLE \(C.name) (
                        key TEXT PRIMARY KEY NOT NULL, rev INTEGER NOT NULL, \(regions), last_event TEXT NOT NULL,
                        entered_at INTEGER NOT NULL, reason TEXT, detail TEXT, attempts INTEGER NOT NULL DEFAULT 0,
                        next_at INTEGER, doubt_boot TEXT, doubt_since INTEGER
                    ) STRICT, WITHOUT ROWID
                    """)
        }
        for chart in Charts.all { try table(chart) }
    }

    /// For the questions of every pass and every scrape: which machines stand here, and how many.
    private static let machineIndexes = """
        CREATE INDEX invoice_figures ON invoice(phase, life, transfer, evidence, reason);
        CREATE INDEX invoice_transfer ON invoice(transfer);
        CREATE INDEX invoice_evidence ON invoice(evidence);
        CREATE INDEX contact_state ON contact(state);
        CREATE INDEX payment_state ON payment(state);
        """

    private static let recordTables = """
        CREATE TABLE chart (name TEXT PRIMARY KEY NOT NULL, version INTEGER NOT NULL, hash TEXT NOT NULL) STRICT;
        CREATE TABLE setting (name TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL, changed_at INTEGER NOT NULL) STRICT;
        CREATE TABLE cursor (name TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) STRICT;
        CREATE TABLE hero_document (
            id INTEGER PRIMARY KEY, header TEXT NOT NULL, fingerprint TEXT NOT NULL, modified TEXT, refers_to INTEGER,
            detail TEXT, detail_fingerprint TEXT, detail_modified TEXT, seen_at INTEGER NOT NULL, fresh INTEGER NOT NULL DEFAULT 1
        ) STRICT;
        CREATE INDEX hero_document_fresh ON hero_document(id) WHERE fresh = 1;
        CREATE INDEX hero_document_refers_to ON hero_document(refers_to) WHERE refers_to IS NOT NULL;
        CREATE TABLE lex_voucher (
            id TEXT PRIMARY KEY NOT NULL, row TEXT NOT NULL, number TEXT NOT NULL, updated TEXT NOT NULL, seen_at INTEGER NOT NULL,
            fresh INTEGER NOT NULL DEFAULT 1, checked TEXT
        ) STRICT;
        CREATE INDEX lex_voucher_fresh ON lex_voucher(id) WHERE fresh = 1;
        CREATE INDEX lex_voucher_number ON lex_voucher(number);
        CREATE TABLE lex_payment (
            voucher_id TEXT PRIMARY KEY NOT NULL, stamp TEXT NOT NULL, reading TEXT NOT NULL, troubled INTEGER NOT NULL,
            accepted INTEGER NOT NULL DEFAULT 0, read_at INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE lex_contact (id TEXT PRIMARY KEY NOT NULL, contact TEXT NOT NULL, seen_at INTEGER NOT NULL) STRICT;
        CREATE TABLE link (
            id INTEGER PRIMARY KEY, kind TEXT NOT NULL, key TEXT NOT NULL, remote_id TEXT NOT NULL,
            linked_at INTEGER NOT NULL, unlinked_at INTEGER
        ) STRICT;
        CREATE UNIQUE INDEX link_key ON link(kind, key) WHERE unlinked_at IS NULL;
        CREATE UNIQUE INDEX link_remote ON link(kind, remote_id) WHERE unlinked_at IS NULL AND kind <> 'contact';
        CREATE INDEX link_history ON link(kind, remote_id);
        CREATE INDEX link_ended ON link(kind, key) WHERE unlinked_at IS NOT NULL;
        CREATE TABLE booking (key TEXT PRIMARY KEY NOT NULL, voucher TEXT NOT NULL, contact_id TEXT, file_sha256 TEXT) STRICT;
        CREATE TABLE intent (
            id INTEGER PRIMARY KEY, kind TEXT NOT NULL, key TEXT NOT NULL, action TEXT NOT NULL, digest TEXT NOT NULL,
            opened_at INTEGER NOT NULL, outcome TEXT, remote_id TEXT, closed_at INTEGER
        ) STRICT;
        CREATE UNIQUE INDEX intent_open ON intent(kind, key) WHERE outcome IS NULL;
        CREATE TABLE disowned (key TEXT NOT NULL, remote_id TEXT NOT NULL, PRIMARY KEY (key, remote_id)) STRICT, WITHOUT ROWID;
        CREATE TABLE pass (
            id INTEGER PRIMARY KEY, started_at INTEGER NOT NULL, finished_at INTEGER, outcome TEXT, reason TEXT,
            hero_requests INTEGER NOT NULL DEFAULT 0, lexoffice_requests INTEGER NOT NULL DEFAULT 0, writes INTEGER NOT NULL DEFAULT 0
        ) STRICT;
        """

    /// What once tied a voucher to a document must stay known for ever, or a new setup could book it twice (domain.md G6).
    private static let lastingTables = """
        CREATE TRIGGER link_no_delete BEFORE DELETE ON link BEGIN
            SELECT RAISE(ABORT, 'links end, they are never deleted');
        END;
        CREATE TRIGGER disowned_no_delete BEFORE DELETE ON disowned BEGIN
            SELECT RAISE(ABORT, 'what a person disowned is never forgotten');
        END;
        """

    private static let journalTable = """
        CREATE TABLE transition (
            seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, day TEXT NOT NULL, actor TEXT NOT NULL, cause TEXT NOT NULL,
            software TEXT NOT NULL, mapping TEXT NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL, from_state TEXT NOT NULL,
            event TEXT NOT NULL, to_state TEXT NOT NULL, effects TEXT NOT NULL, detail TEXT NOT NULL,
            previous TEXT NOT NULL, hash TEXT NOT NULL
        ) STRICT;
        CREATE INDEX transition_subject ON transition(kind, key, seq);
        CREATE TRIGGER transition_append BEFORE INSERT ON transition BEGIN
            SELECT RAISE(ABORT, 'the journal is append-only: this entry exists')
                WHERE EXISTS (SELECT 1 FROM transition WHERE seq = NEW.seq);
            SELECT RAISE(ABORT, 'the journal has no gaps: seq must follow the last entry')
                WHERE NEW.seq IS NOT (SELECT COALESCE(MAX(seq), 0) + 1 FROM transition);
            SELECT RAISE(ABORT, 'the journal is a chain: previous must be the last hash')
                WHERE NEW.previous IS NOT COALESCE((SELECT hash FROM transition ORDER BY seq DESC LIMIT 1), '');
        END;
        CREATE TRIGGER transition_no_update BEFORE UPDATE ON transition BEGIN
            SELECT RAISE(ABORT, 'the journal is append-only: no entry is changed');
        END;
        CREATE TRIGGER transition_no_delete BEFORE DELETE ON transition BEGIN
            SELECT RAISE(ABORT, 'the journal is append-only: no entry is deleted');
        END;
        """
}

/// The charts a database was made with; one of another shape is refused before anything is read.
enum CompiledCharts {
    static func record(in db: Database) throws {
        for (name, version, hash) in compiled {
            try db.execute(sql: "INSERT INTO chart (name, version, hash) VALUES (?, ?, ?)", arguments: [name, version, hash])
        }
    }

    /// After a change that leaves every row where it stands: the guards of the charts as they are compiled now.
    static func renew(in db: Database) throws {
        for chart in Charts.all { try refuseStrays(chart, in: db) }
        for type in ["trigger", "table"] {
            let names = try String.fetchAll(
                db, sql: "SELECT name FROM sqlite_schema WHERE type = ? AND name LIKE 'chart\\_%' ESCAPE '\\'", arguments: [type])
            for name in names { try db.execute(sql: "DROP \(type) \(name)") }
        }
        for chart in Charts.all { try db.execute(sql: chart.sql) }
        try db.execute(sql: "DELETE FROM chart")
        try record(in: db)
    }

    /// A row in a state that is no more would have no way on: nothing is changed, and the program that wrote it still reads it.
    private static func refuseStrays<C: StateChart>(_ chart: C.Type, in db: Database) throws {
        let rows = try Row.fetchCursor(db, sql: "SELECT * FROM \(C.name)")
        while let row = try rows.next() {
            let values = C.Configuration.columnNames.map { row[$0] as String }
            guard C.Configuration(columnValues: values) == nil else { continue }
            throw StoreError(
                code: .altered, subject: "\(C.name) \(row["key"] as String)",
                cause: "it stands in \(values.joined(separator: "/")), which is in no chart of this version",
                hint: "Use the version of reconcile that wrote it, and please report this.")
        }
    }

    static func differing(in db: Database) throws -> String? {
        for (name, version, hash) in compiled {
            let row = try Row.fetchOne(db, sql: "SELECT version, hash FROM chart WHERE name = ?", arguments: [name])
            if row?["version"] != version || row?["hash"] != hash { return name }
        }
        return nil
    }

    private static var compiled: [(String, Int, String)] { Charts.all.map { ($0.name, $0.version, $0.hash) } }
}
