import Foundation
package import Persistence

/// From an epoch to a state that can be opened: the newest replica, and beside it the head it must have come to. Whether what was lost
/// matters is decided by comparing the two (``Store/open(directory:)``): one that knows the head goes on as after a crash, whose open
/// writes wait for the settle window from now on; any other is linked again first.
package struct Takeover: Sendable {
    package enum Failure: Error, Sendable {
        case nothingToBegin
        case replica(Litestream.Failure)
        case state(StoreError)
    }

    /// How the state came to be here.
    package enum Origin: Sendable, Hashable {
        case brought
        case wentOn
        case restored(epoch: Int64)
        /// No replica was there, but an old state was.
        case kept
    }

    private let ownership: Ownership
    private let folder: StateFolder
    private let replica: Replica
    private let litestream: Litestream
    private let laying: Laying

    /// How the head comes beside the state.
    package typealias Laying = @Sendable (Watermark?, _ directory: String) throws(StoreError) -> Void
    package static let laying: Laying = { (head, directory) throws(StoreError) in try Watermark.lay(head, directory: directory) }

    package init(
        _ ownership: Ownership, folder: StateFolder, replica: Replica, litestream: Litestream, laying: @escaping Laying = Takeover.laying
    ) {
        self.ownership = ownership
        self.folder = folder
        self.replica = replica
        self.litestream = litestream
        self.laying = laying
    }

    /// Of this many epochs a replica is looked for.
    package static let epochsMaximum = 16

    /// Blocks. After a failure it can be run again.
    package func run(_ record: AccountRecord) throws(Failure) -> Origin {
        CarrierNote.endOrphan(of: folder.path(Store.fileName))
        let origin = try prepare(record)
        try state { () throws(StoreError) in
            try folder.forgetReplica()
            try folder.note(epoch: ownership.epoch)
        }
        return origin
    }

    private func prepare(_ record: AccountRecord) throws(Failure) -> Origin {
        let local = try state { () throws(StoreError) in try folder.look() }
        let head = record.head.flatMap { Watermark($0.value) }
        switch TakeoverPlan(epochs: record.epochs.filter { $0 < ownership.epoch }, local: local) {
        case .nothing: throw .nothingToBegin
        case .bring:
            if local.epoch != nil { try lay(nil) }
            return .brought
        case .goOn:
            // The file beside the state may know more than the last announcement; it may never know less.
            if let head, Watermark.read(directory: folder.directory)?.covers(head) != true { try lay(head) }
            return .wentOn
        case .restore(let epochs):
            let restored = folder.path("reconcile.restored")
            for epoch in epochs.prefix(Self.epochsMaximum) where try fetch(epoch, to: restored) {
                try state { () throws(StoreError) in
                    try folder.putAside("\(ownership.epoch)")
                    try folder.adopt(restored)
                }
                try lay(head)
                return .restored(epoch: epoch)
            }
            guard local.hasState else { throw .nothingToBegin }
            try lay(head)
            return .kept
        }
    }

    private func lay(_ head: Watermark?) throws(Failure) {
        try state { () throws(StoreError) in try laying(head, folder.directory) }
    }

    /// False where there is no such replica. A damaged one is none to go on with, and none to pass over: whoever owned it last may still
    /// have the state itself, and everything a person decided since the one before would be lost.
    private func fetch(_ epoch: Int64, to file: String) throws(Failure) -> Bool {
        do throws(Litestream.Failure) {
            let address = replica.address(ownership.keys, epoch: epoch)
            guard try litestream.restore(address, to: file) else { return false }
            try requireWhole(file, address)
            return true
        } catch {
            throw .replica(error)
        }
    }

    private func requireWhole(_ file: String, _ address: String) throws(Litestream.Failure) {
        do throws(StoreError) {
            try Store.requireWhole(file)
        } catch {
            unlink(file)
            throw Litestream.Failure(
                description: "the replica \(Litestream.shown(address)) is damaged: \(error.cause)",
                hint: "Start the host that owned the account last; where its disk is gone, move this replica away.")
        }
    }

    private func state<T>(_ work: () throws(StoreError) -> T) throws(Failure) -> T {
        do throws(StoreError) { return try work() } catch { throw .state(error) }
    }
}
