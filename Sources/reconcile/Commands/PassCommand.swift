import ArgumentParser
import Comparison
import Foundation
import Persistence
import Reconciliation
import Reporting

/// One pass, or with `--dry-run` what one would do.
struct PassCommand: Command {
    static let configuration = CommandConfiguration(commandName: "pass", abstract: "Run one pass (the default).")

    @Flag(help: "Show discrepancies and what would be done; write nothing to either system and nothing to the state.")
    var dryRun = false

    @Flag(help: "Unlink all documents and stop both directions; shows what will be unlinked and asks a second time.")
    var deleteIntegration = false

    @Flag(help: "With --delete-integration: do not ask.")
    var yes = false

    @OptionGroup var options: Options

    func validate() throws {
        if yes && !deleteIntegration { throw ValidationError("--yes goes with --delete-integration.") }
    }

    func work() async throws -> Exit {
        if deleteIntegration { return try await DeletionRun(options: options, isConfirmed: yes, isDryRun: dryRun).run() }
        let wiring = try Wiring(options)
        if dryRun {
            let report = try await look(wiring)
            PassRun(options: options).show(json: ReportJSON.lines(report), text: ReportText(language: options.language).lines(report))
            return report.exit
        }
        return try await PassRun(options: options).run(wiring)
    }

    private func look(_ wiring: Wiring) async throws -> DryRunReport {
        let store = try Store.scratchCopy(directory: wiring.stateDirectory)
        let place = try wiring.workplace(store, "dry-run", asUser: false, isWriting: false)
        return await DryRun(survey: place.planner, heroMeter: place.remotes.heroMeter, lexofficeMeter: place.remotes.lexofficeMeter).run()
    }
}
