/// The guard tables and triggers by which SQLite refuses every move that is not in the chart (statecharts.md §7).
///
/// They stand on a table named like the chart with `key`, `rev`, the columns of the configuration, and `last_event`.
struct SQLEmitter {
    private let explored: ExploredChart
    private let name: String
    private let columns: [String]

    private static let rowsPerInsert = 400

    init(_ explored: ExploredChart) {
        self.explored = explored
        name = explored.chart.name
        columns = explored.columns.map(\.snakeName)
    }

    func text() -> String {
        ([tables()] + configurations() + edges() + [rowTriggers()] + ["configuration", "edge"].map(seal)).joined(separator: "\n")
    }

    private func tables() -> String {
        let texts = columns.map { "\($0) TEXT NOT NULL" }.joined(separator: ", ")
        let from = columns.map { "from_\($0) TEXT NOT NULL" }.joined(separator: ", ")
        let to = columns.map { "to_\($0) TEXT NOT NULL" }.joined(separator: ", ")
        return """
            CREATE TABLE chart_\(name)_configuration (
              id INTEGER NOT NULL UNIQUE, \(texts),
              initial INTEGER NOT NULL, attention INTEGER NOT NULL, final INTEGER NOT NULL, awaits TEXT,
              PRIMARY KEY (\(list(columns)))
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE chart_\(name)_edge (
              \(from), event TEXT NOT NULL, \(to),
              PRIMARY KEY (\(list(columns, "from_")), event, \(list(columns, "to_")))
            ) STRICT, WITHOUT ROWID;
            """
    }

    private func configurations() -> [String] {
        let rows = explored.configurations.indices.map { index in
            let values = explored.columnValues(index).map(Self.quoted).joined(separator: ",")
            let flags = [index == explored.initial, explored.isAttention(index), explored.isFinal(index)].map { $0 ? "1" : "0" }
            return "(\(index),\(values),\(flags.joined(separator: ",")),\(explored.awaited(index).map(Self.quoted) ?? "NULL"))"
        }
        return inserts(rows) { "INSERT INTO chart_\(name)_configuration VALUES\n\($0);" }
    }

    /// Written by number and joined back to names: a third of the text.
    private func edges() -> [String] {
        var rows: [String] = []
        for source in explored.configurations.indices {
            for (event, cell) in zip(explored.chart.events, explored.cells[source]) {
                guard case .moved(let target, _) = cell else { continue }
                rows.append("(\(source),\(Self.quoted(event.name)),\(target))")
            }
        }
        return inserts(rows) { values in
            """
            WITH move(source, event, target) AS (VALUES
            \(values))
            INSERT INTO chart_\(name)_edge
            SELECT \(list(columns, "s.")), move.event, \(list(columns, "t.")) FROM move
            JOIN chart_\(name)_configuration s ON s.id = move.source JOIN chart_\(name)_configuration t ON t.id = move.target;
            """
        }
    }

    private func rowTriggers() -> String {
        """
        CREATE TRIGGER chart_\(name)_insert BEFORE INSERT ON \(name) BEGIN
          SELECT RAISE(ABORT, '\(name): a row needs a key that no row has yet')
            WHERE NEW.key IS NULL OR EXISTS (SELECT 1 FROM \(name) WHERE key = NEW.key);
          SELECT RAISE(ABORT, '\(name): a new row starts at rev 0') WHERE NEW.rev IS NOT 0;
          SELECT RAISE(ABORT, '\(name): a new row starts in the initial configuration of its chart')
            WHERE NOT EXISTS (SELECT 1 FROM chart_\(name)_configuration
              WHERE (\(list(columns))) = (\(list(columns, "NEW."))) AND initial = 1);
        END;
        CREATE TRIGGER chart_\(name)_update BEFORE UPDATE OF key, rev, \(list(columns)), last_event ON \(name) BEGIN
          SELECT RAISE(ABORT, '\(name): a row keeps its key') WHERE NEW.key IS NOT OLD.key;
          SELECT RAISE(ABORT, '\(name): a move raises rev by exactly one') WHERE NEW.rev IS NOT OLD.rev + 1;
          SELECT RAISE(ABORT, '\(name): the chart has no such move')
            WHERE NOT EXISTS (SELECT 1 FROM chart_\(name)_edge
              WHERE (\(list(columns, "from_"))) = (\(list(columns, "OLD.")))
                AND event = NEW.last_event AND (\(list(columns, "to_"))) = (\(list(columns, "NEW."))));
        END;
        CREATE TRIGGER chart_\(name)_delete BEFORE DELETE ON \(name) BEGIN
          SELECT RAISE(ABORT, '\(name): a row is never deleted');
        END;
        """
    }

    private func seal(_ table: String) -> String {
        ["INSERT", "UPDATE", "DELETE"].map { verb in
            """
            CREATE TRIGGER chart_\(name)_\(table)_no_\(verb.lowercased()) BEFORE \(verb) ON chart_\(name)_\(table) BEGIN
              SELECT RAISE(ABORT, 'chart_\(name)_\(table) is compiled from the chart and never changes');
            END;
            """
        }.joined(separator: "\n")
    }

    private func inserts(_ rows: [String], _ statement: (String) -> String) -> [String] {
        stride(from: 0, to: rows.count, by: Self.rowsPerInsert).map { start in
            statement(rows[start..<min(start + Self.rowsPerInsert, rows.count)].joined(separator: ",\n"))
        }
    }

    private func list(_ names: [String], _ prefix: String = "") -> String { names.map { prefix + $0 }.joined(separator: ", ") }

    /// Names in charts are identifiers, so there is nothing to escape.
    private static func quoted(_ name: String) -> String { "'\(name)'" }
}
