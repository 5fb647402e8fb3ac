import GRDB

/// What a reason is about, in rows. Until now the ids stood in the reason's sentence, the first five or ten of them. And the charts
/// anew: a document that is paid in full, and more, needs nobody.
enum Schema004 {
    static func extend(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE candidate (
                    kind TEXT NOT NULL, key TEXT NOT NULL, position INTEGER NOT NULL, remote_id TEXT NOT NULL,
                    PRIMARY KEY (kind, key, position)
                ) STRICT, WITHOUT ROWID;
                """)
        try Seals.begin(Seals.candidate, in: db)
        try CompiledCharts.renew(in: db)
        for (kind, word) in [("invoice", "vouchers"), ("contact", "candidates"), ("payment", "entries"), ("contactImport", "customers")] {
            let rows = try Row.fetchAll(db, sql: "SELECT key, detail FROM \(kind) WHERE detail LIKE '%\(word)=%'")
            for row in rows { try Candidates.replace(ids(row["detail"], word), kind: kind, key: row["key"], in: db) }
        }
    }

    /// `entries=12@2026-01-02,13@none` and `vouchers=a,b`: the ids alone.
    private static func ids(_ detail: String, _ word: String) -> [String] {
        let lists = detail.split(separator: " ").filter { $0.hasPrefix("\(word)=") }.map { $0.dropFirst(word.count + 1) }
        return lists.flatMap { $0.split(separator: ",") }.compactMap { $0.split(separator: "@").first.map(String.init) }
    }
}
