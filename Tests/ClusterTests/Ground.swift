import Bookkeeping
import Cluster
import Foundation
import Persistence
import StateCharts
import Testing

/// A state directory, a store of replicas, and a program that does what Litestream does with them, file by file.
final class Ground {
    let directory: String
    private let base: String
    private let litestream: Litestream
    private let keys: AccountKeys
    private let moment = Instant(milliseconds: 1_774_951_200_000)

    init() throws {
        base = NSTemporaryDirectory() + "reconcile-takeover-" + UUID().uuidString
        directory = base + "/state"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        try FileManager.default.createDirectory(atPath: base + "/replicas", withIntermediateDirectories: true)
        let script = """
            #!/bin/sh
            # restore -if-replica-exists -o FILE ADDRESS
            place="${5#file://}"
            if [ -e "$place/broken" ] || [ -e "\(base)/replicas/broken" ]; then echo 'no route to host' >&2; exit 1; fi
            if [ -e "$place/copy" ]; then cp "$place/copy" "$4"; chmod 644 "$4"; fi
            """
        try script.write(toFile: base + "/litestream", atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: base + "/litestream")
        litestream = try #require(Litestream(program: base + "/litestream", environment: ["PATH": "/usr/bin:/bin"]))
        keys = try #require(AccountKeys("alpha"))
    }

    deinit { try? FileManager.default.removeItem(atPath: base) }

    var folder: StateFolder { StateFolder(directory: directory, account: "alpha") }

    func takeOver(epoch: Int64, epochs: [Int64], head: Watermark? = nil) throws -> Takeover.Origin {
        let replica = try #require(Replica("file://\(base)/replicas"))
        let takeover = Takeover(
            Ownership(keys: keys, host: "h1", epoch: epoch), folder: folder, replica: replica, litestream: litestream)
        let entry = try head.map { EtcdEntry(key: keys.head, value: try $0.bytes(), createRevision: 1, modRevision: 2) }
        return try takeover.run(AccountRecord(epochs: epochs, head: entry))
    }

    func makeState(notes: Int) throws { _ = try work(notes: notes) }

    /// Opens the state, writes into its journal, and dies; the head as it would have been announced last.
    func work(notes: Int) throws -> Watermark {
        let store = try Store.open(directory: directory)
        let author = Author(actor: "pass", cause: "test", software: "1", mapping: "")
        for number in 1...notes { try store.note("test", IntegrationChart.self, "\(number)", detail: [:], by: author, at: moment) }
        return try store.head(at: moment)
    }

    func upload(epoch: Int64) throws {
        let place = "\(base)/replicas/alpha/\(epoch)"
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
        try? FileManager.default.removeItem(atPath: place + "/copy")
        _ = try Store.view(directory: directory).backup(to: place + "/copy", at: moment)
    }

    /// One page is another one's.
    func damageReplica(epoch: Int64) throws {
        let copy = "\(base)/replicas/alpha/\(epoch)/copy"
        var bytes = try Data(contentsOf: URL(filePath: copy))
        bytes.replaceSubrange(8_192..<12_288, with: bytes[4_096..<8_192])
        try bytes.write(to: URL(filePath: copy))
    }

    func removeReplica(epoch: Int64) throws { try FileManager.default.removeItem(atPath: "\(base)/replicas/alpha/\(epoch)") }

    func breakStore() throws { try Data().write(to: URL(fileURLWithPath: base + "/replicas/broken")) }

    func moveToAnotherHost() {
        try? FileManager.default.removeItem(atPath: directory)
        try? FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    }

    func snapshot() throws { try FileManager.default.copyItem(atPath: directory, toPath: base + "/snapshot") }

    func putSnapshotBack() throws {
        try FileManager.default.removeItem(atPath: directory)
        try FileManager.default.moveItem(atPath: base + "/snapshot", toPath: directory)
    }

    func rights() throws -> Int {
        let facts = try FileManager.default.attributesOfItem(atPath: directory + "/" + Store.fileName)
        return (facts[.posixPermissions] as? NSNumber)?.intValue ?? 0
    }
}
