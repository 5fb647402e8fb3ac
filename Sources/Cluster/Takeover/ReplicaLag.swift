package import Persistence

/// Since when something of the state waits to be carried away.
package struct ReplicaLag: Sendable {
    private var head: Watermark?
    private var lookedAt: Int64?
    private var behindSince: Int64?

    package init() {}

    /// What the state has come to, by the wall clock in milliseconds. A change came about since the look before.
    package mutating func look(_ head: Watermark, at now: Int64) {
        var head = head
        head.at = nil
        if head != self.head { behindSince = behindSince ?? lookedAt ?? now }
        (self.head, lookedAt) = (head, now)
    }

    package var isBehind: Bool { behindSince != nil }

    /// The replica has all that was there after the last look.
    package mutating func carried() { behindSince = nil }

    /// In milliseconds.
    package func waiting(at now: Int64) -> Int64 { behindSince.map { max(0, now - $0) } ?? 0 }
}
