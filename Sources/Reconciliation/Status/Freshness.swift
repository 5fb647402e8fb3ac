package import Bookkeeping
internal import Lexoffice
package import Persistence
internal import StateCharts

/// Since when what the state holds of both systems is known to be what they say. The rows' own moments tell when something last changed
/// and not when it was last looked at.
package struct Freshness: Sendable, Hashable {
    /// When the last complete pass began: it read every open document. Nil before the first one.
    package var hero: Instant?
    /// When every open voucher was last read.
    package var lexoffice: Instant?
    /// Nothing is looked at: paused by a person, or no access.
    package var isStill: Bool

    package static func read(_ store: Store) throws -> Freshness {
        let pass = try store.lastPass(.complete)?.startedAt
        let flow = try IntegrationLevel.current(store)?.configuration.flow
        // One page shows all there is; of more, a pass reads what moved, and the open ones further down now and then.
        let isOnePage = try store.voucherCount() <= VoucherlistPage.size
        let whole = try [store.fact(LexofficeSweep.self)?.at, store.fact(OpenVouchersRead.self)?.at].compactMap(\.self)
        let newest = whole.max { $0.milliseconds < $1.milliseconds }
        return Freshness(hero: pass, lexoffice: isOnePage ? pass : newest, isStill: flow != .running)
    }
}
