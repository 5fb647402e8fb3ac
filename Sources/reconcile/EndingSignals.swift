import Dispatch
import Foundation

/// SIGINT and SIGTERM while something must be tidied up: that first, then the end the signal asked for.
final class EndingSignals {
    private let sources: [any DispatchSourceSignal]

    init(_ tidy: @escaping @Sendable () -> Void) {
        sources = [SIGINT, SIGTERM].map { number in
            // The source hears of it only where the default, which ends at once, is off.
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                tidy()
                signal(number, SIG_DFL)
                kill(getpid(), number)
            }
            source.resume()
            return source
        }
    }

    func done() {
        for source in sources { source.cancel() }
        for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
    }
}
