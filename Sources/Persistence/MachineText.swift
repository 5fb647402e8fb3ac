internal import Bookkeeping
import GRDB
internal import StateCharts

/// All of a machine as one text. It is asked for many times on the way of each document, and taking a row of fourteen columns apart by
/// their names took several times what SQLite takes to find it.
enum MachineText {
    /// Between two parts; in none but the detail, which is the last, can it be.
    private static let mark = UInt8(31)

    /// Statements that name the columns of a chart, put together once.
    struct Statements: Sendable {
        var fetch: String
        var move: String
    }

    private static let statements: [String: Statements] = {
        func made<C: StateChart>(_ chart: C.Type) -> (String, Statements) {
            let columns = C.Configuration.columnNames
            let parts =
                ["rev", "entered_at", "attempts", "last_event"] + columns
                + ["COALESCE(next_at, '')", "COALESCE(doubt_since, '')"]
                + ["doubt_boot", "reason", "detail"].map { "COALESCE('=' || \($0), '')" }
            return (
                C.name,
                Statements(
                    fetch: "SELECT \(parts.joined(separator: " || char(\(mark)) || ")) FROM \(C.name) WHERE key = ?",
                    move: """
                        UPDATE \(C.name) SET rev = rev + 1, \(columns.map { "\($0) = ?" }.joined(separator: ", ")), last_event = ?, entered_at = ?
                        WHERE key = ? AND rev = ?
                        """)
            )
        }
        var all: [String: Statements] = [:]
        for chart in Charts.all {
            let (name, statements) = made(chart)
            all[name] = statements
        }
        return all
    }()

    static func statements<C: StateChart>(_ chart: C.Type) throws -> Statements {
        guard let found = statements[C.name] else { throw DatabaseError(message: "no such chart") }
        return found
    }

    static func machine<C: StateChart>(_ chart: C.Type, _ key: String, _ text: String) throws -> Machine<C> {
        let regions = C.Configuration.columnNames.count
        let parts = text.utf8.split(separator: mark, maxSplits: 8 + regions, omittingEmptySubsequences: false).map { Substring($0) }
        guard parts.count == 9 + regions, let revision = Int(parts[0]), let entered = Int64(parts[1]), let attempts = Int(parts[2]),
            let configuration = C.Configuration(columnValues: parts[4..<(4 + regions)].map(String.init))
        else { throw Machines.stray(chart, key) }
        let last = Array(parts[(4 + regions)...])
        let since = Int64(last[1])
        return Machine(
            key: key, revision: revision, configuration: configuration, lastEvent: String(parts[3]),
            enteredAt: Instant(milliseconds: entered), reason: known(last[3]).flatMap(ReasonCode.init), detail: known(last[4]),
            attempts: attempts, nextAt: Int64(last[0]).map(Instant.init(milliseconds:)),
            doubt: known(last[2]).flatMap { boot in since.map { SettleWindow(bootID: boot, sinceMilliseconds: $0) } })
    }

    /// Nil where the column holds nothing.
    private static func known(_ part: Substring) -> String? { part.isEmpty ? nil : String(part.dropFirst()) }
}
