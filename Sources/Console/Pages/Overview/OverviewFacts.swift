internal import Administration
internal import Bookkeeping
internal import Persistence
internal import Reconciliation
internal import Reporting
internal import StateCharts

/// What the first page shows, read from the state and from the service.
struct OverviewFacts: Sendable {
    let situation: Situation
    let service: Situation.Facts
    let integration: Machine<IntegrationChart>?
    /// Whatever waits for a person: as many as the list behind it has.
    let toClarify: Int
    let standings: [DocumentStanding: Int]
    let paymentsUnderWay: Int
    let missingRights: [String]
    let decisionsDue: Int

    static func read(_ parts: ConsoleParts) throws -> OverviewFacts {
        let store = try parts.view()
        let figures = try store.figures()
        let toClarify = try ClarifyList(store: store, policy: parts.policy()).count()
        let untold = try store.unanswered()
        let integration = try IntegrationLevel.current(store)
        let restoration = try store.restoration()
        var facts = Situation.Facts(now: parts.now)
        facts.integration = integration?.configuration
        facts.service = parts.service()
        if let integration, integration.configuration.flow == .paused { facts.pause = try pause(integration.key, store) }
        facts.isRestored = restoration.map { $0.phase != .done } ?? false
        facts.lastComplete = figures.lastCompletePass
        facts.interval = parts.instance().interval
        facts.unreadableRows = untold.count { $0.question == .row }
        facts.waiting = toClarify
        var standings: [DocumentStanding: Int] = [:]
        for group in figures.documents {
            let standing = DocumentStanding(phase: group.phase, life: group.life, evidence: group.evidence, transfer: group.transfer)
            standings[standing, default: 0] += group.count
        }
        return OverviewFacts(
            situation: Situation(facts), service: facts, integration: integration, toClarify: toClarify, standings: standings,
            paymentsUnderWay: figures.payments.filter { $0.key.tag == .pending || $0.key.tag == .doubt }.reduce(0) { $0 + $1.value },
            missingRights: untold.filter { $0.question == .right }.map(\.subject).sorted(), decisionsDue: try store.dueDecisions().count)
    }

    /// From the journal's last entry that paused it: `pause: because`, as everybody who pauses has to say.
    private static func pause(_ key: String, _ store: Store) throws -> Situation.Pause {
        guard let entry = try store.journal(IntegrationChart.self, key).last(where: { $0.event == IntegrationEvent.opPause.rawValue })
        else {
            return Situation.Pause()
        }
        let reason = entry.cause.hasPrefix("pause:") ? entry.cause.dropFirst("pause:".count).drop(while: \.isWhitespace) : ""
        let name = entry.actor.hasPrefix("web:") ? entry.actor.dropFirst("web:".count) : Substring(entry.actor)
        return Situation.Pause(actor: String(name), reason: reason.isEmpty ? nil : String(reason), since: entry.at)
    }
}
