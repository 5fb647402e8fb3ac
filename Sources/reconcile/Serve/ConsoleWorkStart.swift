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
            plan: Jobs(now: now) { _, progress in await Self.plan(wiring, limiters, progress) },
            closing: Jobs(now: now) { month, progress in await Self.sheet(month, wiring, limiters, progress) },
            thousandthsPerSecond: try wiring.requestThousandthsPerSecond(),
            lastBackup: { BackupReceipt.last(directory: wiring.stateDirectory) })
    }

    private typealias Told = @Sendable (JobProgress) -> Void

    /// The configuration as it is now, as a command would read it.
    private static func place(_ wiring: Wiring, _ limiters: RateLimiters, _ cause: String, _ progress: @escaping Told) throws -> Workplace {
        let wiring = try wiring.reread()
        var onlookers = RequestObservers()
        onlookers.limiters = limiters
        onlookers.asked = { _, _ in }
        let copy = try Store.scratchCopy(directory: wiring.stateDirectory)
        return try wiring.workplace(copy, cause, asUser: false, isWriting: false, onlookers: onlookers) {
            progress(JobProgress(done: $0.done, total: $0.total))
        }
    }

    private static func plan(_ wiring: Wiring, _ limiters: RateLimiters, _ progress: @escaping Told) async -> PlanOutcome {
        do {
            let place = try place(wiring, limiters, "dry-run", progress)
            let copy = place.context.store
            let entries = try copy.journalLength()
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
            return .sheet(try await MonthClose(survey: try place(wiring, limiters, "close", progress).planner).run(month))
        } catch {
            return .failed(failure(error))
        }
    }

    private static func failure(_ error: any Error) -> WorkFailure {
        switch error {
        case CloseRefusal.paused: .paused
        case CloseRefusal.interrupted(let failure): .interrupted(failure)
        case let failure as PassFailure: .interrupted(failure)
        case let error as StoreError: .unable(error.code.rawValue)
        case let failure as CommandFailure: .unable(failure.setting ?? failure.code)
        default: .unable("\(type(of: error))")
        }
    }
}
