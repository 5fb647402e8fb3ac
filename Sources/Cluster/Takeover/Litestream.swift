import Foundation

/// The operator's Litestream: run to restore a state, and once for all that this host carries away (``Carrier``).
package struct Litestream: Sendable {
    package struct Failure: Error, Sendable, CustomStringConvertible {
        package var description: String
        package var hint: String
    }

    private let program: String
    private let environment: [String: String]

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

    /// Begins to carry away what it is told through the socket its configuration names.
    func replicate(_ configuration: String) throws(Failure) -> Process {
        let process = self.process(["replicate", "-no-expand-env", "-config", configuration])
        process.standardOutput = FileHandle.nullDevice
        do { try process.run() } catch { throw missing }
        return process
    }

    private func process(_ arguments: [String]) -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.environment = environment
        process.standardInput = FileHandle.nullDevice
        return process
    }

    private var missing: Failure { Failure(description: "\(program) cannot be started", hint: Self.versionHint) }

    /// From 0.5.9 on it can be told of a file while it runs, and asked whether all of it is carried away.
    static let versionHint = "Install Litestream 0.5.9 or later, or name it in cluster.litestream."

    static func shown(_ address: String) -> String { String(address.prefix { $0 != "?" }) }

    private static func last(_ words: Data) -> String {
        let line = String(decoding: words.suffix(2_000), as: UTF8.self).split(whereSeparator: \.isNewline).last ?? "it said nothing"
        return String(String.UnicodeScalarView(line.unicodeScalars.filter { $0.value >= 32 && $0.value < 127 }.prefix(300)))
    }
}
