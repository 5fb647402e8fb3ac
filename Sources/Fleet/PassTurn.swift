package import Daemon
internal import Synchronization

/// One pass of one account, from its beginning until nothing of it can do anything any more. Gate, watchdog and state are its own: a pass
/// that is given up can neither write nor feed, whatever it does later.
package final class PassTurn: Sendable {
    package let account: String
    package let watch: PassWatch
    /// The last door before the wire.
    package let gate = WriteGate()
    private let isEnding = Mutex(false)
    /// Lets go of what the pass works on; false while it cannot.
    private let release = Mutex<(@Sendable () -> Void)?>(nil)

    init(account: String, now: @escaping @Sendable () -> Int64) {
        self.account = account
        watch = PassWatch(now: now)
    }

    /// Asked before each document.
    package var mayContinue: Bool { !isEnding.withLock { $0 } && !gate.isClosed }

    /// At its next document.
    func end() { isEnding.withLock { $0 = true } }

    /// - Parameter release: takes from the pass what it works on, so that whatever it does later with that fails. May block.
    package func holds(_ release: @escaping @Sendable () -> Void) { self.release.withLock { $0 = release } }

    /// After the gate was closed: whether no write is on its way any more. What the pass works on is then taken from it.
    func letGo() -> Bool {
        guard gate.isDrained else { return false }
        let work = release.withLock { release in
            defer { release = nil }
            return release
        }
        work?()
        return true
    }
}
