import Synchronization

/// For the trial of the watchdog, and for nothing else: the pass of the number in `RECONCILE_TEST_HANG_PASS` never gets on.
final class HungPass: Sendable {
    private let number: Int?
    private let passes = Mutex(0)

    /// Of one account: only the one that `RECONCILE_TEST_HANG_ACCOUNT` names.
    convenience init(environment: [String: String], account: String) {
        self.init(environment: environment["RECONCILE_TEST_HANG_ACCOUNT"] == account ? environment : [:])
    }

    init(environment: [String: String]) { number = environment["RECONCILE_TEST_HANG_PASS"].flatMap { Int($0) } }

    func pass() async {
        guard let number else { return }
        let pass = passes.withLock { passes in
            passes += 1
            return passes
        }
        // Nobody ever resumes it.
        if pass == number { await withUnsafeContinuation { (_: UnsafeContinuation<Void, Never>) in } }
    }
}
