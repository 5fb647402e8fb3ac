import Bookkeeping
import Fleet
import Foundation
import Notify
import Persistence
import Reconciliation
import Reporting
import StateCharts

/// How an account stands, by its files and its state; beside whoever works on it, and without a request.
struct AccountLook {
    let fleet: FleetFile
    let check: AccountCheck
    let now: Instant
    /// Nil where none runs.
    let word: ServiceWord?

    func report(_ account: AccountName) -> AccountReport {
        var report = AccountReport(account)
        var policy = Policy()
        do throws(CommandFailure) {
            policy = try check.wiring(account).policy()
        } catch {
            report.note(.filesUnusable)
            report.cause = (error.message, error.hint)
        }
        let directory = fleet.state(of: account)
        // What lies here is old, if anything does.
        if word?.elsewhere.contains(account) == true {
            report.note(.elsewhere)
            return report
        }
        do {
            try read(try Store.view(directory: directory), policy, &report)
        } catch let error as StoreError where error.code == .missing {
            report.note(.notSetUp)
        } catch {
            report.note(.stateUnusable)
            let failure = (error as? StoreError).map { CommandFailure($0) }
            report.cause = report.cause ?? (failure?.message ?? "\(type(of: error))", failure?.hint ?? "")
        }
        report.holder = InstanceLock.isHeld(directory: directory)
        // That one is not set up stands on the disk as well, and needs no other words.
        if let trouble = word?.troubles[account], trouble != AccountTrouble.notSetUp.code {
            report.note(.heldBack)
            report.cause = report.cause ?? (trouble, "")
        }
        return report
    }

    private func read(_ store: Store, _ policy: Policy, _ report: inout AccountReport) throws {
        let integration = try IntegrationLevel.current(store)?.configuration
        report.integration = integration?.description
        report.lastPass = try store.lastPass()
        report.lastCompletePass = try store.lastPass(.complete)?.finishedAt
        if try Settings.load(store) == nil { report.note(.notSetUp) } else if integration?.isActive != true { report.note(.deleted) }
        if report.lastPass?.outcome == .failed, integration?.flow == .running { report.note(.passFailed) }
        let situation = try Situation.read(store, policy, now: now)
        for hindrance in situation.hindrances {
            switch hindrance.kind {
            case .paused: report.note(.paused)
            case .blocked: report.note(.blocked)
            case .noPass: report.note(.noPass)
            case .restored: report.note(.relinking)
            case .imports: report.waiting += hindrance.count
            }
        }
        report.waiting += situation.held.count
        report.oldestWaiting = situation.held.compactMap(\.since).min { $0.milliseconds < $1.milliseconds }
        if report.waiting > 0 { report.note(.needsPeople) }
    }
}
