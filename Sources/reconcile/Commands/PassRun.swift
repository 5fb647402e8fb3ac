import Administration
import Persistence
import Reconciliation
import Reporting

/// One pass of this command, and what it tells.
struct PassRun {
    let options: Options

    func run(_ wiring: Wiring) async throws -> Exit {
        let (lock, store) = try wiring.state(lockedFor: "reconcile")
        defer { withExtendedLifetime(lock) {} }
        let report = try await run(wiring, store)
        show(json: ReportJSON.lines(report), text: ReportText(language: options.language).lines(report))
        return report.exit
    }

    /// Only for the holder of the lock.
    func run(_ wiring: Wiring, _ store: Store) async throws -> PassReport {
        let settings = try Settings.load(store)
        let remotes = try Remotes(wiring, settings: settings, writingOn: store)
        let author = wiring.author("pass", asUser: false, mapping: settings?.mappingDigest ?? "")
        let context = try remotes.context(wiring, store, author, progress: Terminal.progress)
        return await DecidedPass(desk: DecisionDesk(context: context)).run { remotes.pass(context, mayContinue: $0) }
    }

    func show(json: @autoclosure () -> [String], text: @autoclosure () -> [TextLine]) {
        Terminal.endProgress()
        switch options.format {
        case .json: Terminal.print(json())
        case .text: Terminal.show(text())
        }
    }
}
