import Synchronization

/// Holds one task until it is opened. Opening is remembered, so it may come before the wait; cancelling the task opens it too.
package final class Latch: Sendable {
    private enum Stage {
        case closed
        case occupied(CheckedContinuation<Void, Never>)
        case open
    }

    private let stage = Mutex(Stage.closed)

    package init() {}

    /// Any number of times, from any thread.
    package func open() {
        let waiter = stage.withLock { stage -> CheckedContinuation<Void, Never>? in
            defer { stage = .open }
            guard case .occupied(let waiter) = stage else { return nil }
            return waiter
        }
        waiter?.resume()
    }

    /// At most one task may wait, once. Throws if that task is cancelled, even when the latch was opened meanwhile.
    package func wait() async throws(CancellationError) {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let passes = stage.withLock { stage -> Bool in
                    guard case .closed = stage else { return true }
                    stage = .occupied(continuation)
                    return false
                }
                if passes { continuation.resume() }
            }
        } onCancel: {
            open()
        }
        if Task.isCancelled { throw CancellationError() }
    }

    /// Waits until it is opened, so long at most, or until the task is cancelled.
    package func wait(atMost milliseconds: Int64, time: any TimeSource) async {
        await withTaskGroup(of: Void.self) { group in
            // Both fail only when they are cancelled, which is what ends the slower one.
            group.addTask { try? await self.wait() }
            group.addTask { try? await time.sleep(milliseconds: max(0, milliseconds)) }
            await group.next()
            group.cancelAll()
        }
    }
}
