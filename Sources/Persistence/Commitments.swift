internal import Bookkeeping
import GRDB

extension Machines {
    /// Everything that goes with a move. `at` is nil when the machine stays where it is.
    static func apply(_ commitment: TransitionChanges, kind: String, key: String, at now: Instant?, in db: Database) throws {
        var (columns, values): ([String], StatementArguments) = ([], [])
        if let reason = commitment.reason {
            columns += ["reason = ?", "detail = ?"]
            values += [reason?.rawValue, commitment.detail]
            try Candidates.replace(commitment.candidates, kind: kind, key: key, in: db)
        }
        switch commitment.retry {
        case .later(let moment):
            columns += ["attempts = MIN(attempts, 1000000) + 1", "next_at = ?"]
            values += [moment.milliseconds]
        case .progress: columns += ["attempts = 0", "next_at = NULL"]
        case nil: break
        }
        if let doubt = commitment.doubt {
            columns += ["doubt_boot = ?", "doubt_since = ?"]
            values += [doubt?.bootID, doubt?.sinceMilliseconds]
        }
        if !columns.isEmpty {
            try db.run(prepared: "UPDATE \(kind) SET \(columns.joined(separator: ", ")) WHERE key = ?", arguments: values + [key])
        }
        for id in commitment.disown { try Candidates.disown(id, key: key, in: db) }
        if let booking = commitment.booking { try save(booking, key: key, in: db) }
        guard let now else { return }
        try intents(commitment, kind: kind, key: key, at: now, in: db)
    }

    private static func save(_ booking: Booking, key: String, in db: Database) throws {
        try db.run(
            prepared: """
                INSERT INTO booking (key, voucher, contact_id, file_sha256) VALUES (?, ?, ?, ?)
                ON CONFLICT (key) DO UPDATE SET voucher = excluded.voucher, contact_id = excluded.contact_id,
                    file_sha256 = COALESCE(excluded.file_sha256, file_sha256)
                WHERE voucher IS NOT excluded.voucher OR contact_id IS NOT excluded.contact_id
                    OR file_sha256 IS NOT COALESCE(excluded.file_sha256, file_sha256)
                """,
            arguments: [key, try RowText.text(booking.voucher), booking.contactID, booking.fileSHA256])
    }

    private static func intents(_ commitment: TransitionChanges, kind: String, key: String, at now: Instant, in db: Database) throws {
        if let closed = commitment.closeIntent {
            try db.run(
                prepared: "UPDATE intent SET outcome = ?, remote_id = ?, closed_at = ? WHERE kind = ? AND key = ? AND outcome IS NULL",
                arguments: [closed.outcome.rawValue, closed.remoteID, now.milliseconds, kind, key])
            // Whatever we wrote to the voucher explains its next movement.
            try db.run(
                prepared: "UPDATE lex_voucher SET checked = NULL WHERE id IN (SELECT remote_id FROM link WHERE kind = ? AND key = ?)",
                arguments: [kind, key])
        }
        if let intent = commitment.openIntent {
            try db.run(
                prepared: "INSERT INTO intent (kind, key, action, digest, opened_at) VALUES (?, ?, ?, ?, ?)",
                arguments: [kind, key, intent.action, intent.digest, now.milliseconds])
        }
    }
}
