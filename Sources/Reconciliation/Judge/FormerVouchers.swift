internal import Persistence
internal import StateCharts

/// Vouchers that once were linked to a document and that nobody has disowned: while there is one, the document is never
/// booked anew by itself (domain.md S43, S46, K19).
struct FormerVouchers {
    let store: Store

    /// The latest first, each once.
    func of(_ key: String) throws -> [String] {
        let ended = try store.tombstones(InvoiceChart.self, key)
        guard !ended.isEmpty else { return [] }
        let disowned = try store.disowned(key)
        var ids: [String] = []
        for link in ended.reversed() where !disowned.contains(link.remoteID) && !ids.contains(link.remoteID) { ids.append(link.remoteID) }
        return ids
    }
}
