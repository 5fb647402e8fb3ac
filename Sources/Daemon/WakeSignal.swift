internal import Synchronization
package import Transport

/// Ends the pause between two passes early. Rings that come while nobody waits are kept, and many count as one.
package final class WakeSignal: Sendable {
    package struct Cause: OptionSet, Sendable, Hashable {
        package let rawValue: UInt8
        package init(rawValue: UInt8) { self.rawValue = rawValue }

        /// Something may have changed at a remote.
        package static let hint = Cause(rawValue: 1)
        /// The configuration was changed.
        package static let reload = Cause(rawValue: 2)
        package static let stop = Cause(rawValue: 4)
        /// Somebody decided something.
        package static let decision = Cause(rawValue: 8)
    }

    private struct State {
        var causes: Cause = []
        var latch = Latch()
    }

    private let state = Mutex(State())

    package init() {}

    /// From any thread; returns at once.
    package func ring(_ cause: Cause) {
        state.withLock { state in
            state.causes.formUnion(cause)
            state.latch.open()
        }
    }

    /// Why it rang since the last time, for whoever does not wait.
    package func take() -> Cause {
        state.withLock { state in
            defer { state = State() }
            return state.causes
        }
    }

    /// Whether nobody rang since the last time.
    package var isSilent: Bool { state.withLock { $0.causes.isEmpty } }

    /// Waits until somebody rings or the time is over, and tells why it rang; empty when the time is over. One task waits at a time.
    package func wait(milliseconds: Int64, time: any TimeSource) async -> Cause {
        let latch = state.withLock { state -> Latch in
            if state.causes.isEmpty { state.latch = Latch() }
            return state.latch
        }
        await latch.wait(atMost: milliseconds, time: time)
        return take()
    }
}
