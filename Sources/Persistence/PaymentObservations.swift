package import Bookkeeping
import GRDB
package import StateCharts

/// What lexoffice last said about the payments of one voucher.
package struct PaymentObservation<Stamp: Storable, Reading: Storable>: Sendable {
    package var voucherID: String
    /// What the voucher list showed when the payments were read; nil when they are to be read anew.
    package var stamp: Stamp?
    package var reading: Reading

    package init(voucherID: String, stamp: Stamp?, reading: Reading) {
        self.voucherID = voucherID
        self.stamp = stamp
        self.reading = reading
    }

    init(_ row: Row, _ values: RowValues) throws {
        let (id, stamp): (String, String) = (row["voucher_id"], row["stamp"])
        self.init(
            voucherID: id, stamp: stamp.isEmpty ? nil : try values.value(Stamp.self, stamp, .stamp(id)),
            reading: try values.value(Reading.self, row["reading"], .reading(id)))
    }
}

extension RowValues.Place {
    fileprivate static func stamp(_ id: String) -> Self { Self(table: "lex_payment stamp", id: id) }
    fileprivate static func reading(_ id: String) -> Self { Self(table: "lex_payment reading", id: id) }
}

extension Store {
    package func payments<S, R>(_ type: PaymentObservation<S, R>.Type, ofVoucher id: String) throws(StoreError) -> PaymentObservation<S, R>?
    {
        try row("SELECT * FROM lex_payment WHERE voucher_id = ?", [id]) { try PaymentObservation($0, values) }
    }

    /// All there is, by voucher, each with when it was read.
    package func allPayments<S, R>(_ type: PaymentObservation<S, R>.Type) throws(StoreError) -> [(
        observation: PaymentObservation<S, R>, readAt: Instant
    )] {
        try rows("SELECT * FROM lex_payment ORDER BY voucher_id") {
            (try PaymentObservation($0, values), Instant(milliseconds: $0["read_at"]))
        }
    }

    /// Readings with something wrong that nobody has taken note of.
    package func troubledPayments<S, R>(_ type: PaymentObservation<S, R>.Type) throws(StoreError) -> [PaymentObservation<S, R>] {
        try rows("SELECT * FROM lex_payment WHERE troubled = 1 AND accepted = 0 ORDER BY voucher_id") { try PaymentObservation($0, values) }
    }

    /// Replaces the whole reading; another text than before has not been accepted by anybody.
    package func record<S, R>(payments read: PaymentObservation<S, R>, isTroubled: Bool, at now: Instant) throws(StoreError) {
        try run(
            """
            INSERT INTO lex_payment (voucher_id, stamp, reading, troubled, read_at) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (voucher_id) DO UPDATE SET stamp = excluded.stamp, reading = excluded.reading,
                accepted = CASE WHEN reading = excluded.reading THEN accepted ELSE 0 END, troubled = excluded.troubled,
                read_at = excluded.read_at
            """,
            [
                read.voucherID, try read.stamp.map { try values.text($0, .stamp(read.voucherID)) } ?? "",
                try values.text(read.reading, .reading(read.voucherID)), isTroubled, now.milliseconds,
            ])
    }

    /// A person takes note of what is wrong with the reading of a voucher, with an entry in the journal.
    package func accept(paymentsOfVoucher id: String, document key: String, by author: Author, at now: Instant) throws(StoreError) {
        try write { db in
            try db.run(prepared: "UPDATE lex_payment SET accepted = 1 WHERE voucher_id = ?", arguments: [id])
            try Journal.note("op.acceptPayments", InvoiceChart.self, key, ["voucher": id], by: author, at: now, in: db)
        }
    }

    /// Conclusions about a voucher are drawn anew by the next pass, without asking lexoffice again.
    package func refresh(voucher id: String) throws(StoreError) { try run("UPDATE lex_voucher SET fresh = 1 WHERE id = ?", [id]) }

    /// Reads the payments of a voucher anew with the next pass.
    package func forget(paymentsOfVoucher id: String) throws(StoreError) {
        try write { db in
            try db.run(prepared: "UPDATE lex_payment SET stamp = '' WHERE voucher_id = ?", arguments: [id])
            try db.run(prepared: "UPDATE lex_voucher SET fresh = 1 WHERE id = ?", arguments: [id])
        }
    }

    /// The payment machines of one document, in key order.
    package func payments(ofDocument prefix: String) throws(StoreError) -> [Machine<PaymentChart>] {
        try rows("SELECT * FROM payment WHERE key >= ? AND key < ? ORDER BY key", [prefix, Store.end(of: prefix)]) {
            try Machines.machine(PaymentChart.self, $0)
        }
    }

    /// Which entries in HERO the payments of one document are linked to, by payment key.
    package func paymentLinks(ofDocument prefix: String) throws(StoreError) -> [String: String] {
        let links = try rows(
            "SELECT key, remote_id FROM link WHERE kind = 'payment' AND key >= ? AND key < ? AND unlinked_at IS NULL",
            [prefix, Store.end(of: prefix)]
        ) { ($0[0] as String, $0[1] as String) }
        return Dictionary(links, uniquingKeysWith: { first, _ in first })
    }

    /// The first text that does not begin with the prefix any more.
    private static func end(of prefix: String) -> String {
        guard let last = prefix.unicodeScalars.last, let next = Unicode.Scalar(last.value + 1) else { return prefix }
        return String(prefix.unicodeScalars.dropLast()) + String(Character(next))
    }
}

/// A remote write that moves no machine: it is sent at most once.
extension Store {
    /// False when the same was announced since `start`, whatever became of it.
    package func announceOnce<C: StateChart>(_ intent: NewIntent, _ chart: C.Type, _ key: String, since start: Instant, at now: Instant)
        throws(StoreError) -> Bool
    {
        try write { db in
            let known =
                try Bool.fetchOne(
                    db, prepared: "SELECT EXISTS (SELECT 1 FROM intent WHERE kind = ? AND key = ? AND action = ? AND opened_at >= ?)",
                    arguments: [C.name, key, intent.action, start.milliseconds]) ?? false
            guard !known else { return false }
            try db.run(
                prepared: "INSERT INTO intent (kind, key, action, digest, opened_at) VALUES (?, ?, ?, ?, ?)",
                arguments: [C.name, key, intent.action, intent.digest, now.milliseconds])
            return true
        }
    }

    /// Closes what ``announceOnce(_:_:_:since:at:)`` announced and writes both down in the journal.
    package func close<C: StateChart>(
        _ closed: ClosedIntent, action: String, _ chart: C.Type, _ key: String, by author: Author, at now: Instant
    ) throws(StoreError) {
        try write { db in
            try db.run(
                prepared: """
                    UPDATE intent SET outcome = ?, remote_id = ?, closed_at = ?
                    WHERE kind = ? AND key = ? AND action = ? AND outcome IS NULL
                    """,
                arguments: [closed.outcome.rawValue, closed.remoteID, now.milliseconds, C.name, key, action])
            var detail = ["outcome": closed.outcome.rawValue]
            detail["remote"] = closed.remoteID
            try Journal.note(action, chart, key, detail, by: author, at: now, in: db)
        }
    }
}
