import Foundation

/// Every command line the tests ran, a JSON list each, where `COMMANDS_RUN` names a file: the pages may show no other.
enum CommandLog {
    private static let path = ProcessInfo.processInfo.environment["COMMANDS_RUN"]

    static func add(_ arguments: [String]) throws {
        guard let path else { return }
        let line = try JSONEncoder().encode(arguments) + Data("\n".utf8)
        let file = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw Child.Failure(description: "\(path): \(String(cString: strerror(errno)))") }
        defer { close(file) }
        // One write to a file opened for appending: lines of several tests do not mix.
        _ = line.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
    }
}
