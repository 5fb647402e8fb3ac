import Dispatch
import Foundation

/// SIGINT, SIGTERM and others while something must be tidied up: that first, then the end the signal asked for.
final class EndingSignals {
    private let sources: [any DispatchSourceSignal]

    private let numbers: [Int32]

    init(_ numbers: [Int32] = [SIGINT, SIGTERM], _ tidy: @escaping @Sendable () -> Void) {
        let listening = DispatchSemaphore(value: 0)
        self.numbers = numbers
        sources = numbers.map { number in
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                tidy()
                Self.end(by: number)
            }
            source.setRegistrationHandler { listening.signal() }
            source.resume()
            return source
        }
        // Until a source listens the default holds, which ends at once: nothing may be made before that would have to be tidied up.
        for _ in sources { _ = listening.wait(timeout: .now() + 5) }
    }

    /// Dispatch's own threads, and the one the signal came to, have it blocked.
    private static func end(by number: Int32) {
        signal(number, SIG_DFL)
        var numbers = sigset_t()
        sigemptyset(&numbers)
        sigaddset(&numbers, number)
        pthread_sigmask(SIG_UNBLOCK, &numbers, nil)
        kill(getpid(), number)
    }

    func done() {
        for source in sources { source.cancel() }
        for number in numbers { signal(number, SIG_DFL) }
    }
}
