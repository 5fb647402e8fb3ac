internal import Bookkeeping
package import Persistence

/// An entry of the journal with everything its hash is of.
package enum JournalJSON {
    package static func line(_ entry: JournalEntry) -> String {
        JSONLine("transition").adding([
            "seq": entry.seq, "at": entry.at.isoText, "day": entry.day.description, "actor": entry.actor, "cause": entry.cause,
            "software": entry.software, "mapping": entry.mapping, "kind": entry.kind, "key": entry.key, "from": entry.from,
            "event": entry.event, "to": entry.to, "effects": entry.effects, "detail": entry.detail, "previous": entry.previous,
            "hash": entry.hash,
        ]).text
    }
}
