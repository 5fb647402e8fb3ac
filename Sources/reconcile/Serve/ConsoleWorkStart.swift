import Administration
import Bookkeeping
import Comparison
import Console
import Persistence
import Reconciliation

/// What the console's pages compute in the background: on a copy of the state, with clients that cannot write, at the rate of the account.
struct ConsoleWorkStart {
    let wiring: Wiring
    let limiters: RateLimiters

    func work() throws(CommandFailure) -> ConsoleWork {
        let (wiring, limiters) = (wiring, limiters)
        let now: @Sendable () -> Instant = { wiring.now }
        return ConsoleWork(
            plan: Jobs(now: now) { key, progress in await Self.plan(key, wiring, limiters, progress) },
            closing: Jobs(now: now) { month, progress in await Self.sheet(month, wiring, limiters, progress) },
            thousandthsPerSecond: try wiring.requestThousandthsPerSecond(),
            lastBackup: { BackupReceipt.last(directory: wiring.stateDirectory) })
    }

    private typealias Told = @Sendable (JobProgress) -> Void

    /// The configuration as it is now, as a command would read it.
    private static func place(
        _ wiring: Wiring, _ limiters: RateLimiters, _ cause: String, on copy: Store, _ progress: @escaping Told
    ) throws -> Workplace {
        var onlookers = RequestObservers()
        onlookers.limiters = limiters
        onlookers.asked = { _, _ in }
        return try wiring.reread().workplace(copy, cause, asUser: false, isWriting: false, onlookers: onlookers) {
            progress(JobProgress(done: $0.done, total: $0.total))
        }
    }

    private static func plan(_ key: PlanKey, _ wiring: Wiring, _ limiters: RateLimiters, _ progress: @escaping Told) async -> PlanOutcome {
        do {
            let copy = try Store.scratchCopy(directory: wiring.stateDirectory)
            let entries = try copy.journalLength()
            if case .setUp(let order) = key {
                let place = try place(wiring, limiters, "setup", on: copy, progress)
                _ = try await Setup(context: place.context, credentialDigest: place.remotes.credentialDigest).run(order.request)
            }
            let place = try place(wiring, limiters, "dry-run", on: copy, progress)
            let report = await DryRun(
                survey: place.planner, heroMeter: place.remotes.heroMeter, lexofficeMeter: place.remotes.lexofficeMeter
            ).run()
            return .plan(try PlanReading(report, copy: copy, entries: entries))
        } catch {
            return .failed(failure(error))
        }
    }

    private static func sheet(
        _ month: BookMonth, _ wiring: Wiring, _ limiters: RateLimiters, _ progress: @escaping Told
    ) async -> SheetOutcome {
        do {
            let copy = try Store.scratchCopy(directory: wiring.stateDirectory)
            return .sheet(try await MonthClose(survey: try place(wiring, limiters, "close", on: copy, progress).planner).run(month))
        } catch {
            return .failed(failure(error))
        }
    }

    private static func failure(_ error: any Error) -> WorkFailure {
        switch error {
        case CloseRefusal.paused: .paused
        case CloseRefusal.interrupted(let failure): .interrupted(failure)
        case SetupFailure.interrupted(let failure): .interrupted(failure)
        case SetupFailure.refused(let refusal, let detail): .notSetUp(SetupDenial(refusal, detail: detail))
        case let failure as PassFailure: .interrupted(failure)
        case let error as StoreError: .unable(error.code.rawValue)
        case let failure as CommandFailure: .unable(failure.setting ?? failure.code)
        default: .unable("\(type(of: error))")
        }
    }
}
