import Dispatch
package import Persistence

/// An account this host owns, with what it needs to keep it: from the first question to the last word.
package struct ClusterSeat: Sendable {
    package enum Wait: Sendable, Hashable {
        case owned(by: String)
        /// A person wants it elsewhere, or has emptied this host.
        case notHere
        /// Nobody has owned it yet, and there is no state here to begin with.
        case nothingToBegin
        case away(EtcdError)
        case replica(String)

        package var words: String {
            switch self {
            case .owned(let host): "Waiting: \(host) owns this account"
            case .notHere: "Waiting: this account is to be on another host"
            case .nothingToBegin: "Waiting: nobody has brought a state of this account; set it up on one host first"
            case .away: "Waiting: etcd does not answer"
            case .replica: "Waiting: the replica cannot be read"
            }
        }
    }

    package enum Failure: Error, Sendable {
        case waits(Wait)
        case state(StoreError)
    }

    package let host: ClusterHost
    package let ownership: Ownership
    package let lease: HostLease
    /// As nobody can change it any more but this host.
    package let record: AccountRecord
    package let origin: Takeover.Origin
    /// The file of its state.
    package let database: String

    /// One try: looks, takes, restores. What was taken and cannot be used is handed back.
    package static func take(
        _ account: AccountKeys, _ host: ClusterHost, directory: String, laying: @escaping Takeover.Laying = Takeover.laying
    ) async throws(Failure) -> ClusterSeat {
        let folder = StateFolder(directory: directory, account: account.account)
        let (ownership, lease, record) = try await own(account, host, folder)
        let takeover = Takeover(
            ownership, folder: folder, replica: host.settings.replica, litestream: host.carrier.litestream, laying: laying)
        do throws(Takeover.Failure) {
            let origin = try await Blocking.run { () throws(Takeover.Failure) in try takeover.run(record) }
            let database = folder.path(Store.fileName)
            do throws(Litestream.Failure) {
                try await host.carrier.carry(database, to: host.settings.replica.address(account, epoch: ownership.epoch))
            } catch {
                throw Takeover.Failure.replica(error)
            }
            return ClusterSeat(
                host: host, ownership: ownership, lease: lease, record: record, origin: origin, database: database)
        } catch {
            // Somebody else may be able to; without an answer the lease ends one day.
            _ = try? await ownership.handBack(host.gateway, unused: true)
            switch error {
            case .nothingToBegin: throw .waits(.nothingToBegin)
            case .replica(let failure): throw .waits(.replica("\(failure). \(failure.hint)"))
            case .state(let failure): throw .state(failure)
            }
        }
    }

    private static func own(_ account: AccountKeys, _ host: ClusterHost, _ folder: StateFolder) async throws(Failure) -> (
        Ownership, HostLease, AccountRecord
    ) {
        let hasState = try state { () throws(StoreError) in try folder.look().hasState }
        let lease = try await ask { () async throws(EtcdError) in try await host.lease() }
        let before = try await ask { () async throws(EtcdError) in try await AccountRecord.read(account, host.gateway) }
        let placement = try await ask { () async throws(EtcdError) in try await Placement.read(host.gateway) }
        // One on this very lease is ours: the answer, or what should have followed it, was lost.
        if let owner = before.owner, owner.lease != lease.id { throw .waits(.owned(by: owner.host)) }
        guard placement.mayTake(host.name, wanted: before.wanted) else { throw .waits(.notHere) }
        guard !before.epochs.isEmpty || hasState else { throw .waits(.nothingToBegin) }
        let ownership = try await ask { () async throws(EtcdError) in
            try await Ownership.take(account, host: host.name, lease: lease, host.gateway)
        }
        guard let ownership else { throw .waits(.owned(by: "another host")) }
        return try await ask { () async throws(EtcdError) in
            // Again: until the key was gone its owner could announce.
            let record = try await AccountRecord.read(account, host.gateway)
            try await ownership.forget(record.epochs.dropFirst(2 * Takeover.epochsMaximum), host.gateway)
            return (ownership, lease, record)
        }
    }

    private static func ask<T: Sendable>(_ question: () async throws(EtcdError) -> T) async throws(Failure) -> T {
        do throws(EtcdError) { return try await question() } catch { throw .waits(.away(error)) }
    }

    private static func state<T>(_ work: () throws(StoreError) -> T) throws(Failure) -> T {
        do throws(StoreError) { return try work() } catch { throw .state(error) }
    }

    /// What a look at etcd finds of an account this host owns, as far as it knows.
    package enum Look: Sendable, Hashable {
        case stands
        /// etcd does not answer.
        case away
        case lost
        /// A person wants it on another host that is there, or has emptied this one.
        case wantedElsewhere
    }

    package func look() async -> Look {
        if lease.standing == .gone { return .lost }
        do throws(EtcdError) {
            // One question for each account; of the hosts they all ask the same.
            let record = try await AccountRecord.read(ownership.keys, host.gateway)
            guard record.owner?.epoch == ownership.epoch else { return .lost }
            return try await host.placement().shouldHandBack(host.name, wanted: record.wanted) ? .wantedElsewhere : .stands
        } catch {
            return .away
        }
    }

    /// Whether Litestream runs and has been told of the state.
    package var isCarried: Bool { host.carrier.carries(database) }

    /// The state is closed: what is left is carried away, and whoever waits takes over at once.
    /// - Returns: false where the next owner may have to link again what was written last.
    package func leave() async -> Bool {
        let isWhole = await host.carrier.letGo(database, atMost: Self.uploadMaximum)
        // Without an answer the lease ends by itself; who lost the account has nothing to hand back.
        _ = try? await ownership.handBack(host.gateway)
        return isWhole
    }

    /// What the last upload may take, in milliseconds.
    private static let uploadMaximum = 8_000
}
