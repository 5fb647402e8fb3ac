import Bookkeeping
import Foundation
import Persistence
import Synchronization
import Systemd

/// The state of one account: locked as long as the account is in service, and open for its passes only.
final class AccountState: Sendable {
    private struct Kept {
        var lock: InstanceLock?
        var memory: StateMemory?
        /// When the journal was last verified from its first entry on.
        var verifiedAt: Int64?
        var left: StateTrace?
    }

    /// As the service of one account does.
    private static let verifyEvery: Int64 = 24 * 3_600_000
    /// What a migration, and the verification of a long journal, may take.
    private static let openMaximum: Int64 = 600_000

    private let kept = Mutex(Kept())

    /// - Parameters:
    ///   - makes: whether a state that is not there is made, for somebody who sets the account up.
    ///   - isWhole: told when all of the journal was verified.
    func open(_ wiring: Wiring, _ watchdog: Watchdog, makes: Bool, now: Int64, isWhole: () -> Void) async throws(StoreError) -> Store {
        if !makes { try Store.requireState(in: wiring.stateDirectory) }
        if kept.withLock({ $0.lock == nil }) {
            let lock = try wiring.lock(InstanceLock.service, isOneOfMany: true)
            kept.withLock { $0.lock = lock }
        }
        let memory = kept.withLock { kept in kept.verifiedAt.map { now - $0 < Self.verifyEvery } == true ? kept.memory : nil }
        kept.withLock { $0.left = nil }
        if let memory { return try Store.reopen(directory: wiring.stateDirectory, memory) }
        let store = try await watchdog.waiting(upTo: Self.openMaximum) { () async throws(StoreError) in
            try Store.open(directory: wiring.stateDirectory)
        }
        kept.withLock { $0.verifiedAt = now }
        isWhole()
        return store
    }

    func close(_ store: Store, _ directory: String) throws(StoreError) {
        let memory = store.memory
        try store.close()
        kept.withLock { kept in
            kept.memory = memory
            kept.left = StateTrace(directory)
        }
    }

    /// Another host's turn: what stands here may be another state when it is opened next, of which nothing is known.
    func letGo() { kept.withLock { $0 = Kept() } }

    /// Whether it is closed, and nobody else wrote to it since.
    func isAsLeft(_ directory: String) -> Bool {
        kept.withLock { kept in kept.left.map { $0 == StateTrace(directory) } ?? false }
    }

    /// Whether somebody else wrote to it since it was closed; asked once, it is no more.
    func isTouched(_ directory: String) -> Bool {
        kept.withLock { kept in
            guard let left = kept.left, case let now? = StateTrace(directory), now != left else { return false }
            kept.left = now
            return true
        }
    }
}
