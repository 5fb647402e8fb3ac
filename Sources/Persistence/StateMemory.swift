import GRDB
import Synchronization

/// What a process knows of a state that it opens for each pass anew: how far the journal was verified, the watermark, and facts that were
/// not worth a write.
package struct StateMemory: Sendable {
    fileprivate var verified: Store.Verified
    fileprivate var marked: Watermark?
    fileprivate var waiting: [String: String]
}

extension Store {
    /// For ``reopen(directory:_:)``; nil while it was not verified.
    package var memory: StateMemory? {
        verified.withLock { $0 }.map { StateMemory(verified: $0, marked: marked.withLock { $0 }, waiting: waiting.withLock { $0 }) }
    }

    /// For writing, by the one process that holds the lock meanwhile. As whole as ``open(directory:)`` where anything is not as this
    /// process left it: another schema, another watermark, or a state that is behind it because somebody put back a copy. Else nothing
    /// is verified twice, and nothing is written.
    package static func reopen(directory: String, _ memory: StateMemory) throws(StoreError) -> Store {
        let path = directory + "/" + fileName
        try requireState(in: directory)
        let store = try guarded(path) { () -> Store? in
            try StateRights.close(path)
            let mark = Watermark.read(directory: directory)
            guard mark == memory.marked else { return nil }
            let queue = try DatabaseQueue(path: path, configuration: configuration(.writing(path)))
            let store = Store(queue: queue, path: path, directory: directory)
            let isAsLeft = try store.read { db in
                try Int64.fetchOne(db, sql: "PRAGMA schema_version") == memory.verified.schema && !Restorations.isBehind(mark, in: db)
            }
            guard isAsLeft else { return nil }
            store.verified.withLock { $0 = memory.verified }
            store.marked.withLock { $0 = memory.marked }
            store.waiting.withLock { $0 = memory.waiting }
            return store
        }
        if let store { return store }
        return try open(directory: directory)
    }

    /// Another number when somebody else wrote to the state since it was asked last.
    package func foreignVersion() throws(StoreError) -> Int64 {
        try look { db in try Int64.fetchOne(db, prepared: "PRAGMA data_version") ?? 0 }
    }

    /// Gives the file back. Whoever works on it afterwards, a pass that was given up say, fails. Waits for what SQLite is at.
    package func close() throws(StoreError) { try Store.guarded(path) { try queue.close() } }
}
