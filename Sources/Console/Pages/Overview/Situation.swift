internal import Bookkeeping
internal import StateCharts
internal import Web

/// The one sentence at the top: what is true and matters most. Maintenance comes before outage, outage before what is degraded, and
/// nothing is in step that is paused, restored, before its first pass or out of date.
enum Situation: Sendable, Hashable {
    case notSetUp
    case deleting, deleted
    case journalBroken
    case paused(Pause)
    case blocked
    case trouble(Readiness.Reason, nextTry: Instant?)
    case relinking
    case firstPass(ServiceProgress?)
    case outOfDate(since: Instant)
    case unreadable(Int)
    case working(ServiceProgress)
    case waiting(Int)
    case inStep(checked: Instant)

    /// Who paused, why, and since when, as the journal has it; nil where it does not say.
    struct Pause: Sendable, Hashable {
        var actor: String?
        var reason: String?
        var since: Instant?
    }

    /// What the sentence depends on.
    struct Facts: Sendable {
        var integration: IntegrationConfiguration?
        var service = ServiceStanding()
        var pause = Pause()
        var isRestored = false
        /// When the last complete pass ended.
        var lastComplete: Instant?
        var interval: Int64 = 0
        var unreadableRows = 0
        var waiting = 0
        var now: Instant
    }

    init(_ facts: Facts) {
        self =
            Self.still(facts) ?? Self.outage(facts) ?? Self.behind(facts)
            ?? facts.lastComplete.map { Self.atWork(facts, checked: $0) } ?? .firstPass(facts.service.progress)
    }

    /// Nothing is meant to flow.
    private static func still(_ facts: Facts) -> Situation? {
        guard let integration = facts.integration else { return .notSetUp }
        switch integration.phase {
        case .draining, .unlinking, .revoking, .revokeBlocked: return .deleting
        case .deleted: return .deleted
        case .incomplete, .verifying, .needsDate, .armed: return facts.service.isJournalBroken ? .journalBroken : .notSetUp
        case .active:
            if facts.service.isJournalBroken { return .journalBroken }
            return integration.flow == .paused || facts.service.isPaused && integration.flow != .running ? .paused(facts.pause) : nil
        }
    }

    /// It is meant to flow, and does not.
    private static func outage(_ facts: Facts) -> Situation? {
        if facts.integration?.flow == .blocked || facts.integration?.flow == .probing { return .blocked }
        return facts.service.trouble.map { .trouble($0, nextTry: facts.service.nextPassAt) }
    }

    /// It flows, and cannot say yet how things are.
    private static func behind(_ facts: Facts) -> Situation? {
        if facts.isRestored || facts.service.isRelinking { return .relinking }
        guard let last = facts.lastComplete else { return .firstPass(facts.service.progress) }
        // A clock that was set back makes nothing fresh.
        let age = facts.now.milliseconds(since: last)
        return facts.service.isOutOfDate || age < -60_000 || age > outOfDate(facts.interval) ? .outOfDate(since: last) : nil
    }

    private static func atWork(_ facts: Facts, checked: Instant) -> Situation {
        if facts.unreadableRows > 0 { return .unreadable(facts.unreadableRows) }
        if let progress = facts.service.progress { return .working(progress) }
        return facts.waiting > 0 ? .waiting(facts.waiting) : .inStep(checked: checked)
    }

    /// Three passes, a quarter of an hour at least: as `readyz` has it.
    static func outOfDate(_ interval: Int64) -> Int64 { max(3 * min(interval, 86_400_000), 900_000) }

    var tone: Frame.Notice.Tone {
        switch self {
        case .journalBroken, .blocked, .trouble: .bad
        case .deleting, .deleted, .paused, .relinking, .outOfDate, .unreadable, .waiting: .warn
        case .notSetUp, .firstPass, .working: .calm
        case .inStep: .good
        }
    }
}
