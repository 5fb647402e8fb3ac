package import Bookkeeping
import Foundation

/// How far the state has come, kept in a file of its own beside it. A database that is behind this mark was put back from a backup: it
/// does not know what was written to either system since (domain.md G10).
package struct Watermark: Sendable, Hashable, Codable {
    /// Grows with every opening for writing.
    package var generation: Int64
    /// The journal's length and newest hash.
    package var entries: Int64
    package var newestHash: String
    /// When something was last sent, or a pass with news ended: what was issued later cannot have been transferred.
    package var at: Instant?
    /// Which history the entries are of; nil in files of version 1.0.0.
    package var history: String?
    /// The newest announcement of a write: not each of them has an entry of its own.
    package var intents: Int64?
    /// What the tables that decide added up to.
    var seals: [String: Seal]?

    package static let fileName = "reconcile.watermark"

    /// Nil when there is none, or nothing that can be read: then nothing is known of the past.
    package static func read(directory: String) -> Watermark? {
        MarkFile.text(at: directory + "/" + fileName).flatMap { Watermark($0) }
    }

    /// Whether nothing has happened since that a lost copy would have to know. Cursors move with mere looking.
    func isBeside(_ other: Watermark?) -> Bool {
        guard let other else { return false }
        var (one, two) = (self, other)
        two.at = one.at
        one.seals?["cursor"] = nil
        two.seals?["cursor"] = nil
        return one == two
    }

    func write(directory: String) throws {
        try MarkFile.write(Array(try RowText.text(self).utf8), to: directory + "/" + Watermark.fileName)
    }
}

/// Small files beside the state: whole or not at all, for the owner alone, and on the disk when the call returns.
package enum LastingFile {
    package static func replace(_ path: String, with bytes: [UInt8]) throws(StoreError) {
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
