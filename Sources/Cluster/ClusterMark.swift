import Bookkeeping
import Dispatch
import Glibc
package import Persistence
import Synchronization
package import Transport

/// The mark of a state several hosts take turns with: before each write one transaction of etcd puts the head of the state, if the epoch
/// is still this host's and the head still the one it wrote last. It blocks the thread it is moved on, for a bounded time; that is why
/// ``AnnouncedTransport`` has threads for it.
package final class ClusterMark: Mark {
    private struct State {
        /// Where the head stands that this host wrote last; 0 for none.
        var revision: Int64
        /// Heads that were sent and not answered: at most one of them can have been put.
        var unanswered: [[UInt8]] = []
        var history: String?
        var loss: ClusterLoss?
        var announced = 0
    }

    /// Announcements whose outcome nobody knows; with more of them the head counts as another's, which costs a takeover.
    private static let unansweredMaximum = 64
    /// What an answer may come late and still be one to a write that begins now.
    private static let deadline: Int64 = 5_000
    /// Between two tries, in milliseconds.
    private static let pause: Int64 = 50
    /// What each member of etcd has for one try, in milliseconds. What a member got while there was no leader it does not answer when there
    /// is one: whoever asks again gets on.
    private static let tryMaximum = 500

    package typealias Reach = (head: Watermark, isRelinking: Bool)

    /// The state while it is open, and how far it had come when it was looked at last.
    private struct Place {
        var store: Store?
        var reach: Reach?
    }

    private let ownership: Ownership
    private let place: Mutex<Place>
    private let gateway: EtcdGateway
    private let time: any TimeSource
    private let state: Mutex<State>

    /// - Parameters:
    ///   - store: nil where it is open for its passes only; see ``use(_:)``.
    ///   - head: as it stood when the account was taken over.
    package init(_ ownership: Ownership, store: Store?, head: EtcdEntry?, gateway: EtcdGateway, time: any TimeSource) {
        self.ownership = ownership
        place = Mutex(Place(store: store))
        self.gateway = gateway
        self.time = time
        state = Mutex(State(revision: head?.modRevision ?? 0, history: head.flatMap { Watermark($0.value) }?.history))
    }

    /// Nil while this host may write, as far as it knows.
    package var loss: ClusterLoss? { state.withLock { $0.loss } }
    /// How many writes it announced.
    package var announced: Int { state.withLock { $0.announced } }

    /// The state was opened for a pass.
    package func use(_ store: Store) { place.withLock { $0.store = store } }

    /// The pass is over, and what it was open for is closed next. Whoever was given up long ago lets go of nothing but its own.
    package func leave(_ store: Store) {
        guard place.withLock({ $0.store === store }) else { return }
        // One that cannot be read any more is told by whoever closes it.
        _ = try? reach()
        place.withLock { if $0.store === store { $0.store = nil } }
    }

    private func open() throws(StoreError) -> Store {
        if let store = place.withLock({ $0.store }) { return store }
        throw StoreError(
            code: .cannotOpen, subject: ownership.keys.account, cause: "its state is not open",
            hint: "Nothing is written outside of a pass; the next one opens it.")
    }

    /// One at a time: two would each take the other for a stranger.
    package func move() throws {
        try state.withLock { state in
            if let loss = state.loss { throw loss }
            let began = time.monotonicMilliseconds()
            let mark = try open().head(at: Instant(milliseconds: time.wallMilliseconds()))
            try put(try mark.bytes(), &state)
            state.history = mark.history
            state.announced += 1
            // Announced and not sent is harmless; a process that was stopped meanwhile must not go on as if it had not been.
            guard time.monotonicMilliseconds() - began <= 2 * Self.deadline else {
                throw EtcdError(.unreachable, subject: "etcd", cause: "its answer came too late for this write")
            }
        }
    }

    /// How far the state has come, and whether what was lost is linked again first; as it was last seen while the state is closed, which
    /// changes nothing. Nil where it was never open.
    @discardableResult
    package func reach() throws(StoreError) -> Reach? {
        guard let store = place.withLock({ $0.store }) else { return place.withLock { $0.reach } }
        let isDone = try store.restoration().map { $0.phase == .done } ?? true
        let reach = (head: try store.head(at: Instant(milliseconds: time.wallMilliseconds())), isRelinking: !isDone)
        place.withLock { $0.reach = reach }
        return reach
    }

    /// Announces what a new history has come to, so that who takes over need not look again at what was looked at: at the first start,
    /// and when a state that was put back is linked again.
    package func announceNewHistory() throws {
        guard let reach = try reach(), !reach.isRelinking else { return }
        let own = reach.head.history
        let (known, revision, loss) = state.withLock { ($0.history, $0.revision, $0.loss) }
        if loss == nil, revision == 0 || known != own { try move() }
    }

    /// Told by whoever looks at the owner's key.
    package func lose(_ loss: ClusterLoss) { state.withLock { $0.loss = $0.loss ?? loss } }

    /// Again and again while etcd has no leader, until it is too late for this write.
    private func put(_ value: [UInt8], _ state: inout State) throws {
        let end = time.monotonicMilliseconds() + Self.deadline
        while true {
            // Before the question: of two members the first may carry it out, and the second find it done.
            if !state.unanswered.contains(value) { state.unanswered = state.unanswered.suffix(Self.unansweredMaximum - 1) + [value] }
            do {
                if try put(value, &state, until: end) { return }
            } catch let error as EtcdError where error.isTransient {
                guard time.monotonicMilliseconds() < end - Self.pause else { throw error }
                usleep(UInt32(Self.pause) * 1_000)
            }
        }
    }

    /// False where the head is an earlier announcement of ours, whose answer was lost.
    private func put(_ value: [UInt8], _ state: inout State, until end: Int64) throws -> Bool {
        let outcome = try ask(value, after: state.revision, atMost: max(Self.pause, end - time.monotonicMilliseconds()))
        if outcome.isDone {
            (state.revision, state.unanswered) = (outcome.revision, [])
            return true
        }
        guard let owner = outcome.found.first.flatMap(\.self), owner.createRevision == ownership.epoch else {
            state.loss = .ownership
            throw ClusterLoss.ownership
        }
        guard let head = outcome.found.last.flatMap(\.self), state.unanswered.contains(head.value) else {
            state.loss = .rolledBack
            throw ClusterLoss.rolledBack
        }
        (state.revision, state.unanswered) = (head.modRevision, [])
        return head.value == value
    }

    private func ask(_ value: [UInt8], after revision: Int64, atMost milliseconds: Int64) throws -> EtcdOutcome {
        let keys = ownership.keys
        let transaction = EtcdTransaction(
            where: [ownership.isMine, .modified(keys.head, at: revision)], [.put(keys.head, value)], otherwise: [keys.owner, keys.head])
        let gateway = gateway
        let answer = Waiting.wait(atMost: Int(milliseconds)) { () async -> Result<EtcdOutcome, EtcdError> in
            do throws(EtcdError) { return .success(try await gateway.run(transaction, atMost: Self.tryMaximum)) } catch {
                return .failure(error)
            }
        }
        guard let answer else { throw EtcdError(.unreachable, subject: "etcd", cause: "no answer within \(milliseconds) ms") }
        return try answer.get()
    }
}

/// A thread of its own that waits for a task. Never on one of the tasks' own threads.
private enum Waiting {
    private final class Answer<Value: Sendable>: Sendable {
        let value = Mutex<Value?>(nil)
        let came = DispatchSemaphore(value: 0)
    }

    /// Nil when it takes longer; then the task is cancelled, and nobody knows what became of its work.
    static func wait<Value: Sendable>(atMost milliseconds: Int, _ work: @escaping @Sendable () async -> Value) -> Value? {
        let answer = Answer<Value>()
        let task = Task.detached {
            let value = await work()
            answer.value.withLock { $0 = value }
            answer.came.signal()
        }
        if answer.came.wait(timeout: .now() + .milliseconds(milliseconds)) == .timedOut { task.cancel() }
        return answer.value.withLock { $0 }
    }
}
