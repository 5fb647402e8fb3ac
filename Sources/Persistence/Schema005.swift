import GRDB

/// Documents are found by the number HERO prints. Until now it stood in their header alone.
enum Schema005 {
    static func extend(_ db: Database) throws {
        try db.execute(
            sql: """
                ALTER TABLE hero_document ADD COLUMN number TEXT;
                UPDATE hero_document SET number = CAST(json_extract(header, '$.number') AS TEXT) WHERE json_valid(header);
                CREATE INDEX hero_document_number ON hero_document(number) WHERE number IS NOT NULL;
                """)
    }
}
