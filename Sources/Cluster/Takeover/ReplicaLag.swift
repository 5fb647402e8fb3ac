package import Persistence

/// Since when something of the state waits to be carried away. Litestream says of each file in the replica when it was made: what came
/// about later is not there yet.
package struct ReplicaLag: Sendable {
    /// The files say seconds.
    private static let step: Int64 = 1_000
    /// Between two questions, in milliseconds: each costs a list of the object store.
    private static let patience: Int64 = 10_000

    private var head: Watermark?
    private var lookedAt: Int64?
    private var newestChangeAt: Int64 = 0
    private var behindSince: Int64?
    private var askedAt: Int64?

    package init() {}

    /// What the state has come to, by the wall clock. A change came about since the look before; what the first look finds is older than
    /// anybody knows, and any file has it.
    package mutating func look(_ head: Watermark, at now: Int64) {
        var head = head
        head.at = nil
        if head != self.head {
            newestChangeAt = lookedAt ?? 0
            behindSince = behindSince ?? lookedAt ?? now
        }
        (self.head, lookedAt) = (head, now)
    }

    /// Whether to ask the replica: not while it is known to have everything.
    package mutating func shouldAsk(at now: Int64) -> Bool {
        guard behindSince != nil, askedAt.map({ now - $0 >= Self.patience }) ?? true else { return false }
        askedAt = now
        return true
    }

    /// - Parameter made: when the newest file of the replica was; nil for none.
    package mutating func found(_ made: Int64?) {
        guard let since = behindSince, let made else { return }
        behindSince = made + Self.step > newestChangeAt ? nil : max(since, made)
    }

    /// In milliseconds.
    package func waiting(at now: Int64) -> Int64 { behindSince.map { max(0, now - $0) } ?? 0 }
}
