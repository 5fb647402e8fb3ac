import Bookkeeping
import Transport

@testable import Hero

/// HERO's paging over a list of rows: `orderBy`, `first`, `offset`, and the ways in which it may disappoint.
struct ListServer: Sendable {
    struct Row: Sendable {
        let id: Int
        /// Seconds since 1970; nil is delivered as null.
        let modified: Int?
    }

    var root = "customer_documents"
    var rows: [Row]
    /// Orders by id whatever is asked for.
    var ignoresOrder = false
    var ignoresOffset = false
    /// Rows per page at most before the answer is the complexity error.
    var rowsMax = Int.max
    /// Rows per page at most, silently.
    var rowsCap = Int.max

    func answer(_ request: SentRequest) -> ScriptedTransport.Answer {
        let variables = request.variables
        guard let first = try? variables.integer("n"), let offset = try? variables.integer("o"), let order = try? variables.text("order")
        else { return .json(#"{"errors":[{"message":"the script expects n, o and order"}]}"#) }
        guard first <= rowsMax else {
            return .json(#"{"errors":[{"message":"Max query complexity should be 50000 but got \#(first * 53)."}]}"#)
        }
        let sorted =
            order == "modified desc" && !ignoresOrder
            ? rows.sorted { ($0.modified ?? 0, $0.id) > ($1.modified ?? 0, $1.id) } : rows.sorted { $0.id < $1.id }
        let page = sorted.dropFirst(ignoresOffset ? 0 : offset).prefix(min(first, rowsCap))
        return .json("{\"data\":{\"\(root)\":[\(page.map(json).joined(separator: ","))]}}")
    }

    private func json(_ row: Row) -> String {
        let modified = row.modified.map { "\"\(Instant(milliseconds: Int64($0) * 1000).isoText)\"" } ?? "null"
        return "{\"id\":\(row.id),\"status_code\":200,\"type\":\"private\",\"modified\":\(modified)}"
    }

    var transport: ScriptedTransport { ScriptedTransport { answer($0) } }
}

extension ScriptedTransport {
    /// Order, size and offset of each page asked for.
    var pages: [String] {
        requests.map { request in
            let variables = request.variables
            let order = (try? variables.text("order")) ?? "?"
            let size = (try? variables.integer("n")).map(String.init) ?? "?"
            let offset = (try? variables.integer("o")).map(String.init) ?? "?"
            return "\(order) \(size)@\(offset)"
        }
    }
}
