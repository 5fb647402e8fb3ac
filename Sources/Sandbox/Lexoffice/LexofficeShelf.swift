internal import Bookkeeping

/// Records by id, in the order they were put there.
struct LexofficeShelf<Record: Sendable>: Sendable {
    private var order: [String] = []
    private var records: [String: Record] = [:]

    var all: [Record] { order.compactMap { records[$0] } }
    var count: Int { order.count }

    subscript(id: String) -> Record? {
        get { records[id] }
        set {
            if newValue == nil {
                order.removeAll { $0 == id }
            } else if records[id] == nil {
                order.append(id)
            }
            records[id] = newValue
        }
    }
}

/// What searches and lists see: every change arrives late, as in the real system (lexoffice-api.md §6.3).
struct LexofficeLaggingIndex<Record: Sendable>: Sendable {
    private struct Change: Sendable {
        var due: Instant
        var id: String
        /// Nil: removed.
        var record: Record?
    }

    private var visible = LexofficeShelf<Record>()
    private var pending: [Change] = []

    var all: [Record] { visible.all }

    mutating func note(_ record: Record?, id: String, visibleFrom due: Instant) {
        pending.append(Change(due: due, id: id, record: record))
    }

    mutating func catchUp(to now: Instant) {
        let due = pending.prefix { $0.due <= now }
        for change in due { visible[change.id] = change.record }
        pending.removeFirst(due.count)
    }
}
