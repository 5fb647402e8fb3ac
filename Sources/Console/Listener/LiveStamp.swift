internal import Bookkeeping
internal import Persistence
internal import Web

/// What an open page compares to know that something happened since it was made: the newest entry of the journal, and how the service
/// stands, which no entry tells: a system that does not answer writes none.
enum LiveStamp {
    static func text(journal: Int, _ service: ServiceStanding) -> String {
        // A page says how old it is in minutes.
        let checked = service.lastCompleteAt.map { String($0.milliseconds / 60_000) } ?? "-"
        let flags = [service.isPaused, service.isRelinking, service.isJournalBroken, service.isOutOfDate].map { $0 ? "1" : "0" }.joined()
        let progress = service.progress.map { "\($0.done)/\($0.total)" } ?? "-"
        return "\(journal) \(service.trouble?.rawValue ?? "-") \(flags) \(checked) \(progress)"
    }

    static func read(_ parts: ConsoleParts) throws(StoreError) -> String {
        text(journal: try parts.view().journalLength(), parts.service())
    }
}
