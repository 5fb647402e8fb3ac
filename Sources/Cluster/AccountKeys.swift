/// What etcd keeps of an account. Nothing of the books stands there: numbers, digests, and sealed tokens.
package struct AccountKeys: Sendable, Hashable {
    package let account: String

    /// Of letters, digits, `-`, `_` and `.`, so that it is a folder and a key as well; nil for another name.
    package init?(_ account: String) {
        let isPlain = account.utf8.allSatisfy {
            (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || "-_.".utf8.contains($0)
        }
        guard (1...64).contains(account.utf8.count), isPlain, account.first != ".", account != "hosts" else { return nil }
        self.account = account
    }

    package static let root = "/reconcile/"
    var prefix: String { "\(Self.root)\(account)/" }

    /// On its host's lease; made at the revision that is the epoch.
    package var owner: String { "\(prefix)owner" }
    /// How far the owner has announced.
    package var head: String { "\(prefix)head" }
    package var tokens: String { "\(prefix)tokens" }
    /// The host a person wants.
    package var wanted: String { "\(prefix)wanted" }
    package var epochs: String { "\(prefix)epochs/" }
    /// With leading zeros, so that they stand in their order.
    package func epoch(_ epoch: Int64) -> String {
        let digits = String(max(0, epoch))
        return epochs + String(repeating: "0", count: max(0, 19 - digits.count)) + digits
    }
}

/// What etcd keeps of a host.
package struct HostKeys: Sendable, Hashable {
    package let host: String

    package init?(_ host: String) {
        guard AccountKeys(host) != nil else { return nil }
        self.host = host
    }

    static let all = "\(AccountKeys.root)hosts/"
    /// On the host's lease.
    package var alive: String { "\(Self.all)\(host)/alive" }
    /// It is to own nothing: somebody emptied it on purpose.
    package var drained: String { "\(Self.all)\(host)/drained" }
}
