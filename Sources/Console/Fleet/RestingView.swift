package import Persistence
internal import Synchronization
package import Transport

/// The state of one account of many, open only while somebody looks at it: a page reads it a dozen times, and a thousand of them are not
/// kept open for pages nobody reads.
package final class RestingView: Sendable {
    /// It is closed so long after the last look. Whoever still reads it then goes on: it closes with its last reader.
    static let restAfter: Int64 = 10_000

    private let opened = Mutex<(store: Store, usedAt: Int64)?>(nil)
    private let open: @Sendable () throws(StoreError) -> Store
    private let time: any TimeSource

    package init(time: any TimeSource, open: @escaping @Sendable () throws(StoreError) -> Store) {
        self.time = time
        self.open = open
    }

    package func view() throws(StoreError) -> Store {
        let now = time.monotonicMilliseconds()
        let result: Result<Store, StoreError> = opened.withLock { opened in
            do throws(StoreError) {
                let store: Store
                if let known = opened?.store { store = known } else { store = try open() }
                opened = (store, now)
                return .success(store)
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    /// Closes it where nobody looked for a while.
    func rest() {
        let now = time.monotonicMilliseconds()
        opened.withLock { opened in
            if let last = opened?.usedAt, now - last >= Self.restAfter { opened = nil }
        }
    }

    var isOpen: Bool { opened.withLock { $0 != nil } }
}
