import Foundation
import GRDB
import Glibc
import Synchronization

/// Where a copy lies that is worked on and thrown away.
enum ScratchPlace {
    /// A state of more bytes is not copied into memory: a hundred thousand documents are a gigabyte.
    static let memoryMaximum: Int64 = 16 << 20

    /// A new file for its owner alone, on a disk: `/tmp` may be memory, too.
    static func file() throws -> String {
        let directory = ProcessInfo.processInfo.environment["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/var/tmp"
        let path = directory + "/reconcile-" + UUID().uuidString + ".scratch"
        let file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else {
            throw StoreError(
                code: .cannotWrite, subject: path, cause: String(cString: strerror(errno)),
                hint: "A copy of the state is worked on there; name another directory with TMPDIR.")
        }
        close(file)
        return path
    }
}

extension Store {
    /// A copy that can be worked on freely: what `--dry-run` plans on. The file is only read.
    package static func scratchCopy(directory: String) throws(StoreError) -> Store {
        try scratchCopy(directory: directory, memoryMaximum: ScratchPlace.memoryMaximum)
    }

    /// - Parameter memoryMaximum: of a larger one only what is changed is kept, in a file that has no name any more when this returns.
    static func scratchCopy(directory: String, memoryMaximum: Int64) throws(StoreError) -> Store {
        let source = try view(directory: directory)
        return try guarded(source.path) {
            let size = try FileManager.default.attributesOfItem(atPath: source.path)[.size] as? NSNumber
            let file = (size?.int64Value ?? 0) > memoryMaximum ? try ScratchPlace.file() : nil
            // With SQLite's own files beside it, which it opens with the first look and not again.
            defer { if let file { for suffix in ["", "-wal", "-shm"] { unlink(file + suffix) } } }
            let overlay = try file.flatMap { try StateOverlay(over: source.path, scratch: $0) }
            let copy = try overlay?.queue ?? source.copied(to: file)
            // What a power cut takes of it is nothing.
            try copy.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = OFF") }
            let store = Store(queue: copy, path: source.path, beneath: overlay?.holder)
            try store.migrate()
            if let restoration = try source.restoration() { try store.keep(restoration) }
            store.quietAt.withLock { $0 = source.lastBeat }
            return store
        }
    }

    private func copied(to file: String?) throws -> DatabaseQueue {
        let settings = Store.configuration(.inMemory)
        let copy = try file.map { try DatabaseQueue(path: $0, configuration: settings) } ?? DatabaseQueue(configuration: settings)
        try queue.backup(to: copy)
        // SQLite makes no file beside one that has no name any more.
        if file != nil { try copy.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = MEMORY") } }
        return copy
    }
}
