import GRDB
import GRDBSQLite
import StateCharts
import Testing

/// C19: SQLite accepts exactly the legal moves.
struct SQLGuardTests {
    @Test func integration() throws { try tryEveryMove(IntegrationChart.self) }
    @Test func invoice() throws { try tryEveryMove(InvoiceChart.self) }
    @Test func contact() throws { try tryEveryMove(ContactChart.self) }
    @Test func payment() throws { try tryEveryMove(PaymentChart.self) }
    @Test func contactImport() throws { try tryEveryMove(ContactImportChart.self) }

    /// From each configuration, with each event, to each configuration. The row gets to its start by legal moves.
    private func tryEveryMove<C: StateChart>(_ chart: C.Type) throws {
        let table = try GuardedTable<C>()
        let golden = try GoldenMatrix(C.name)
        let legal = Set(golden.lines.filter { $0.refusal == nil }.map { "\($0.configuration) \($0.event) \($0.target)" })
        let paths = ChartGraph<C>().paths()
        #expect(paths.count == C.configurations.count)
        var accepted: Set<String> = []
        var refusals = 0
        try table.database.writeWithoutTransaction { database in
            try database.execute(sql: "CREATE TEMP TABLE trial AS SELECT '' AS event")
            let moves = try C.configurations.map { ($0, try trialMove(database, chart, to: $0)) }
            for (configuration, path) in paths {
                try database.inTransaction {
                    try table.insert(database, "key", C.initial)
                    for move in path { try table.move(table.moveStatement(database), "key", move.event, move.target) }
                    for event in C.Event.allCases {
                        try database.execute(sql: "UPDATE trial SET event = ?", arguments: [event.rawValue])
                        try database.execute(sql: "SAVEPOINT here")
                        for (target, move) in moves {
                            let code = sqlite3_step(move.sqliteStatement)
                            sqlite3_reset(move.sqliteStatement)
                            if code == SQLITE_DONE {
                                accepted.insert("\(configuration) \(event.rawValue) \(target)")
                                try database.execute(sql: "ROLLBACK TO here")
                            } else if code == ResultCode.SQLITE_CONSTRAINT_TRIGGER.rawValue {
                                refusals += 1
                            }
                        }
                    }
                    return .rollback
                }
            }
        }
        #expect(accepted == legal)
        #expect(refusals + accepted.count == C.configurations.count * C.configurations.count * C.Event.allCases.count)
    }

    /// One statement per target, stepped through the C library: a million and a half thrown errors would take a minute.
    private func trialMove<C: StateChart>(_ database: Database, _ chart: C.Type, to target: C.Configuration) throws -> Statement {
        let values = zip(C.Configuration.columnNames, target.columnValues).map { "\($0) = '\($1)'" }.joined(separator: ", ")
        return try database.makeStatement(
            sql: "UPDATE \(C.name) SET rev = rev + 1, \(values), last_event = (SELECT event FROM trial) WHERE key = 'key'")
    }
}
