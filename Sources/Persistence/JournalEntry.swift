package import Bookkeeping
import Crypto

/// One line of the audit trail (domain.md G4): what moved, when, why, and the digests of what was sent and answered.
/// Ids, numbers, codes and hashes only; never a name, an address or a secret (domain.md D5).
package struct JournalEntry: Sendable, Hashable, Codable {
    package var seq: Int64
    package var at: Instant
    /// The Berlin day of `at`.
    package var day: BusinessDay
    /// Who: `pass`, or `user:<name>` for a command.
    package var actor: String
    /// Why: the pass or the command with its reason.
    package var cause: String
    package var software: String
    /// Digest of the category mapping in force.
    package var mapping: String
    package var kind: String
    package var key: String
    package var from: String
    package var event: String
    package var to: String
    package var effects: String
    /// `name=value` pairs, sorted, parted by a space; values are percent-free tokens.
    package var detail: String
    package var previous: String
    package var hash: String

    /// SHA-256 over the length-prefixed fields and the previous hash: no two different entries share a preimage.
    var computedHash: String {
        var hasher = SHA256()
        let fields = [
            String(seq), String(at.milliseconds), day.description, actor, cause, software, mapping, kind, key, from, event, to, effects,
            detail, previous,
        ]
        for field in fields { hasher.update(data: Array("\(field.utf8.count):\(field)\n".utf8)) }
        return hexadecimal(hasher.finalize())
    }
}

/// Who acts and why: stamped on every entry of one pass or command.
package struct Author: Sendable, Hashable {
    package var actor: String
    package var cause: String
    package var software: String
    package var mapping: String

    package init(actor: String, cause: String, software: String, mapping: String = "") {
        self.actor = actor
        self.cause = cause
        self.software = software
        self.mapping = mapping
    }
}

/// What `journal verify` found.
package struct JournalVerdict: Sendable, Hashable {
    package var entries: Int64
    package var newestHash: String
    /// The first entry that does not hold, and why; nil when the chain is whole.
    package var broken: (seq: Int64, why: String)?

    package static func == (left: JournalVerdict, right: JournalVerdict) -> Bool {
        left.entries == right.entries && left.newestHash == right.newestHash && left.broken?.seq == right.broken?.seq
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(newestHash) }
}

package enum Digest {
    /// Lower-case hex SHA-256.
    package static func sha256(_ bytes: some Sequence<UInt8>) -> String { hexadecimal(SHA256.hash(data: Array(bytes))) }

    /// Of a value as a row would hold it. A plain tree of texts and numbers cannot fail to be written.
    package static func sha256(of value: some Encodable) -> String { sha256(((try? RowText.text(value)) ?? "").utf8) }
}

func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(64)
    for byte in bytes {
        for half in [byte >> 4, byte & 15] { text.append(half < 10 ? 48 + half : 87 + half) }
    }
    return String(decoding: text, as: UTF8.self)
}
