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
        let place = try wiring.workplace(store, "pass", asUser: false)
        return await DecidedPass(desk: DecisionDesk(context: place.context, hands: place.hands)).run { place.pass(mayContinue: $0) }
    }

    func show(json: @autoclosure () -> [String], text: @autoclosure () -> [TextLine]) {
        Terminal.endProgress()
        switch options.format {
        case .json: Terminal.print(json())
        case .text: Terminal.show(text())
        }
    }
}
