import Bookkeeping
import HTTPTypes
import Synchronization
import Transport

@testable import Lexoffice

/// Pages through rows as lexoffice does: filters by day, cuts into pages, never counts beyond 10,000 and refuses pages there
/// (lexoffice-api.md §2.3). Rows may come and go between two requests.
final class ListServer: Sendable {
    struct Row: Sendable, Equatable {
        var id: String
        var number = "RE-1"
        var date: BusinessDay?
    }

    private let rows: Mutex<[Row]>
    private let change: @Sendable (Int, inout [Row]) -> Void

    /// - Parameter change: what happens to the rows before the request of this place, from 0.
    init(_ rows: [Row], change: @escaping @Sendable (Int, inout [Row]) -> Void = { _, _ in }) {
        self.rows = Mutex(rows)
        self.change = change
    }

    static func ids(_ range: Range<Int>) -> [Row] { range.map { Row(id: "v-\($0)") } }

    var ids: Set<String> { rows.withLock { Set($0.map(\.id)) } }

    var rig: Rig { get throws { try Rig { place, request in self.answer(place, request.head.path ?? "") } } }

    private func answer(_ place: Int, _ path: String) -> Step {
        let all = rows.withLock { rows in
            change(place, &rows)
            return rows
        }
        let query = ListServer.query(path)
        let from = query["voucherDateFrom"].flatMap { BusinessDay($0) }
        let to = query["voucherDateTo"].flatMap { BusinessDay($0) }
        let hits = all.filter { row in
            guard let from, let to else { return true }
            return row.date.map { (from...to).contains($0) } ?? false
        }
        let size = query["size"].flatMap { Int($0) } ?? 25
        let start = size * (query["page"].flatMap { Int($0) } ?? 0)
        guard start + size <= 10_000 else { return .fixture("error-window-exceeded", status: 400) }
        let page = hits.dropFirst(start).prefix(size)
        let content = page.map(path.hasPrefix("/v1/contacts") ? ListServer.contact : ListServer.voucher).joined(separator: ",")
        return .answer(
            200, "{\"content\":[\(content)],\"last\":\(start + page.count >= hits.count),\"totalElements\":\(min(10_000, hits.count))}")
    }

    private static func query(_ path: String) -> [String: String] {
        let pairs = path.split(separator: "?").last?.split(separator: "&") ?? []
        return Dictionary(
            pairs.map { pair in
                let parts = pair.split(separator: "=", maxSplits: 1)
                return (String(parts[0]), parts.count == 2 ? String(parts[1]) : "")
            }, uniquingKeysWith: { $1 })
    }

    private static func voucher(_ row: Row) -> String {
        """
        {"id":"\(row.id)","voucherType":"salesinvoice","voucherStatus":"open","voucherNumber":"\(row.number)",\
        "voucherDate":\(row.date.map { "\"\($0)T00:00:00.000+01:00\"" } ?? "null"),"createdDate":"2026-01-02T10:00:00.000+01:00",\
        "updatedDate":"2026-01-02T10:00:00.000+01:00","contactId":null,"totalAmount":1.0,"openAmount":1.0,"currency":"EUR"}
        """
    }

    private static func contact(_ row: Row) -> String {
        "{\"id\":\"\(row.id)\",\"roles\":{\"customer\":{\"number\":1}},\"company\":{\"name\":\"\(row.number)\"},\"archived\":false}"
    }
}
