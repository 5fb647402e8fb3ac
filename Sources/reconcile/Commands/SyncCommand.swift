import Administration
import ArgumentParser
import Persistence
import Reconciliation
import Reporting

/// A pass now, whoever runs it.
struct SyncCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "sync", abstract: "Run a pass now.",
        discussion: """
            Where a service holds the state, its next pass begins at once; what it came to is shown without a line for each document,
            which `reconcile list` has.
            """)

    @OptionGroup var patience: Patience
    @OptionGroup var options: Options

    func work() async throws -> Exit {
        let wiring = try Wiring(options)
        return try await DecisionDoor(wiring, options, patience.milliseconds(of: .sync)).carry {
            try await PassRun(options: options).run(wiring)
        } beside: { door in
            let author = wiring.author("sync")
            switch try await door.put(
                .sync,
                { store, id in
                    try PlainOrder.decision(.sync, id: id, by: author.actor, reason: author.cause, in: store)
                })
            {
            case .noted(let id): return door.tellNoted(id, answer: "sync")
            case .settled(.passed(let summary)):
                PassRun(options: options).show(
                    json: ReportJSON.lines(summary), text: ReportText(language: options.language).lines(summary))
                return summary.exit
            case .settled(let answer): throw door.failure(answer, hint: "`reconcile status`")
            }
        }
    }
}
