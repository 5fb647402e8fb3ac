import Bookkeeping
import Cluster
import Foundation
import Persistence
import Reconciliation
import Wording

/// From a replica to a state that is linked again first. How far the other machine came nobody has noted elsewhere, so that there is no
/// other way: with a mark beside it a state that is behind would go on as after a crash.
struct AccountTakeover {
    struct Outcome {
        /// Where what lay here is now; nil where nothing did.
        var aside: String?
        /// What the replica knows at least.
        var lastPass: Instant?
    }

    let fleet: FleetFile
    let account: AccountName
    let replica: Replica
    let litestream: Litestream
    let language: Language

    private static let purpose = "reconcile fleet takeover"

    func run() throws -> Outcome {
        let directory = fleet.state(of: account)
        try AccountMaking(fleet: fleet).makeStateDirectory(of: account)
        let lock = try Wiring(account: account, in: fleet).lock(Self.purpose)
        defer { withExtendedLifetime(lock) {} }
        // Apart, so that nobody takes it for the state before it was looked at.
        let place = directory + "/takeover"
        try emptied(place)
        // What is left of it is in nobody's way, and goes with the next one.
        defer { try? FileManager.default.removeItem(atPath: place) }
        let restored = place + "/" + Store.fileName
        try restore(to: restored)
        try Store.requireWhole(restored)
        let lastPass = try Store.view(directory: place).lastPass()?.finishedAt
        let folder = StateFolder(directory: directory, account: account.description)
        let aside = try folder.putAside("\(Int(Date().timeIntervalSince1970))")
        try folder.adopt(restored)
        try Watermark.lay(nil, directory: directory)
        AccountMaking.giveBack(directory)
        return Outcome(aside: aside, lastPass: lastPass)
    }

    private func emptied(_ place: String) throws(CommandFailure) {
        // What an interrupted one left; where it cannot be removed the next line says so.
        try? FileManager.default.removeItem(atPath: place)
        guard mkdir(place, 0o700) == 0 else {
            throw CommandFailure(
                .cannotWriteState, code: "cannot_make_account", "cannot make \(place): \(String(cString: strerror(errno)))",
                hint: "Run it as root, or as the user who owns the directory.")
        }
    }

    private func restore(to file: String) throws(CommandFailure) {
        do throws(Litestream.Failure) {
            if try litestream.restore(replica.whole, to: file) { return }
        } catch {
            throw CommandFailure(.unavailable, code: "replica_unreadable", "\(error)", hint: error.hint)
        }
        throw CommandFailure(.configuration, code: "no_replica", TakeoverWords.noReplica(language), hint: TakeoverWords.address(language))
    }
}
