import GRDB

/// Which project a document belongs to: a final invoice deducts the earlier ones of its project.
enum Schema006 {
    static func extend(_ db: Database) throws {
        try db.execute(
            sql: """
                ALTER TABLE hero_document ADD COLUMN project INTEGER;
                UPDATE hero_document SET project = NULLIF(CAST(json_extract(header, '$.projectMatchID') AS INTEGER), 0)
                WHERE json_valid(header);
                CREATE INDEX hero_document_project ON hero_document(project) WHERE project IS NOT NULL;
                """)
    }
}
