package import Bookkeeping
import GRDB

/// Documents of which both sides say the same, and which nobody has to look at: of a hundred thousand nearly all. They are counted and
/// summed.
package struct AgreedDocuments: Sendable {
    /// What those of a month add up to at one rate, on either side.
    package struct Sum: Sendable, Hashable {
        package var month: BookMonth
        package var rate: Int
        package var documents: Int
        package var net: Cents
        package var tax: Cents
    }

    package var sums: [Sum] = []
    package var counts: [BookMonth: Int] = [:]
    /// Those whose rows agree and which have to be looked at all the same.
    package var others: Set<String>

    /// Of a document's row: whether its machine is at rest, and nobody ever gave it another voucher than the one made of it. The argument
    /// are keys of which it is not so.
    fileprivate static let rests = """
        phase = 'tracked' AND evidence = 'sound' AND transfer = 'fileComplete'
            AND key NOT IN (SELECT key FROM transition WHERE event IN (\(Schema012.lettingEvents)))
            AND key NOT IN (SELECT value FROM json_each(?))
        """
}

extension Store {
    /// - Parameters:
    ///   - keys: of documents to be looked at whatever their rows say.
    ///   - take: number and day of each, as they lie.
    package func agreedDocuments(besides keys: Set<String>, _ take: (String, BusinessDay) -> Void) throws(StoreError) -> AgreedDocuments {
        try read { db in
            var agreed = AgreedDocuments(others: keys)
            let rows = try Row.fetchCursor(
                db, sql: "SELECT \(AgreedDocuments.rests), number, date, key FROM document_row WHERE agreed = 1",
                arguments: [try RowText.text(keys.sorted())])
            while let row = try rows.next() {
                guard row[0] as Bool, let number = row[1] as String?, let date = BusinessDay(written: row[2]) else {
                    agreed.others.insert(row[3])
                    continue
                }
                agreed.counts[BookMonth(date), default: 0] += 1
                take(number, date)
            }
            agreed.sums = try Row.fetchAll(
                db,
                sql: """
                    SELECT month, rate, COUNT(*), SUM(net), SUM(tax) FROM document_share
                    WHERE key NOT IN (SELECT value FROM json_each(?)) GROUP BY month, rate ORDER BY month, rate DESC
                    """, arguments: [try RowText.text(agreed.others.sorted())]
            ).compactMap { row in
                BookMonth(row[0] as String).map {
                    AgreedDocuments.Sum(month: $0, rate: row[1], documents: row[2], net: Cents(row[3]), tax: Cents(row[4]))
                }
            }
            return agreed
        }
    }
}
