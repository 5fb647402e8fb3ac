import Administration
import Foundation
import Persistence
import Reconciliation
import Reporting
import Transport
import Wording

/// The one place that says who carries out a decision: this command where nobody holds the state, the service where one does.
struct DecisionDoor {
    enum Reply {
        case settled(DecisionAnswer)
        /// Nobody has carried it out yet; it stays due.
        case noted(id: String)
    }

    /// Between two looks at the row.
    private static let look: Int64 = 100

    private let wiring: Wiring
    private let options: Options
    private let patience: Int64

    /// - Parameter patience: in milliseconds.
    init(_ wiring: Wiring, _ options: Options, _ patience: Int64) {
        self.wiring = wiring
        self.options = options
        self.patience = patience
    }

    private var directory: String { wiring.stateDirectory }

    func carry(here: () async throws -> Exit, beside: (DecisionDoor) async throws -> Exit) async throws -> Exit {
        guard !InstanceLock.isHeldByService(directory: directory) else { return try await beside(self) }
        do {
            return try await here()
        } catch let error as StoreError where error.code == .heldByAnother && InstanceLock.isHeldByService(directory: directory) {
            return try await beside(self)
        }
    }

    /// Notes it and waits for its outcome. A service that ends meanwhile is relieved: whoever holds the lock may carry it out, once.
    func put(_ kind: DecisionKind, _ make: (Store, _ id: String) throws -> NewDecision) async throws -> Reply {
        let store = try Store.beside(directory: directory)
        let id = UUID().uuidString.lowercased()
        try store.note(try make(store, id), at: wiring.now)
        let end = wiring.time.monotonicMilliseconds() + patience
        repeat {
            if let answer = try answer(id, in: store) { return .settled(answer) }
            if InstanceLock.isHeld(directory: directory) == nil {
                try await relieve(kind, id)
                if let answer = try answer(id, in: store) { return .settled(answer) }
            }
            if patience > 0 { try await wiring.time.sleep(milliseconds: Self.look) }
        } while wiring.time.monotonicMilliseconds() < end
        return .noted(id: id)
    }

    private func answer(_ id: String, in store: Store) throws -> DecisionAnswer? {
        guard let record = try store.decision(id), record.outcome != nil else { return nil }
        return try record.answer(DecisionAnswer.self)
    }

    /// Nothing when the service is there again, or somebody else was quicker.
    private func relieve(_ kind: DecisionKind, _ id: String) async throws {
        guard let lock = try freeLock(kind) else { return }
        if kind == .sync { try await pass(holding: lock) } else { try await carryOut(kind, id, holding: lock) }
    }

    /// Not a part of whoever waits for it: the compiler's optimiser fails on a lock that is tried for in the middle of a wait.
    @inline(never)
    private func freeLock(_ kind: DecisionKind) throws -> InstanceLock? {
        let lock = Result { () throws(StoreError) in try wiring.lock("reconcile \(kind.rawValue)") }
        if case .failure(let error) = lock, error.code == .heldByAnother { return nil }
        return try lock.get()
    }

    private func pass(holding lock: InstanceLock) async throws {
        let store = try Store.open(directory: directory)
        try await store.resting(wiring) { _ = try await PassRun(options: options).run(wiring, store) }
        withExtendedLifetime(lock) {}
    }

    private func carryOut(_ kind: DecisionKind, _ id: String, holding lock: InstanceLock) async throws {
        let store = try Store.open(directory: directory)
        try await store.resting(wiring) {
            let place = try wiring.workplace(store, kind.rawValue, progress: { _ in })
            let desk = DecisionDesk(context: place.context, hands: place.hands)
            _ = try await desk.carryOut(only: id)
        }
        withExtendedLifetime(lock) {}
    }

    // MARK: what is told

    func tellNoted(_ id: String, answer: String) -> Exit {
        switch options.format {
        case .text: Terminal.print([Catalogue.decisionNoted(options.language)])
        case .json: Terminal.print(JSONLine.outcome(["answer": answer, "decision": id, "pending": true, "exit": Exit.deferred]))
        }
        return .deferred
    }

    /// Of an outcome that is no success.
    func failure(_ answer: DecisionAnswer, hint: String) -> CommandFailure {
        switch answer {
        case .moved(let seen, let now):
            CommandFailure(
                answer.exit, code: answer.outcome.rawValue, "\(Catalogue.movedMeanwhile(options.language)): \(seen) → \(now)", hint: hint)
        case .flowRefused: CommandFailure(answer.exit, Catalogue.refusedByChart(options.language), hint: hint)
        case .failed(let failure), .unanswered(.interrupted(let failure)): CommandFailure(failure)
        case .answered, .unanswered, .flowSet, .passed, .signed, .notSigned, .imported, .isSetUp, .notSetUp, .deleted:
            CommandFailure(.unexpected, "the service answered another question", hint: "Please report this.")
        }
    }
}
