import Administration
import ArgumentParser
import Persistence
import Reconciliation
import Reporting
import Wording

/// Both directions rest until `resume` (S32).
struct PauseCommand: Command {
    static let configuration = CommandConfiguration(commandName: "pause", abstract: "Let both directions rest.")

    @OptionGroup var options: Options

    func work() async throws -> Exit { try await FlowSwitch(options: options).set(paused: true) }
}

struct ResumeCommand: Command {
    static let configuration = CommandConfiguration(commandName: "resume", abstract: "Go on after a pause.")

    @OptionGroup var options: Options

    func work() async throws -> Exit { try await FlowSwitch(options: options).set(paused: false) }
}

private struct FlowSwitch {
    let options: Options

    func set(paused: Bool) async throws -> Exit {
        let wiring = try Wiring(options)
        let (lock, store) = try wiring.state(lockedFor: paused ? "reconcile pause" : "reconcile resume")
        defer { withExtendedLifetime(lock) {} }
        let author = wiring.author(paused ? "pause" : "resume")
        let (before, after) = try await store.resting(wiring) {
            let before = try Overview.read(store).integration
            guard try Flow(store: store, author: author).set(paused: paused, at: wiring.now) else {
                throw CommandFailure(.peopleNeeded, Catalogue.refusedByChart(options.language), hint: "`reconcile status`")
            }
            return (before, try Overview.read(store).integration)
        }
        Terminal.print(
            options.format == .json
                ? JSONLine.outcome(["answer": paused ? "pause" : "resume", "integration_before": before, "integration": after, "exit": 0])
                : ["\(Catalogue.integration(options.language)): \(after)"])
        return .success
    }
}
