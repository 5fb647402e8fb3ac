package import Bookkeeping
import GRDB
package import StateCharts

/// Which documents are looked for; what is nil or empty is not asked.
package struct DocumentSearch: Sendable, Hashable {
    /// One word of what was typed: all of them have to be found.
    package struct Term: Sendable, Hashable {
        /// Looked for in number and customer, however they are spelt; from eight signs on also as the beginning of a voucher's id.
        package var text: String
        /// What the word means as an amount: found where the gross is this, whatever its sign.
        package var amount: Cents?

        package init(text: String, amount: Cents? = nil) {
            self.text = text
            self.amount = amount
        }
    }

    /// So many words are looked for; whatever comes after them is not.
    package static let termsMax = 8

    package var terms: [Term] = []
    package var standing: DocumentStanding?
    /// Of the document's own date.
    package var month: BookMonth?
    package var kind: DocumentKind?

    package init(terms: [Term] = [], standing: DocumentStanding? = nil, month: BookMonth? = nil, kind: DocumentKind? = nil) {
        self.terms = Array(terms.prefix(Self.termsMax))
        self.standing = standing
        self.month = month
        self.kind = kind
    }
}

/// A place in the list: newest date first, of one date the one HERO made last, what bears no date at the end.
package struct DocumentPlace: Sendable, Hashable {
    package var date: BusinessDay?
    package var key: String

    package init(date: BusinessDay?, key: String) {
        self.date = date
        self.key = key
    }
}

/// One document as a search finds it.
package struct FoundDocument: Sendable, Hashable {
    package var key: String
    package var configuration: InvoiceConfiguration
    package var reason: ReasonCode?
    package var number: String?
    package var customer: String?
    package var date: BusinessDay?
    package var kind: DocumentKind?
    /// Gross of the voucher as booked, else as HERO states it; lower than nothing where it lowers turnover.
    package var gross: Cents?
    package var voucherID: String?

    package var place: DocumentPlace { DocumentPlace(date: date, key: key) }
}

/// What all that is found comes to.
package struct FoundSum: Sendable, Hashable {
    package var count = 0
    package var gross = Cents.zero
    /// Documents without a gross; they are in the count and in no sum.
    package var withoutGross = 0

    package init(count: Int = 0, gross: Cents = .zero, withoutGross: Int = 0) {
        self.count = count
        self.gross = gross
        self.withoutGross = withoutGross
    }
}

extension Store {
    /// A page of what is found, after a place or from the newest on.
    package func found(_ search: DocumentSearch, after place: DocumentPlace?, limit: Int) throws(StoreError) -> [FoundDocument] {
        try read { db in
            var question = search.condition
            if let place {
                question.sql += " AND (date, position, key) < (?, CAST(? AS INTEGER), ?)"
                question.arguments += [place.date?.description ?? "", place.key, place.key]
            }
            return try FoundDocument.all(db, question, "DESC", limit)
        }
    }

    /// The page that ends right before a place, in the same order.
    package func found(_ search: DocumentSearch, before place: DocumentPlace, limit: Int) throws(StoreError) -> [FoundDocument] {
        try read { db in
            var question = search.condition
            question.sql += " AND (date, position, key) > (?, CAST(? AS INTEGER), ?)"
            question.arguments += [place.date?.description ?? "", place.key, place.key]
            return try FoundDocument.all(db, question, "ASC", limit).reversed()
        }
    }

    package func sum(_ search: DocumentSearch) throws(StoreError) -> FoundSum {
        try read { db in
            let question = search.condition
            let row = try Row.fetchOne(
                db, sql: "SELECT COUNT(*), COUNT(gross), COALESCE(SUM(gross), 0) FROM \(FoundDocument.rows) WHERE \(question.sql)",
                arguments: question.arguments)
            guard let row, let cents = Int64.fromDatabaseValue(row[2]) else { return FoundSum() }
            let (all, summed): (Int, Int) = (row[0], row[1])
            return FoundSum(count: all, gross: Cents(cents), withoutGross: all - summed)
        }
    }

    /// Months some document is of, newest first.
    package func documentMonths() throws(StoreError) -> [BookMonth] {
        // From one month to the next along the index: the documents of each are not looked at.
        let texts: [String] = try columns(
            """
            WITH RECURSIVE months(first) AS (
                SELECT MAX(date) FROM document_row
                UNION ALL SELECT (SELECT MAX(date) FROM document_row WHERE date < substr(first, 1, 7)) FROM months WHERE first > ''
            ) SELECT substr(first, 1, 7) FROM months WHERE first > '' LIMIT 600
            """)
        return texts.compactMap { BookMonth($0) }
    }
}

extension DocumentSearch {
    fileprivate typealias Question = (sql: String, arguments: StatementArguments)

    fileprivate var condition: Question {
        var parts: [Question] = terms.map(\.condition)
        if let standing { parts.append(("\(DocumentStanding.sql) = ?", [standing.rawValue])) }
        if let month { parts.append(("date BETWEEN ? AND ?", ["\(month)-01", "\(month)-31"])) }
        if let kind { parts.append(("kind = ?", [kind.rawValue])) }
        return parts.reduce((sql: "TRUE", arguments: StatementArguments())) { all, part in
            (sql: "\(all.sql) AND (\(part.sql))", arguments: all.arguments + part.arguments)
        }
    }
}

extension DocumentSearch.Term {
    /// The beginning of an id is worth looking for; of less than that every other id would be one.
    private static let idMinimum = 8

    fileprivate var condition: DocumentSearch.Question {
        let folded = SearchFold.folded(text)
        var question: DocumentSearch.Question = ("instr(number_fold, ?) OR instr(customer_fold, ?)", [folded, folded])
        if let amount {
            question.sql += " OR gross IN (?, ?)"
            question.arguments += [amount.amount, (-amount).amount]
        }
        let id = text.lowercased()
        if id.utf8.count >= Self.idMinimum, id.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) || $0 == 45 }) {
            question.sql += " OR voucher_id BETWEEN ? AND ?"
            question.arguments += [id, id + "g"]
        }
        return question
    }
}

extension FoundDocument {
    /// With the gross as one column. None of these was written by us beyond ten billion euros, and sums of what is within cannot overflow.
    fileprivate static let rows = """
        (SELECT *, CASE WHEN COALESCE(booked, stated) BETWEEN \(-Cents.limit) AND \(Cents.limit) THEN COALESCE(booked, stated) END AS gross
            FROM document_row)
        """

    fileprivate static func all(_ db: Database, _ question: DocumentSearch.Question, _ order: String, _ limit: Int) throws
        -> [FoundDocument]
    {
        let regions = InvoiceConfiguration.columnNames
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT found.key, reason, number, customer, date, kind, gross, voucher_id,
                    \(regions.map { "invoice.\($0)" }.joined(separator: ", "))
                FROM (SELECT * FROM \(Self.rows) WHERE \(question.sql)
                    ORDER BY date \(order), position \(order), key \(order) LIMIT ?) AS found
                JOIN invoice ON invoice.key = found.key
                ORDER BY date \(order), position \(order), found.key \(order)
                """, arguments: question.arguments + [limit])
        var found: [FoundDocument] = []
        while let row = try rows.next() { found.append(try FoundDocument(row, regions: regions.indices.map { row[8 + $0] })) }
        return found
    }

    private init(_ row: Row, regions: [String]) throws {
        let key: String = row[0]
        guard let configuration = InvoiceConfiguration(columnValues: regions) else { throw Machines.stray(InvoiceChart.self, key) }
        self.init(
            key: key, configuration: configuration, reason: (row[1] as String?).flatMap(ReasonCode.init), number: row[2], customer: row[3],
            date: BusinessDay(written: row[4]), kind: (row[5] as String?).flatMap(DocumentKind.init),
            gross: (row[6] as Int64?).map { Cents($0) }, voucherID: row[7])
    }
}
