import FoundationEssentials

/// A key of etcd with what stands there.
package struct EtcdEntry: Sendable, Hashable {
    package var key: String
    package var value: [UInt8]
    /// The revision at which the key came into being: for a key on a lease the epoch of its holder.
    package var createRevision: Int64
    package var modRevision: Int64
    /// 0 where it stands on none.
    package var lease: Int64

    package init(key: String, value: [UInt8], createRevision: Int64, modRevision: Int64, lease: Int64 = 0) {
        self.key = key
        self.lease = lease
        self.value = value
        self.createRevision = createRevision
        self.modRevision = modRevision
    }

    package var text: String { String(decoding: value, as: UTF8.self) }
}

/// All of it, if everything compared is so; else only the look at what there is. Each of ours is guarded by a comparison its own success
/// makes untrue, so that one which is carried out twice does nothing the second time.
package struct EtcdTransaction: Sendable, Hashable {
    package enum Comparison: Sendable, Hashable {
        /// 0: there is no such key.
        case created(String, at: Int64)
        case modified(String, at: Int64)
    }

    package enum Change: Sendable, Hashable {
        case put(String, [UInt8], lease: Int64 = 0)
        case delete(String)
    }

    package var comparisons: [Comparison]
    package var changes: [Change]
    /// Looked at where a comparison fails.
    package var otherwise: [String]

    package init(where comparisons: [Comparison], _ changes: [Change], otherwise: [String] = []) {
        self.comparisons = comparisons
        self.changes = changes
        self.otherwise = otherwise
    }
}

package struct EtcdOutcome: Sendable, Hashable {
    package var isDone: Bool
    /// Of the whole store; where it is done, of what was put as well.
    package var revision: Int64
    /// Where it is not: what stands at the keys asked for, in their order, nil where nothing does.
    package var found: [EtcdEntry?]
}

extension EtcdTransaction {
    var wire: WireTransaction {
        WireTransaction(
            compare: comparisons.map { comparison in
                switch comparison {
                case .created(let key, let revision):
                    WireCompare(key: Data(key.utf8), target: .create, create_revision: WireNumber(revision))
                case .modified(let key, let revision):
                    WireCompare(key: Data(key.utf8), target: .mod, mod_revision: WireNumber(revision))
                }
            },
            success: changes.map { change in
                switch change {
                case .put(let key, let value, let lease):
                    WireOperation(
                        request_put: WirePut(key: Data(key.utf8), value: Data(value), lease: lease == 0 ? nil : WireNumber(lease)))
                case .delete(let key): WireOperation(request_delete_range: WireDelete(key: Data(key.utf8)))
                }
            },
            failure: otherwise.map { WireOperation(request_range: WireRange(key: Data($0.utf8))) })
    }
}

extension EtcdEntry {
    init(_ wire: WireKeyValue) {
        self.init(
            key: String(decoding: wire.key, as: UTF8.self), value: Array(wire.value ?? Data()),
            createRevision: wire.create_revision?.value ?? 0, modRevision: wire.mod_revision?.value ?? 0, lease: wire.lease?.value ?? 0)
    }
}
