package import Bookkeeping
import GRDB

/// What became of the writes since a year began in Berlin.
package struct YearFigures: Sendable, Hashable {
    /// Documents a voucher was made for.
    package var transferred = 0
    /// Documents, contacts and payments of which a write went without an answer.
    package var doubts = 0
    /// Those of them that stand in doubt no more.
    package var resolved = 0
    /// Documents for which more than one voucher of ours was ever made, beyond what a person asked for, since the state began.
    package var doubled: [String] = []
}

/// Both sides of what HERO dates in one month, as they were last seen.
package struct MonthFigures: Sendable, Hashable {
    /// Documents on lexoffice's books that both sides state an amount of.
    package var booked = 0
    /// Gross of these, lower than nothing for what lowers turnover.
    package var hero = Cents.zero
    package var lexoffice = Cents.zero
    /// On the books, and one side states no amount: in none of the sums.
    package var unknown = 0
    /// Not on the books yet, and meant to be.
    package var due = FoundSum()

    package var difference: Cents { lexoffice - hero }
}

extension Store {
    package func yearFigures(_ year: Int) throws(StoreError) -> YearFigures {
        try read { db in
            var figures = YearFigures()
            guard let day = BusinessDay(year: year, month: 1, day: 1) else { return figures }
            // A year begins an hour earlier in Berlin than at Greenwich.
            let begin = day.daysSince1970 * 86_400_000 - 3_600_000
            figures.transferred =
                try Int.fetchOne(
                    db,
                    prepared: """
                        SELECT COUNT(DISTINCT key) FROM intent AS own INDEXED BY intent_created_at
                        WHERE \(Schema010.created) AND closed_at >= ? AND NOT EXISTS (
                            SELECT 1 FROM intent INDEXED BY intent_created
                            WHERE \(Schema010.created) AND intent.key = own.key AND intent.closed_at < ?)
                        """, arguments: [begin, begin]) ?? 0
            let doubts = """
                SELECT DISTINCT kind, key FROM transition INDEXED BY transition_doubts
                WHERE event IN (\(Schema010.rareEvents)) AND event <> 'op.recreate' AND day >= ?
                """
            figures.doubts = try Int.fetchOne(db, prepared: "SELECT COUNT(*) FROM (\(doubts))", arguments: [day.description]) ?? 0
            let open = try Int.fetchOne(
                db, prepared: "SELECT COUNT(*) FROM (\(doubts)) AS doubt WHERE \(Self.stillOpen)", arguments: [day.description])
            figures.resolved = figures.doubts - (open ?? 0)
            figures.doubled = try String.fetchAll(db, prepared: Self.doubled)
            return figures
        }
    }

    /// A doubt whose machine stands where a write without an answer left it.
    private static let stillOpen = """
        CASE kind WHEN 'invoice' THEN EXISTS (SELECT 1 FROM invoice WHERE invoice.key = doubt.key
                AND (transfer IN ('creating', 'uncertain', 'fileUnsure') OR phase = 'releasedUnresolved'))
            WHEN 'contact' THEN EXISTS (SELECT 1 FROM contact WHERE contact.key = doubt.key
                AND state IN ('creating', 'uncertain', 'releasedUnresolved'))
            WHEN 'payment' THEN EXISTS (SELECT 1 FROM payment WHERE payment.key = doubt.key
                AND state IN ('posting', 'uncertain', 'releasedUnresolved'))
            ELSE EXISTS (SELECT 1 FROM contactImport WHERE contactImport.key = doubt.key AND state IN ('creating', 'uncertain')) END
        """

    /// Vouchers of ours are those lexoffice said it made, and those a document is tied to after a write without an answer. One more than
    /// these is none too many for each time a person had it made anew.
    private static let doubled = """
        WITH unanswered AS (
            SELECT key FROM intent INDEXED BY intent_unanswered WHERE outcome = 'unknown' AND kind = 'invoice' AND action = 'createVoucher')
        SELECT key FROM (
            SELECT key, remote_id FROM intent INDEXED BY intent_created WHERE \(Schema010.created)
                AND key IN (SELECT key FROM made_again UNION SELECT key FROM unanswered)
            UNION SELECT key, remote_id FROM link WHERE kind = 'invoice' AND key IN (SELECT key FROM unanswered))
        AS made GROUP BY key HAVING COUNT(*) > 1 AND COUNT(*) > 1 + (
            SELECT COUNT(*) FROM transition INDEXED BY transition_subject
            WHERE kind = 'invoice' AND transition.key = made.key AND event = 'op.recreate')
        ORDER BY CAST(key AS INTEGER) LIMIT 100
        """

    /// What both sides last showed of the documents HERO dates in the month. Of what lexoffice lists its list is taken, so that what
    /// somebody changed there shows; HERO's signs of reversals are not reliable (domain.md C10).
    package func monthFigures(_ month: BookMonth) throws(StoreError) -> MonthFigures {
        try read { db in
            let days = ["\(month)-01", "\(month)-31"]
            let row = try Row.fetchOne(
                db,
                prepared: """
                    SELECT COUNT(hero + theirs), SUM(CASE WHEN theirs IS NOT NULL THEN hero END),
                        SUM(CASE WHEN hero IS NOT NULL THEN theirs END), COUNT(*)
                    FROM (SELECT \(Self.signed("stated", "COALESCE(booked < 0, kind IN (\(Self.reversals)), stated < 0)")) AS hero,
                            \(Self.signed("total", "type = 'salescreditnote'")) AS theirs
                        FROM (SELECT stated, booked, kind,
                                \(Self.amount("CASE WHEN json_valid(lex_voucher.row) THEN json_extract(lex_voucher.row, '$.total') END")) AS total,
                                CASE WHEN json_valid(lex_voucher.row) THEN json_extract(lex_voucher.row, '$.type') END AS type
                            FROM document_row LEFT JOIN lex_voucher ON lex_voucher.id = document_row.voucher_id
                            WHERE date BETWEEN ? AND ? AND voucher_id IS NOT NULL AND transfer <> 'gone'))
                    """, arguments: StatementArguments(days))
            var figures = MonthFigures()
            if let row {
                figures.booked = row[0]
                figures.hero = Cents((row[1] as Int64?) ?? 0)
                figures.lexoffice = Cents((row[2] as Int64?) ?? 0)
                figures.unknown = (row[3] as Int) - figures.booked
            }
            let due = try Row.fetchOne(
                db,
                prepared: """
                    SELECT COUNT(*), COUNT(stated), COALESCE(SUM(\(Self.signed("stated", "COALESCE(kind IN (\(Self.reversals)), stated < 0)"))), 0)
                    FROM document_row WHERE date BETWEEN ? AND ? AND voucher_id IS NULL
                        AND \(DocumentStanding.sql) IN ('needsPerson', 'inDoubt', 'waiting')
                    """, arguments: StatementArguments(days))
            if let due {
                figures.due = FoundSum(count: due[0], gross: Cents(due[2]), withoutGross: (due[0] as Int) - (due[1] as Int))
            }
            return figures
        }
    }

    private static let reversals = DocumentKind.allCases.filter(\.isReversal).map { "'\($0.rawValue)'" }.joined(separator: ", ")

    /// What reverses a credit raises turnover again: how it is booked says so before its kind does.
    private static func signed(_ amount: String, _ isNegative: String) -> String {
        "CASE WHEN \(isNegative) THEN -ABS(\(amount)) ELSE ABS(\(amount)) END"
    }

    /// Nothing beyond what a voucher of ours may state is added up.
    private static func amount(_ value: String) -> String {
        "CASE WHEN typeof(\(value)) = 'integer' AND \(value) BETWEEN -\(Cents.limit) AND \(Cents.limit) THEN \(value) END"
    }
}
