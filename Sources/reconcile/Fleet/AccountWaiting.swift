import Bookkeeping
import Fleet
import Notify
import Persistence
import Reconciliation

extension AccountStanding.Waiting {
    /// Read from the state only where something waits: most passes find nothing.
    init(_ report: PassReport, _ store: Store, _ policy: Policy, at now: Instant) throws {
        self.init()
        guard report.count(.person) > 0 else { return }
        let held = try Situation.read(store, policy, now: now).held
        oldest = held.compactMap(\.since).min { $0.milliseconds < $1.milliseconds }
        for owner in held.flatMap(\.owners) {
            switch owner {
            case .office: office += 1
            case .adviser: adviser += 1
            case .admin: admin += 1
            case .everybody: break
            }
        }
    }
}
