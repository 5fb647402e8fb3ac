import GRDB
package import StateCharts

// Which documents a pass looks at again. Asked in every pass: what these cost must not grow with the documents that are at their end.

extension Store {
    /// Tracked documents whose life is one of these, in the order of their ids.
    package func documents(living lives: [InvoiceLife], exceptIn transfer: InvoiceTransfer) throws(StoreError) -> [Int] {
        try look { db in
            // With the phase, the index leads to the lives; without it SQLite would walk along all of it.
            let keys = try String.fetchAll(
                db,
                prepared: """
                    SELECT key FROM invoice WHERE phase = '\(InvoicePhase.tracked.rawValue)' AND life IN (\(texts(lives)))
                        AND transfer <> '\(transfer.rawValue)'
                    """)
            return keys.compactMap { Int($0) }.sorted()
        }
    }

    /// The next such documents after an id.
    package func documents(living lives: [InvoiceLife], after id: Int, limit: Int) throws(StoreError) -> [Int] {
        try look { db in
            // CROSS JOIN keeps the order of the walk: along the ids, and no further than the limit.
            try Int.fetchAll(
                db,
                prepared: """
                    SELECT hero_document.id FROM hero_document CROSS JOIN invoice ON invoice.key = CAST(hero_document.id AS TEXT)
                    WHERE hero_document.id > ? AND invoice.life IN (\(texts(lives))) ORDER BY hero_document.id LIMIT ?
                    """, arguments: [id, limit])
        }
    }

    private func texts(_ lives: [InvoiceLife]) -> String { lives.map { "'\($0.rawValue)'" }.joined(separator: ", ") }
}
