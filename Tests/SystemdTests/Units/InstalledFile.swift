import Foundation

/// A file of the folder `systemd`, as it is installed.
struct InstalledFile: Sendable {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "systemd")

    let name: String
    let text: String

    init(_ name: String) throws {
        self.name = name
        text = try String(contentsOf: InstalledFile.folder.appending(path: name), encoding: .utf8)
    }

    /// Without comments and blank lines.
    var lines: [String] {
        text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty && !$0.hasPrefix("#") }
    }
}

/// A unit: each directive with its values in the order of the file, as `systemd.syntax(7)` has it.
struct UnitFile: Sendable {
    struct Key: Hashable, Sendable {
        let section: String
        let name: String
    }

    let values: [Key: [String]]

    init(_ name: String) throws {
        var values: [Key: [String]] = [:]
        var section = ""
        for line in try InstalledFile(name).lines {
            if line.hasPrefix("["), line.hasSuffix("]") {
                section = String(line.dropFirst().dropLast())
            } else {
                let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
                guard parts.count == 2 else { throw Malformed(line: line) }
                values[Key(section: section, name: parts[0]), default: []].append(parts[1])
            }
        }
        self.values = values
    }

    subscript(section: String, name: String) -> [String]? { values[Key(section: section, name: name)] }

    struct Malformed: Error {
        let line: String
    }
}

/// An empty folder that is gone with the test.
final class TemporaryFolder {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "systemd-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    func place(_ text: String, at path: String) throws {
        let file = url.appending(path: path)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try text.write(to: file, atomically: false, encoding: .utf8)
    }

    deinit { try? FileManager.default.removeItem(at: url) }
}

/// One of systemd's own tools, where the machine has it.
struct Tool: Sendable {
    let path: String

    init(_ name: String) {
        let places = ["/usr/bin/", "/bin/"].map { $0 + name }
        path = places.first { FileManager.default.isExecutableFile(atPath: $0) } ?? places[0]
    }

    var exists: Bool { FileManager.default.isExecutableFile(atPath: path) }

    /// Exit status, and standard output and standard error in one.
    func run(_ arguments: String...) throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.environment = ["PATH": "/usr/bin:/bin:/usr/sbin:/sbin", "LC_ALL": "C.UTF-8", "SYSTEMD_PAGER": "", "SYSTEMD_COLORS": "0"]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let bytes = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: bytes, as: UTF8.self))
    }
}
