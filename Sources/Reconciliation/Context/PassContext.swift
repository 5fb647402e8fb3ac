package import Bookkeeping
package import Hero
package import Lexoffice
package import Persistence
package import StateCharts
package import Transport

/// What every step of a pass shares. It can read both systems and write to neither.
package struct PassContext: Sendable {
    package let store: Store
    package let hero: HeroReader
    package let lexoffice: LexofficeReader
    package let time: any TimeSource
    package let policy: Policy
    package let author: Author
    /// What a deletion gives back; nil where nothing can have been granted.
    package let withdrawal: LoginWithdrawal?
    /// Told of each finished piece of work: a terminal shows it, a watchdog is fed by it.
    package let progress: @Sendable (PassProgress) -> Void
    package let probes = SystemProbes()

    package init(
        store: Store, hero: HeroReader, lexoffice: LexofficeReader, time: any TimeSource, policy: Policy, author: Author,
        withdrawal: LoginWithdrawal? = nil, progress: @escaping @Sendable (PassProgress) -> Void = { _ in }
    ) {
        self.store = store
        self.hero = hero
        self.lexoffice = lexoffice
        self.time = time
        self.policy = policy
        self.author = author
        self.withdrawal = withdrawal
        self.progress = progress
    }

    /// The same work in somebody else's name.
    package func acting(as author: Author) -> PassContext {
        PassContext(
            store: store, hero: hero, lexoffice: lexoffice, time: time, policy: policy, author: author, withdrawal: withdrawal,
            progress: progress)
    }

    package var now: Instant { Instant(milliseconds: time.wallMilliseconds()) }
    package var doubtNow: SettleWindow { SettleWindow(bootID: time.bootID, sinceMilliseconds: time.monotonicMilliseconds()) }

    /// Whether absence counts: the window is measured on the clock of one boot, and begins again after another.
    package func hasSettled(_ doubt: SettleWindow?) -> Bool {
        guard let doubt, doubt.bootID == time.bootID else { return false }
        return time.monotonicMilliseconds().minus(doubt.sinceMilliseconds) >= policy.settle
    }

    package func invoice(_ key: String) throws -> Machine<InvoiceChart>? { try store.machine(InvoiceChart.self, key) }

    @discardableResult
    package func advance<C: StateChart>(
        _ chart: C.Type, _ key: String, _ event: C.Event, _ commitment: TransitionChanges = TransitionChanges()
    ) throws -> Advance<C> { try store.advance(chart, key, event, commitment, by: author, at: now) }
}
