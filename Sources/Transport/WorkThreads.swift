// In a build of the whole module a set of signals is curl's, whose headers bring it along.
import CCurl
import Dispatch
import Glibc
import Synchronization

/// A few threads for work of one kind, which may not hold up the threads on which everything else runs: what watches over the passes, and
/// the passes. SQLite waits for the disk, a long journal is reckoned through for seconds, and whoever has pages open asks without end.
package final class WorkThreads: TaskExecutor {
    package let count: Int
    /// How much others go before, as `nice` counts.
    private let niceness: Int32

    private struct Line {
        var jobs: [UnownedJob] = []
        var taken = 0

        var waiting: Int { jobs.count - taken }

        mutating func take() -> UnownedJob? {
            guard taken < jobs.count else { return nil }
            taken += 1
            let job = jobs[taken - 1]
            // Half at a time, so that a long line costs no copy per job.
            if taken * 2 >= jobs.count {
                jobs.removeFirst(taken)
                taken = 0
            }
            return job
        }
    }

    private let line = Mutex(Line())
    private let arrivals = DispatchSemaphore(value: 0)

    /// They live as long as the process.
    /// - Parameter niceness: 0 to 19, beyond that of the process.
    package init(_ count: Int, niceness: Int32 = 0) throws(NoThread) {
        self.count = count
        self.niceness = niceness
        for _ in 0..<count {
            var thread = pthread_t()
            let context = Unmanaged.passRetained(self)
            let code = pthread_create(
                &thread, nil,
                { context in
                    guard let context else { return nil }
                    Unmanaged<WorkThreads>.fromOpaque(context).takeRetainedValue().work()
                }, context.toOpaque())
            guard code == 0 else {
                context.release()
                throw NoThread(description: "no thread: error \(code)")
            }
            pthread_detach(thread)
        }
    }

    /// Jobs that no thread has taken yet.
    package var waiting: Int { line.withLock { $0.waiting } }

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        line.withLock { $0.jobs.append(job) }
        arrivals.signal()
    }

    private func work() -> Never {
        WorkThreads.leaveSignalsToOthers()
        // Of this thread alone, as Linux counts. Where it is refused they are as quick as others.
        let own = __priority_which_t(PRIO_PROCESS.rawValue)
        if niceness > 0 { setpriority(own, 0, min(19, getpriority(own, 0) + niceness)) }
        while true {
            arrivals.wait()
            line.withLock { $0.take() }?.runSynchronously(on: asUnownedTaskExecutor())
        }
    }

    /// Signals belong to the program's main part.
    private static func leaveSignalsToOthers() {
        var signals = sigset_t()
        sigfillset(&signals)
        for fault in [SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGABRT] { sigdelset(&signals, fault) }
        pthread_sigmask(SIG_BLOCK, &signals, nil)
    }
}

/// The system gave no thread. Nothing to do but to end the program.
package struct NoThread: Error, Sendable, CustomStringConvertible {
    package let description: String
}
