internal import Dispatch
internal import Glibc
internal import Synchronization

/// The few threads that carry passes. SQLite waits for the disk, and a long journal is reckoned through for seconds: none of it may hold up
/// the threads on which everything else runs, the listener and what watches over the passes above all.
package final class PassThreads: TaskExecutor {
    /// More than processors, because some wait for the disk.
    package static let count = 6

    private struct Line {
        var jobs: [UnownedJob] = []
        var taken = 0

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
    package init() throws(PassThreadsUnavailable) {
        for _ in 0..<Self.count {
            var thread = pthread_t()
            let context = Unmanaged.passRetained(self)
            let code = pthread_create(
                &thread, nil,
                { context in
                    guard let context else { return nil }
                    Unmanaged<PassThreads>.fromOpaque(context).takeRetainedValue().work()
                }, context.toOpaque())
            guard code == 0 else {
                context.release()
                throw PassThreadsUnavailable(description: "no thread for passes: error \(code)")
            }
            pthread_detach(thread)
        }
    }

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        line.withLock { $0.jobs.append(job) }
        arrivals.signal()
    }

    private func work() -> Never {
        PassThreads.leaveSignalsToOthers()
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
package struct PassThreadsUnavailable: Error, Sendable, CustomStringConvertible {
    package let description: String
}
