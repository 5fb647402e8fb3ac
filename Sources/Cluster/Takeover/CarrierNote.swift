import Foundation

/// Beside a state, which Litestream carries it. A service that was killed leaves its own behind, and two of them on one file would disturb
/// each other.
enum CarrierNote {
    private static func place(_ database: String) -> String { database + "-litestream.pid" }

    static func write(_ process: pid_t, of database: String) {
        // Only so that the next start finds an orphan; without it the orphan writes into a folder nobody reads any more.
        _ = FileManager.default.createFile(
            atPath: place(database), contents: Data("\(process)\n".utf8), attributes: [.posixPermissions: 0o600])
    }

    static func remove(of database: String) { unlink(place(database)) }

    /// Whoever asks has the lock of this state: what carries it and is none of ours is nobody's.
    static func endOrphan(of database: String) {
        guard let text = FileManager.default.contents(atPath: place(database)),
            let process = pid_t(String(decoding: text, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)), process > 1
        else { return }
        if isCarrier(process), parent(of: process) != getpid() { kill(process, SIGKILL) }
        remove(of: database)
    }

    private static func isCarrier(_ process: pid_t) -> Bool {
        guard let line = FileManager.default.contents(atPath: "/proc/\(process)/cmdline") else { return false }
        let words = line.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
        return words.contains("replicate") && words.contains { $0.hasSuffix("/" + CarrierFolder.configurationName) }
    }

    /// The second word behind the name, which may hold anything.
    private static func parent(of process: pid_t) -> pid_t? {
        guard let line = FileManager.default.contents(atPath: "/proc/\(process)/stat") else { return nil }
        let rest = String(decoding: line, as: UTF8.self).split(separator: ")").last?.split(separator: " ") ?? []
        return rest.count > 1 ? pid_t(rest[1]) : nil
    }
}
