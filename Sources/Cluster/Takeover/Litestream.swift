import Foundation
import Synchronization

/// The operator's Litestream, run for one state: once to restore it, and as long as this host owns the account to carry it away.
package final class Litestream: Sendable {
    package struct Failure: Error, Sendable, CustomStringConvertible {
        package var description: String
        package var hint: String
    }

    private let program: String
    private let environment: [String: String]
    private let running = Mutex<Process?>(nil)

    /// What a child needs: where things are, and the keys of the object store. None of ours.
    private static let passedOn = ["PATH", "HOME", "LANG", "SSL_CERT_FILE", "SSL_CERT_DIR", "http_proxy", "https_proxy", "no_proxy"]
    private static let passedPrefixes = ["LITESTREAM_", "AWS_", "GOOGLE_", "AZURE_"]

    /// - Parameter program: a path, or a name to be found along `PATH`; nil of what is not there.
    package init?(program: String, environment: [String: String]) {
        let folders = (environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":").map(String.init)
        let places = program.contains("/") ? [program] : folders.map { "\($0)/\(program)" }
        guard let found = places.first(where: FileManager.default.isExecutableFile) else { return nil }
        self.program = found
        self.environment = environment.filter { name, _ in
            Self.passedOn.contains(name) || Self.passedPrefixes.contains { name.hasPrefix($0) }
        }
    }

    /// False where there is no such replica. Blocks.
    package func restore(_ address: String, to file: String) throws(Failure) -> Bool {
        for rest in ["", "-wal", "-shm"] { unlink(file + rest) }
        let log = Pipe()
        let process = self.process(["restore", "-if-replica-exists", "-o", file, address])
        process.standardError = log
        process.standardOutput = log
        do { try process.run() } catch { throw missing }
        let words = log.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure(
                description: "litestream restore \(Self.shown(address)) ended with \(process.terminationStatus): \(Self.last(words))",
                hint: "Try the same by hand as the user of the service; nothing is written until a replica can be read.")
        }
        return FileManager.default.fileExists(atPath: file)
    }

    /// Begins to carry the state away. One that ends by itself is begun again by ``keepRunning``.
    package func replicate(_ database: String, to address: String) throws(Failure) {
        let process = self.process(["replicate", database, address])
        process.standardOutput = FileHandle.nullDevice
        do { try process.run() } catch { throw missing }
        let text = Array("\(process.processIdentifier)\n".utf8)
        // Only so that the next start finds an orphan; without it the orphan writes into a folder nobody reads any more.
        _ = FileManager.default.createFile(atPath: Self.note(database), contents: Data(text), attributes: [.posixPermissions: 0o600])
        running.withLock { $0 = process }
    }

    /// When the newest file of a replica was made, as Unix milliseconds; nil where there is none, or nobody answers in time. Blocks.
    package func newest(_ address: String, atMost milliseconds: Int) -> Int64? {
        let process = self.process(["ltx", address])
        let answer = Pipe()
        process.standardOutput = answer
        process.standardError = FileHandle.nullDevice
        // One that cannot be started is told by whoever keeps it running.
        guard (try? process.run()) != nil else { return nil }
        let end = DispatchWorkItem { process.terminate() }
        DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(milliseconds), execute: end)
        let words = answer.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        end.cancel()
        return process.terminationStatus == 0 ? Self.newest(in: String(decoding: words, as: UTF8.self)) : nil
    }

    /// The last column of a table, below its title: `2026-12-01T10:31:51Z`.
    package static func newest(in table: String) -> Int64? {
        let moments = table.split(whereSeparator: \.isNewline).compactMap { line in
            // The title has none.
            line.split(separator: " ").last.flatMap { try? Date(String($0), strategy: .iso8601) }
        }
        return moments.max().map { Int64($0.timeIntervalSince1970 * 1000) }
    }

    package var isRunning: Bool { running.withLock { $0?.isRunning ?? false } }

    /// It uploads what is left and ends; after so long it is ended. Blocks.
    package func stop(atMost milliseconds: Int) {
        guard let process = running.withLock({ $0 }) else { return }
        process.terminate()
        for _ in 0..<max(1, milliseconds / 20) where process.isRunning { usleep(20_000) }
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        process.waitUntilExit()
        running.withLock { $0 = nil }
    }

    private func process(_ arguments: [String]) -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.environment = environment
        process.standardInput = FileHandle.nullDevice
        return process
    }

    /// The service was killed and its Litestream was not: two of them on one file would disturb each other.
    package func endOrphan(of database: String) {
        guard let text = FileManager.default.contents(atPath: Self.note(database)),
            let id = pid_t(String(decoding: text, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)), id > 1,
            let line = FileManager.default.contents(atPath: "/proc/\(id)/cmdline")
        else { return }
        let words = line.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
        if words.contains("replicate"), words.contains(database) { kill(id, SIGKILL) }
    }

    private static func note(_ database: String) -> String { database + "-litestream.pid" }

    private var missing: Failure {
        Failure(description: "\(program) cannot be started", hint: "Install Litestream 0.5 or later, or name it in cluster.litestream.")
    }

    private static func shown(_ address: String) -> String { String(address.prefix { $0 != "?" }) }

    private static func last(_ words: Data) -> String {
        let line = String(decoding: words.suffix(2_000), as: UTF8.self).split(whereSeparator: \.isNewline).last ?? "it said nothing"
        return String(String.UnicodeScalarView(line.unicodeScalars.filter { $0.value >= 32 && $0.value < 127 }.prefix(300)))
    }
}
