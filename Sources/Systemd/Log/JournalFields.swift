import CSystemd
import Glibc

/// A record as the journal's fields, and the call that hands them over.
struct JournalFields: Sendable, Equatable {
    /// Each `NAME=value`. Names are the journal's own or begin with `RECONCILE_`, at most 64 bytes; values have no invisible characters.
    let assignments: [String]

    /// - Parameter identifier: `SYSLOG_IDENTIFIER`, what `journalctl -t` asks for.
    init(_ record: LogRecord, identifier: String) {
        var assignments = [
            "MESSAGE=" + record.message, "PRIORITY=\(record.priority)", "SYSLOG_IDENTIFIER=" + identifier,
            "CODE_FILE=" + record.file, "CODE_LINE=\(record.line)", "CODE_FUNC=" + record.function,
        ]
        if let id = record.messageID { assignments.append("MESSAGE_ID=" + id) }
        assignments += record.fields.map { $0.field.journalName + "=" + $0.value }
        self.assignments = assignments
    }

    /// False if the journal refused them. Where no journald runs, libsystemd says true all the same: ask ``LogDestination`` first.
    func send() -> Bool {
        var bytes: [UInt8] = []
        var ends: [Int] = []
        for assignment in assignments {
            bytes += assignment.utf8
            ends.append(bytes.count)
        }
        return bytes.withUnsafeMutableBytes { buffer in
            var start = 0
            var vectors: [iovec] = []
            for end in ends {
                vectors.append(iovec(iov_base: buffer.baseAddress?.advanced(by: start), iov_len: end - start))
                start = end
            }
            return csystemd_journal_sendv(vectors, Int32(vectors.count)) == 0
        }
    }
}
