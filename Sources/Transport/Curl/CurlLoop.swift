import CCurl
import Glibc
import Synchronization

/// The one thread that talks to libcurl, and the mailbox through which others talk to it.
final class CurlLoop: Sendable {
    private let multi: MultiHandle
    private let settings: CurlSettings
    private let mailbox = Mutex(CurlMailbox())

    init(settings: CurlSettings) throws(CurlUnavailable) {
        multi = try MultiHandle()
        self.settings = settings
    }

    // MARK: From any thread

    func announce() -> UInt64 { mailbox.withLock { $0.announce() } }

    func submit(_ job: CurlJob) {
        if let refusal = mailbox.withLock({ $0.start(job) }) {
            job.continuation.resume(returning: .failure(refusal))
        } else {
            multi.wake()
        }
    }

    func cancel(_ id: UInt64) {
        if mailbox.withLock({ $0.cancel(id) }) { multi.wake() }
    }

    func stop() {
        mailbox.withLock { $0.stop() }
        multi.wake()
    }

    /// The thread holds this object until it ends, which ``stop()`` asks for.
    func startThread() throws(CurlUnavailable) -> pthread_t {
        var thread = pthread_t()
        let context = Unmanaged.passRetained(self)
        let code = pthread_create(
            &thread, nil,
            { context in
                guard let context else { return nil }
                Unmanaged<CurlLoop>.fromOpaque(context).takeRetainedValue().run()
                return nil
            }, context.toOpaque())
        guard code == 0 else {
            context.release()
            throw CurlUnavailable(description: "no thread for libcurl: error \(code)")
        }
        return thread
    }

    // MARK: On the thread

    private func run() {
        CurlLoop.leaveSignalsToOthers()
        var running = CurlTransfers()
        while true {
            let (commands, stopping) = mailbox.withLock { ($0.take(), $0.isStopping) }
            for command in commands { obey(command, &running) }
            if stopping { break }
            var healthy = multi.perform()
            while let (easy, result) = multi.nextFinished() {
                guard let transfer = running[easy] else { continue }
                end(transfer, transfer.outcome(of: result), &running)
            }
            healthy = multi.poll(milliseconds: 1000) && healthy
            if !healthy {
                endAll(&running, .other, "libcurl's event loop failed")
                // Out of memory, most likely: not to be met with a loop that spins.
                usleep(100_000)
            }
        }
        endAll(&running, .cancelled, "the transport is shut down")
    }

    private func obey(_ command: CurlMailbox.Command, _ running: inout CurlTransfers) {
        switch command {
        case .start(let job):
            do throws(CurlRefusal) {
                let transfer = try CurlTransfer(job: job, settings: settings.limited(to: job.request.limitMilliseconds))
                guard multi.add(transfer.easy) else { throw CurlRefusal(text: "libcurl did not take the request") }
                running.insert(transfer)
            } catch {
                mailbox.withLock { $0.finish(job.id) }
                job.continuation.resume(returning: .failure(RequestFailure(reach: .notSent, cause: .other, detail: error.text)))
            }
        case .cancel(let id):
            guard let transfer = running[id] else { return }
            end(transfer, .failure(transfer.failure(.cancelled, "cancelled")), &running)
        }
    }

    private func end(
        _ transfer: CurlTransfer, _ outcome: Result<IncomingResponse, RequestFailure>, _ running: inout CurlTransfers
    ) {
        let job = transfer.job
        multi.remove(transfer.easy)
        running.remove(transfer)
        mailbox.withLock { $0.finish(job.id) }
        job.continuation.resume(returning: outcome)
    }

    private func endAll(_ running: inout CurlTransfers, _ cause: RequestFailure.Cause, _ detail: String) {
        for transfer in running.all { end(transfer, .failure(transfer.failure(cause, detail)), &running) }
    }

    /// Signals belong to the program's main part; and with all of them blocked here a broken pipe cannot end the process.
    private static func leaveSignalsToOthers() {
        var signals = sigset_t()
        sigfillset(&signals)
        for fault in [SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGABRT] { sigdelset(&signals, fault) }
        pthread_sigmask(SIG_BLOCK, &signals, nil)
    }
}
