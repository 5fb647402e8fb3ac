import GRDB

/// The tables of `access.sqlite` and how a file is told that is not one.
enum AccessSchema {
    static let version = 1
    /// "RCAC": other programs' files, and the books' own, are not taken for this one.
    static let applicationID: Int64 = 0x5243_4143

    static let text = """
        CREATE TABLE instance (only INTEGER PRIMARY KEY CHECK (only = 1), name TEXT NOT NULL) STRICT;
        CREATE TABLE key (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
            name TEXT NOT NULL, role TEXT NOT NULL, days INTEGER NOT NULL CHECK (days BETWEEN 1 AND 30),
            issued INTEGER NOT NULL, expires INTEGER NOT NULL, used INTEGER
        ) STRICT;
        CREATE TABLE session (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
            name TEXT NOT NULL, role TEXT NOT NULL,
            begun INTEGER NOT NULL, lastUsed INTEGER NOT NULL, expires INTEGER NOT NULL
        ) STRICT;
        """

    enum Judgement {
        case current
        case empty
        case newer(Int64)
        /// Not ours, or not as we made it.
        case altered
    }

    static func judge(_ db: Database) throws -> Judgement {
        let tables = try String.fetchAll(db, sql: "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name")
        let (version, application) = try (pragma(db, "user_version"), pragma(db, "application_id"))
        if tables.isEmpty && version == 0 && application == 0 { return .empty }
        guard application == applicationID else { return .altered }
        if version > Int64(Self.version) { return .newer(version) }
        guard version == Int64(Self.version), tables == expected,
            try String.fetchOne(db, sql: "PRAGMA quick_check(1)") == "ok",
            try Int.fetchOne(db, sql: "SELECT count(*) FROM instance") == 1
        else { return .altered }
        return .current
    }

    static func create(_ db: Database, instance: String) throws {
        try db.execute(sql: text)
        try db.execute(sql: "INSERT INTO instance (only, name) VALUES (1, ?)", arguments: [instance])
        try db.execute(sql: "PRAGMA application_id = \(applicationID); PRAGMA user_version = \(version);")
    }

    /// As SQLite keeps them: each statement without its semicolon, by name, and the table of its own numbering.
    private static let expected: [String] =
        (text.split(separator: ";").map { $0.drop { $0.isWhitespace } }.filter { !$0.isEmpty }.map(stored)
        + ["CREATE TABLE sqlite_sequence(name,seq)"]).sorted { name($0) < name($1) }

    private static func stored(_ statement: Substring) -> String { String(statement) }
    private static func name(_ statement: String) -> String {
        String(statement.dropFirst("CREATE TABLE ".count).prefix { $0.isLetter || $0 == "_" })
    }

    private static func pragma(_ db: Database, _ name: String) throws -> Int64 { try Int64.fetchOne(db, sql: "PRAGMA \(name)") ?? 0 }
}
