import Bookkeeping
import Cluster
import Foundation
import Persistence
import Testing

/// From an epoch to a state, with real files and a Litestream of three lines.
@Suite struct TakeoverTests {
    // MARK: The plan

    struct Case: Sendable {
        var epochs: [Int64]
        var hasState: Bool
        var own: Int64?
        var plan: TakeoverPlan
    }

    @Test(arguments: [
        Case(epochs: [], hasState: false, own: nil, plan: .nothing), Case(epochs: [], hasState: true, own: nil, plan: .bring),
        Case(epochs: [], hasState: true, own: 4, plan: .bring), Case(epochs: [7, 4], hasState: true, own: 7, plan: .goOn),
        Case(epochs: [7, 4], hasState: true, own: 4, plan: .restore(epochs: [7, 4])),
        Case(epochs: [7, 4], hasState: true, own: nil, plan: .restore(epochs: [7, 4])),
        // The file is gone, and the note of its epoch is not.
        Case(epochs: [7, 4], hasState: false, own: 7, plan: .restore(epochs: [7, 4])),
        Case(epochs: [7], hasState: true, own: 9, plan: .restore(epochs: [7])),
    ]) func plans(_ sample: Case) {
        #expect(TakeoverPlan(epochs: sample.epochs, local: LocalState(hasState: sample.hasState, epoch: sample.own)) == sample.plan)
    }

    // MARK: The files

    private let ground: Ground
    init() throws { ground = try Ground() }

    @Test func theFirstHostBringsItsState() throws {
        try ground.makeState(notes: 2)
        #expect(try ground.takeOver(epoch: 5, epochs: []) == .brought)
        let store = try Store.open(directory: ground.directory)
        #expect(try store.restoration() == nil)
        #expect(try ground.folder.look() == LocalState(hasState: true, epoch: 5))
    }

    @Test func withoutAnyStateNothingBegins() throws {
        #expect(throws: Takeover.Failure.self) { try ground.takeOver(epoch: 5, epochs: []) }
        #expect(try ground.folder.look().epoch == nil)
    }

    /// etcd was made anew: what it forgot may be a later owner.
    @Test func aStateThatEtcdForgotCountsAsPutBack() throws {
        try ground.makeState(notes: 2)
        #expect(try ground.takeOver(epoch: 5, epochs: []) == .brought)
        #expect(try ground.takeOver(epoch: 2, epochs: []) == .brought)
        #expect(try Store.open(directory: ground.directory).restoration()?.phase == .relinking)
    }

    @Test func whoComesBackGoesOnAsAfterACrash() throws {
        try ground.makeState(notes: 2)
        _ = try ground.takeOver(epoch: 5, epochs: [])
        let head = try ground.work(notes: 3)
        #expect(try ground.takeOver(epoch: 9, epochs: [5], head: head) == .wentOn)
        #expect(try Store.open(directory: ground.directory).restoration() == nil)
        #expect(try ground.folder.look().epoch == 9)
    }

    /// State and watermark put back together, on a machine that comes back: only etcd knows.
    @Test func aMachineThatWasPutBackLinksAgain() throws {
        try ground.makeState(notes: 2)
        _ = try ground.takeOver(epoch: 5, epochs: [])
        _ = try ground.work(notes: 1)
        try ground.snapshot()
        let head = try ground.work(notes: 3)
        try ground.putSnapshotBack()
        #expect(try ground.takeOver(epoch: 9, epochs: [5], head: head) == .wentOn)
        let restoration = try #require(try Store.open(directory: ground.directory).restoration())
        #expect(restoration.phase == .relinking && restoration.missingEntries == 3)
    }

    @Test func aReplicaThatKnowsTheHeadGoesOn() throws {
        try ground.makeState(notes: 2)
        _ = try ground.takeOver(epoch: 5, epochs: [])
        let head = try ground.work(notes: 3)
        try ground.upload(epoch: 5)
        ground.moveToAnotherHost()
        #expect(try ground.takeOver(epoch: 9, epochs: [5], head: head) == .restored(epoch: 5))
        #expect(try ground.rights() == 0o600)
        #expect(try Store.open(directory: ground.directory).restoration() == nil)
    }

    @Test(arguments: [true, false]) func aReplicaThatIsBehindLinksAgain(isHeadKnown: Bool) throws {
        try ground.makeState(notes: 2)
        _ = try ground.takeOver(epoch: 5, epochs: [])
        _ = try ground.work(notes: 1)
        try ground.upload(epoch: 5)
        let head = try ground.work(notes: 4)
        ground.moveToAnotherHost()
        #expect(try ground.takeOver(epoch: 9, epochs: [5], head: isHeadKnown ? head : nil) == .restored(epoch: 5))
        let restoration = try #require(try Store.open(directory: ground.directory).restoration())
        #expect(restoration.phase == .relinking && restoration.missingEntries == (isHeadKnown ? 4 : nil))
    }

    /// Of the epochs 3 and 5; the second knows the head.
    private func twoReplicas() throws -> Watermark {
        try ground.makeState(notes: 1)
        _ = try ground.takeOver(epoch: 3, epochs: [])
        try ground.upload(epoch: 3)
        let head = try ground.work(notes: 2)
        try ground.upload(epoch: 5)
        return head
    }

    /// The newest there is: the epoch between died before it had carried anything away.
    @Test func theNewestReplicaThereIs() throws {
        let head = try twoReplicas()
        ground.moveToAnotherHost()
        #expect(try ground.takeOver(epoch: 9, epochs: [7, 5, 3], head: head) == .restored(epoch: 5))
        #expect(try Store.open(directory: ground.directory).restoration() == nil)
    }

    /// Who lost the account puts its directory aside, with what nobody else knows in it.
    @Test func whatMayNotBeWrittenOnIsPutAside() throws {
        try ground.makeState(notes: 2)
        _ = try ground.takeOver(epoch: 5, epochs: [])
        try ground.upload(epoch: 5)
        let lost = try ground.work(notes: 2)
        for epoch in [9, 12, 15, 18, 21, 24] as [Int64] {
            #expect(try ground.takeOver(epoch: epoch, epochs: [epoch - 1, 5], head: lost) == .restored(epoch: 5))
        }
        let kept = try FileManager.default.contentsOfDirectory(atPath: ground.directory + "/aside").sorted()
        #expect(kept.map { $0.prefix { $0 != "-" } } == ["15", "18", "21", "24"])
        let files = try FileManager.default.contentsOfDirectory(atPath: ground.directory + "/aside/\(kept[0])")
        #expect(Set(files).isSuperset(of: ["reconcile.sqlite", "reconcile.watermark", "reconcile.epoch"]))
    }

    @Test func aStoreThatCannotBeReadStopsTheTakeover() throws {
        try ground.makeState(notes: 1)
        _ = try ground.takeOver(epoch: 5, epochs: [])
        try ground.breakStore()
        #expect(throws: Takeover.Failure.self) { try ground.takeOver(epoch: 9, epochs: [7, 5]) }
        // Nothing was touched.
        #expect(try ground.folder.look() == LocalState(hasState: true, epoch: 5))
    }

    /// A replica that lacks changes in its middle: passed over, it would cost what people decided since the one before; taken, the state
    /// that may still lie somewhere would be put aside by one host after the other.
    @Test func aDamagedReplicaIsNeitherTakenNorPassedOver() throws {
        let head = try twoReplicas()
        try ground.damageReplica(epoch: 5)
        let failure = #expect(throws: Takeover.Failure.self) { try ground.takeOver(epoch: 9, epochs: [7, 5, 3], head: head) }
        guard case .replica(let cause) = failure else { Issue.record("\(String(describing: failure))"); return }
        #expect(cause.description.contains("/alpha/5 is damaged") && cause.hint.contains("owned the account last"))
        // Nothing was touched, and who has the state itself goes on with it.
        #expect(try ground.folder.look() == LocalState(hasState: true, epoch: 3))
        let left = try FileManager.default.contentsOfDirectory(atPath: ground.directory)
        #expect(left.allSatisfy { !$0.contains("restored") && $0 != "aside" })
        #expect(try ground.takeOver(epoch: 11, epochs: [3], head: head) == .wentOn)

        // Once it is moved away, the one before it is what there is.
        try ground.removeReplica(epoch: 5)
        #expect(try ground.takeOver(epoch: 13, epochs: [7, 5, 3], head: head) == .restored(epoch: 3))
        #expect(try Store.open(directory: ground.directory).restoration()?.phase == .relinking)
    }

    @Test(arguments: [
        "s3://bucket/reconcile", "s3://bucket/x?endpoint=http://minio:9000", "sftp://backup@host:22/srv/r", "file:///mnt/backup/",
    ]) func replicas(_ text: String) throws {
        let address = try #require(Replica(text)).address(try #require(AccountKeys("alpha")), epoch: 17)
        #expect(address.contains("/alpha/17") && address.contains("?") == text.contains("?"))
    }

    @Test(arguments: ["", "/mnt/backup", "http://x/y", "sftp://user:word@host/x", "s3://", "s3://b u"]) func noReplicas(_ text: String) {
        #expect(Replica(text) == nil)
    }
}
