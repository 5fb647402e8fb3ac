internal import Hero

/// Which documents are worth a look: the newest of every type, style and standing, a few of each.
enum PilotSample {
    static let perGroup = 3
    static let documentsMaximum = 45
    private static let othersMaximum = 10

    private struct Group: Hashable {
        var type: Int?
        var style: String?
        var isPaid: Bool
        /// The project has other invoices: a chain of part and final ones.
        var hasSiblings: Bool
    }

    /// Ids of what reaches the books, one of every group first, then one of every group of the rest.
    static func ids(_ headers: [DocumentHeader], isBooked: (DocumentHeader) -> Bool) -> [Int] {
        let booked = grouped(headers.filter(isBooked))
        let others = grouped(headers.filter { !isBooked($0) })
        var ids: [Int] = []
        for round in 0..<perGroup {
            ids += booked.compactMap { $0.count > round ? $0[round] : nil }
        }
        // The rest is looked at for its type and its draft alone.
        return Array(
            (ids.prefix(documentsMaximum - min(others.count, othersMaximum)) + others.compactMap(\.first)).prefix(documentsMaximum))
    }

    /// Newest first, both the groups and what is in them: the same account gives the same sample.
    private static func grouped(_ headers: [DocumentHeader]) -> [[Int]] {
        let projects = Dictionary(grouping: headers.filter { $0.invoiceStyle != nil }, by: \.projectMatchID).mapValues(\.count)
        var groups: [Group: [Int]] = [:]
        for header in headers.sorted(by: { $0.id > $1.id }) {
            switch header.lifecycle {
            case .issued, .cancelled: break
            case .draft, .processing, .deleted, .unknown: continue
            }
            let siblings = header.projectMatchID.flatMap { projects[$0] } ?? 0
            let group = Group(
                type: header.documentTypeID, style: header.invoiceStyle, isPaid: header.booking?.payments.isEmpty == false,
                hasSiblings: siblings > 1)
            if groups[group, default: []].count < perGroup { groups[group, default: []].append(header.id) }
        }
        return groups.values.sorted { ($0.first ?? 0) > ($1.first ?? 0) }
    }
}
