internal import Bookkeeping
package import Persistence

/// An entry of the journal with everything its hash is of.
package enum JournalJSON {
    package static func line(_ entry: JournalEntry) -> String {
        var line = JSONLine("transition")
        line.add("seq", Int(entry.seq))
        line.add("at", entry.at.isoText)
        line.add("day", entry.day.description)
        line.add("actor", entry.actor)
        line.add("cause", entry.cause)
        line.add("software", entry.software)
        line.add("mapping", entry.mapping)
        line.add("kind", entry.kind)
        line.add("key", entry.key)
        line.add("from", entry.from)
        line.add("event", entry.event)
        line.add("to", entry.to)
        line.add("effects", entry.effects)
        line.add("detail", entry.detail)
        line.add("previous", entry.previous)
        line.add("hash", entry.hash)
        return line.text
    }
}
