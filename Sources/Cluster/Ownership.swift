/// The one host that writes for an account. Its key stands on the host's lease; the revision at which it was made is the *epoch*, which
/// only grows, and by which everything else is fenced.
package struct Ownership: Sendable, Hashable {
    package let keys: AccountKeys
    package let host: String
    package let epoch: Int64

    package init(keys: AccountKeys, host: String, epoch: Int64) {
        self.keys = keys
        self.host = host
        self.epoch = epoch
    }

    /// Nil while somebody owns it. The epoch is written down before anything else is done in it.
    package static func take(_ keys: AccountKeys, host: String, lease: HostLease, _ gateway: EtcdGateway) async throws(EtcdError)
        -> Ownership?
    {
        let taking = EtcdTransaction(
            where: [.created(keys.owner, at: 0)], [.put(keys.owner, Array(host.utf8), lease: lease.id)], otherwise: [keys.owner])
        let outcome = try await gateway.run(taking)
        var epoch = outcome.revision
        if !outcome.isDone {
            // An answer that was lost on its way may have been a yes.
            guard let standing = outcome.found.first.flatMap(\.self), standing.lease == lease.id else { return nil }
            epoch = standing.createRevision
        }
        let ownership = Ownership(keys: keys, host: host, epoch: epoch)
        let noting = EtcdTransaction(where: [ownership.isMine], [.put(keys.epoch(epoch), Array(host.utf8))])
        return try await gateway.run(noting).isDone ? ownership : nil
    }

    /// What every change of this account's keys is compared with.
    var isMine: EtcdTransaction.Comparison { .created(keys.owner, at: epoch) }

    /// Whoever waits takes over at once. False where it was lost before.
    /// - Parameter unused: nothing was done in this epoch, and nobody needs to look for its replica.
    @discardableResult
    package func handBack(_ gateway: EtcdGateway, unused: Bool = false) async throws(EtcdError) -> Bool {
        let note: [EtcdTransaction.Change] = unused ? [.delete(keys.epoch(epoch))] : []
        return try await gateway.run(EtcdTransaction(where: [isMine], [.delete(keys.owner)] + note)).isDone
    }

    /// Of old epochs no replica is ever looked for again.
    package func forget(_ epochs: some Sequence<Int64>, _ gateway: EtcdGateway) async throws(EtcdError) {
        let notes = epochs.prefix(Self.forgottenAtOnce).map { EtcdTransaction.Change.delete(keys.epoch($0)) }
        if !notes.isEmpty { _ = try await gateway.run(EtcdTransaction(where: [isMine], notes)) }
    }

    /// etcd takes 128 changes in one transaction.
    private static let forgottenAtOnce = 100
}

/// What etcd knows of an account when somebody looks.
package struct AccountRecord: Sendable, Hashable {
    package struct Owner: Sendable, Hashable {
        package var host: String
        package var epoch: Int64
        package var lease: Int64

        package init(host: String, epoch: Int64, lease: Int64) {
            self.host = host
            self.epoch = epoch
            self.lease = lease
        }
    }

    package var owner: Owner?
    /// Newest first; one that wrote something stands among them.
    package var epochs: [Int64]
    package var head: EtcdEntry?
    /// The host a person wants.
    package var wanted: String?

    package init(owner: Owner? = nil, epochs: [Int64] = [], head: EtcdEntry? = nil, wanted: String? = nil) {
        self.owner = owner
        self.epochs = epochs
        self.head = head
        self.wanted = wanted
    }

    package static func read(_ keys: AccountKeys, _ gateway: EtcdGateway) async throws(EtcdError) -> AccountRecord {
        var record = AccountRecord()
        for entry in try await gateway.entries(below: keys.prefix) {
            switch entry.key {
            case keys.owner: record.owner = Owner(host: entry.text, epoch: entry.createRevision, lease: entry.lease)
            case keys.head: record.head = entry
            case keys.wanted: record.wanted = entry.text
            default:
                guard entry.key.hasPrefix(keys.epochs), let epoch = Int64(entry.key.dropFirst(keys.epochs.count)) else { continue }
                record.epochs.append(epoch)
            }
        }
        record.epochs.sort(by: >)
        return record
    }
}
