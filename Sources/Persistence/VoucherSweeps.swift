package import Bookkeeping
import GRDB
import GRDBSQLite

/// Which rows of the mirror a walk through the whole list met. Kept beside them: of a hundred thousand rows that are as they were, none is
/// written to.
package struct SweptVouchers: Sendable {
    fileprivate var places: Set<Int64> = []

    package init() {}
}

extension Store {
    /// As ``record(vouchers:at:)``, on a walk that goes on in `sweep`.
    package func record(vouchers: some Sequence<some ListedVoucher>, of sweep: inout SweptVouchers, at now: Instant) throws(StoreError)
        -> Int
    {
        try write { db in
            var (changed, text) = (0, FlatText())
            for voucher in vouchers {
                let isFlat = text.write(voucher.members)
                let row = isFlat ? nil : try RowText.text(voucher)
                if let row { text.write(row) }
                let (place, isKnown) = try Self.place(of: voucher.id, holding: text, in: db)
                if let place { sweep.places.insert(place) }
                if isKnown { continue }
                changed += 1
                try record(voucher, row ?? text.string, at: now, in: db)
                if place == nil, let new = try Self.place(of: voucher.id, holding: text, in: db).place { sweep.places.insert(new) }
            }
            return changed
        }
    }

    /// Of vouchers that a sweep showed in a form that cannot be read: what is known of them stays.
    package func meet(vouchers ids: [String], on sweep: inout SweptVouchers) throws(StoreError) {
        guard !ids.isEmpty else { return }
        let met = try read { db in
            try ids.compactMap { try Int64.fetchOne(db, prepared: "SELECT rowid FROM lex_voucher WHERE id = ?", arguments: [$0]) }
        }
        sweep.places.formUnion(met)
    }

    /// After a complete sweep: forgets vouchers the sweep did not show.
    package func forgetVouchers(besides sweep: SweptVouchers) throws(StoreError) {
        try write { db in
            var gone: [Int64] = []
            let rows = try Int64.fetchCursor(db, sql: "SELECT rowid FROM lex_voucher")
            while let place = try rows.next() { if !sweep.places.contains(place) { gone.append(place) } }
            for place in gone { try db.run(prepared: "DELETE FROM lex_voucher WHERE rowid = ?", arguments: [place]) }
        }
    }

    /// Where the row of a voucher is, and whether it holds this text. By SQLite's own functions: each row is asked for by itself, and only
    /// compared.
    private static func place(of id: String, holding text: FlatText, in db: Database) throws -> (place: Int64?, isKnown: Bool) {
        let statement = try db.cachedStatement(sql: "SELECT rowid, row FROM lex_voucher WHERE id = ?")
        let handle = statement.sqliteStatement
        defer {
            sqlite3_reset(handle)
            sqlite3_clear_bindings(handle)
        }
        var id = id
        return try id.withUTF8 { id in
            // Bound as it lies: it is there until the statement is reset.
            guard id.withMemoryRebound(to: CChar.self, { sqlite3_bind_text(handle, 1, $0.baseAddress, Int32(id.count), nil) }) == SQLITE_OK
            else { throw DatabaseError(resultCode: .SQLITE_MISUSE) }
            let outcome = sqlite3_step(handle)
            guard outcome == SQLITE_ROW else {
                guard outcome == SQLITE_DONE else { throw DatabaseError(resultCode: ResultCode(rawValue: outcome)) }
                return (nil, false)
            }
            let kept = sqlite3_column_text(handle, 1)
            return (sqlite3_column_int64(handle, 0), text.equals(kept, count: Int(sqlite3_column_bytes(handle, 1))))
        }
    }
}
