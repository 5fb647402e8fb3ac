package import Bookkeeping
import Foundation

/// How far the state has come, kept in a file of its own beside it. A database that is behind this mark was put back from a backup: it
/// does not know what was written to either system since (domain.md G10).
package struct Watermark: Sendable, Hashable, Codable {
    /// Grows with every opening for writing and with every pass, before either writes anywhere.
    package var generation: Int64
    /// The journal's length and newest hash: a database of another history has another entry there.
    package var entries: Int64
    package var newestHash: String
    /// When a pass was last at work.
    package var at: Instant?

    package static let fileName = "reconcile.watermark"

    /// Nil when there is none, or nothing that can be read: then nothing is known of the past.
    package static func read(directory: String) -> Watermark? {
        guard let bytes = FileManager.default.contents(atPath: directory + "/" + fileName), bytes.count < 4096 else { return nil }
        return try? JSONDecoder().decode(Watermark.self, from: bytes)
    }

    func write(directory: String) throws {
        try LastingFile.replace(directory + "/" + Watermark.fileName, with: Array(try Coding.text(self).utf8))
    }
}

/// Small files beside the state: whole or not at all, for the owner alone, and on the disk when the call returns.
enum LastingFile {
    static func replace(_ path: String, with bytes: [UInt8]) throws(StoreError) {
        let temporary = path + ".new"
        let file = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw failure(path) }
        let written = bytes.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
        let isSynced = written == bytes.count && fsync(file) == 0
        let reason = errno
        close(file)
        guard isSynced, rename(temporary, path) == 0 else {
            if isSynced { throw failure(path) }
            unlink(temporary)
            throw failure(path, reason)
        }
        try sync(directoryOf: path)
    }

    /// Makes a rename in it last.
    static func sync(directoryOf path: String) throws(StoreError) {
        let parent = (path as NSString).deletingLastPathComponent
        let directory = open(parent.isEmpty ? "." : parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard directory >= 0 else { throw failure(path) }
        defer { close(directory) }
        guard fsync(directory) == 0 else { throw failure(path) }
    }

    static func failure(_ path: String, _ reason: Int32 = errno) -> StoreError {
        StoreError(
            code: .cannotWrite, subject: path, cause: String(cString: strerror(reason)),
            hint: "Free disk space, or make the directory writable for this user.")
    }
}
