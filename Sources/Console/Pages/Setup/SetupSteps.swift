internal import Bookkeeping
internal import Persistence
internal import Reconciliation
internal import StateCharts
internal import Wording

/// The steps of the set-up that a check or a person settles.
struct SetupSteps: Sendable {
    let text: PageText
    /// Of the last check; empty before one.
    let findings: [DoctorFinding]
    let commands: SetupCommands

    func steps(_ settings: Settings?, _ machine: Machine<IntegrationChart>?, _ store: Store) throws -> [SetupView.Step] {
        [
            remote(.hero, ["hero", "hero schema", "hero-api-key"], [commands.put("hero-api-key")]),
            remote(
                .lexoffice, ["lexoffice", "rights", "lexoffice-api-key", "webhooks", "clients"],
                [commands.put("lexoffice-api-key"), commands.run("login")]),
            try confirmations(machine, store),
        ]
    }

    private func remote(_ title: SetupWord, _ subjects: Set<String>, _ commands: [String]) -> SetupView.Step {
        let mine = findings.filter { finding in subjects.contains(finding.subject) }
        let worst = mine.contains { $0.grade == .fail } ? DoctorFinding.Grade.fail : mine.contains { $0.grade == .warn } ? .warn : .ok
        let (tone, state): (String, SetupWord) =
            switch worst {
            case _ where mine.isEmpty: ("calm", .isUnknown)
            case .ok: ("good", .isDone)
            case .warn: ("warn", .isAsking)
            case .fail: ("bad", .isAsking)
            }
        return SetupView.Step(
            title: text(title), tone: tone, state: text(state), lines: mine.map { "\($0.subject): \($0.text)" },
            hints: mine.filter { $0.grade != .ok && !$0.hint.isEmpty }.map(\.hint),
            commandsFor: text(title == .hero ? SetupWord.putKey : .putKeyOrLogIn), commands: commands)
    }

    /// Nothing is active without both; who said so stands in the journal with the move that made it active.
    private func confirmations(_ machine: Machine<IntegrationChart>?, _ store: Store) throws -> SetupView.Step {
        let entry = try machine.flatMap { machine throws in
            try store.journal(IntegrationChart.self, machine.key).last { $0.event == IntegrationEvent.opActivate.rawValue }
        }
        // What nobody confirmed yet is not said as if it were so.
        var lines: [String] = []
        if let entry {
            lines = [text(SetupWord.process), text(SetupWord.connector)]
            lines.append("\(text(SetupWord.confirmedBy)) \(entry.actor), \(text.moment(entry.at)) (#\(entry.seq))")
        }
        return SetupView.Step(
            title: text(SetupWord.confirmations), tone: entry == nil ? "warn" : "good",
            state: text(entry == nil ? SetupWord.isOpen : .isDone), lines: lines,
            hints: entry == nil ? [text(SetupWord.confirmedBelow)] : [], commandsFor: nil, commands: [])
    }
}
