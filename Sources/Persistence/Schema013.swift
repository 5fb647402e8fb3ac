import GRDB

/// What every pass asks of all payments ever read: those with something wrong that nobody has taken note of, as a rule none.
enum Schema013 {
    static func extend(_ db: Database) throws {
        try db.execute(sql: "CREATE INDEX lex_payment_troubled ON lex_payment(voucher_id) WHERE troubled = 1 AND accepted = 0")
    }
}
