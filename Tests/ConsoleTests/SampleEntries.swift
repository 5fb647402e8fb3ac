import Bookkeeping

@testable import Persistence

extension JournalEntry {
    /// 2026-11-30 13:00 in Berlin and so many minutes.
    static func minute(_ minute: Int) -> Instant { Instant(milliseconds: 1_796_040_000_000 + Int64(minute) * 60_000) }

    static func sample(
        _ seq: Int64, kind: String = "invoice", key: String = "88001", event: String, from: String = "-", to: String = "-", minute: Int = 0,
        actor: String = "pass", detail: String = ""
    ) -> JournalEntry {
        let at = JournalEntry.minute(minute)
        return JournalEntry(
            seq: seq, at: at, day: BusinessDay(berlinDayOf: at), actor: actor, cause: "pass", software: "1", mapping: "m", kind: kind,
            key: key, from: from, event: event, to: to, effects: "", detail: detail, previous: "p", hash: "h")
    }
}
