import GRDB

/// What every pass asks of all payments ever read, those with something wrong that nobody has taken note of, has an index: as a rule there
/// are none. And a document without a voucher is not weighed: nothing can be settled or agreed of it, and most of what is written of a
/// document is written before it has one.
enum Schema013 {
    static func extend(_ db: Database) throws {
        try db.execute(sql: "CREATE INDEX lex_payment_troubled ON lex_payment(voucher_id) WHERE troubled = 1 AND accepted = 0")
        try narrow("document_row_weighed", to: "NEW.voucher_id IS NOT NULL OR NEW.settled IS NOT NULL OR NEW.agreed IS NOT NULL", db)
        try narrow("document_row_shared", to: "OLD.agreed IS NOT NULL OR NEW.agreed IS NOT NULL", db)
    }

    /// The same trigger, of fewer changes.
    private static func narrow(_ name: String, to condition: String, _ db: Database) throws {
        let former = try String.fetchOne(db, sql: "SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name = ?", arguments: [name])
        guard let former, former.contains(" BEGIN") else {
            throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "the trigger \(name) is not there")
        }
        try db.execute(sql: "DROP TRIGGER \(name)")
        try db.execute(sql: former.replacing(" BEGIN", with: " WHEN \(condition) BEGIN", maxReplacements: 1))
    }
}
