import Administration
import ArgumentParser
import Foundation
import Output
import Persistence
import Reconciliation
import Reporting
import Wording

/// Both directions rest until `resume` (S32).
struct PauseCommand: Command {
    static let configuration = CommandConfiguration(commandName: "pause", abstract: "Let both directions rest.")

    @Option(help: "Why; goes into the journal.")
    var reason: String?

    @OptionGroup var patience: Patience
    @OptionGroup var options: Options

    func validate() throws {
        if let reason, reason.trimmingCharacters(in: .whitespaces).isEmpty { throw ValidationError("--reason must say why.") }
    }

    func work() async throws -> Exit {
        let cause = reason.map { "pause: \(Redaction.known.hiding($0).prefix(200))" } ?? "pause"
        return try await FlowSwitch(options: options, patience: patience).set(.pause, because: cause)
    }
}

struct ResumeCommand: Command {
    static let configuration = CommandConfiguration(commandName: "resume", abstract: "Go on after a pause.")

    @OptionGroup var patience: Patience
    @OptionGroup var options: Options

    func work() async throws -> Exit {
        try await FlowSwitch(options: options, patience: patience).set(.resume, because: "resume")
    }
}

private struct FlowSwitch {
    let options: Options
    let patience: Patience

    /// - Parameter kind: `pause` or `resume`.
    func set(_ kind: DecisionKind, because cause: String) async throws -> Exit {
        let wiring = try Wiring(options)
        let author = wiring.author(cause)
        return try await DecisionDoor(wiring, options, patience.milliseconds(of: kind)).carry {
            show(kind, try await act(kind, wiring, author))
        } beside: { door in
            switch try await door.put(
                kind,
                { store, id in
                    try PlainOrder.decision(kind, id: id, by: author.actor, reason: author.cause, in: store)
                })
            {
            case .noted(let id): door.tellNoted(id, answer: kind.rawValue)
            case .settled(.flowSet(let receipt)): show(kind, receipt)
            case .settled(let answer): throw door.failure(answer, hint: "`reconcile status`")
            }
        }
    }

    private func act(_ kind: DecisionKind, _ wiring: Wiring, _ author: Author) async throws -> FlowReceipt {
        let (lock, store) = try wiring.state(lockedFor: "reconcile \(kind.rawValue)")
        defer { withExtendedLifetime(lock) {} }
        return try await store.resting(wiring) {
            guard let receipt = try Flow(store: store, author: author).change(paused: kind == .pause, at: wiring.now) else {
                throw CommandFailure(.peopleNeeded, Catalogue.refusedByChart(options.language), hint: "`reconcile status`")
            }
            return receipt
        }
    }

    private func show(_ kind: DecisionKind, _ receipt: FlowReceipt) -> Exit {
        switch options.format {
        case .text: Terminal.print(["\(Catalogue.integration(options.language)): \(receipt.after)"])
        case .json:
            Terminal.print(
                JSONLine.outcome([
                    "answer": kind.rawValue, "integration_before": receipt.before, "integration": receipt.after, "exit": 0,
                ]))
        }
        return .success
    }
}
