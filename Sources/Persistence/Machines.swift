package import Bookkeeping
import GRDB
package import StateCharts

extension Store {
    package func machine<C: StateChart>(_ chart: C.Type, _ key: String) throws(StoreError) -> Machine<C>? {
        try look { db in try Machines.fetch(chart, key, in: db) }
    }

    /// Every machine of a kind in key order; numeric keys sort as numbers.
    package func machines<C: StateChart>(_ chart: C.Type) throws(StoreError) -> [Machine<C>] {
        try look { db in
            try Row.fetchAll(db, prepared: "SELECT * FROM \(C.name) ORDER BY CAST(key AS INTEGER), key").map {
                try Machines.machine(chart, $0)
            }
        }
    }

    /// Keys of machines that stand where it is asked, numeric keys in numeric order.
    package func keys<C: StateChart>(_ chart: C.Type, where question: StateQuestion<C>) throws(StoreError) -> [String] {
        try look { db in
            try String.fetchAll(
                db,
                prepared: """
                    SELECT key FROM \(C.name) WHERE \(question.column) IN (\(question.states.map { _ in "?" }.joined(separator: ", ")))
                    ORDER BY CAST(key AS INTEGER), key
                    """, arguments: StatementArguments(question.states))
        }
    }

    /// Makes a machine in its chart's initial state; an existing one is left as it is. True when it was made.
    @discardableResult
    package func begin<C: StateChart>(_ chart: C.Type, _ key: String, by author: Author, at now: Instant) throws(StoreError) -> Bool {
        try write { db in try Machines.begin(chart, key, by: author, at: now, in: db) }
    }

    /// Feeds one event to one machine and commits the move, its journal entry and everything in `commitment` together.
    /// A hero, lex or reply event that nothing handles is a defect and throws `ILLEGAL_MOVE`.
    package func advance<C: StateChart>(
        _ chart: C.Type, _ key: String, _ event: C.Event, _ commitment: TransitionChanges = TransitionChanges(), by author: Author,
        at now: Instant
    ) throws(StoreError) -> Advance<C> {
        try write { db in try Machines.advance(chart, key, event, commitment, by: author, at: now, in: db) }
    }

    /// Updates reason, detail, retry or clock of a machine that does not move.
    package func annotate<C: StateChart>(_ chart: C.Type, _ key: String, _ commitment: TransitionChanges) throws(StoreError) {
        try write { db in try Machines.apply(commitment, kind: C.name, key: key, at: nil, in: db) }
    }

    /// Decisions that move nothing now: the machine stays where it is, and each has its entry in the journal.
    package func decide<C: StateChart>(
        _ chart: C.Type, _ key: String, _ commitment: TransitionChanges, by author: Author, at now: Instant
    ) throws(StoreError) {
        try write { db in
            let state = try Machines.fetch(chart, key, in: db)?.configuration.description ?? "-"
            for decided in commitment.decisions {
                try Facts.decide(decided, kind: C.name, key: key, state: state, by: author, at: now, in: db)
            }
            try Machines.apply(commitment, kind: C.name, key: key, at: nil, in: db)
        }
    }
}

enum Machines {
    static func fetch<C: StateChart>(_ chart: C.Type, _ key: String, in db: Database) throws -> Machine<C>? {
        try String.fetchOne(db, prepared: MachineText.statements(chart).fetch, arguments: [key]).map {
            try MachineText.machine(chart, key, $0)
        }
    }

    static func begin<C: StateChart>(_ chart: C.Type, _ key: String, by author: Author, at now: Instant, in db: Database) throws -> Bool {
        guard try fetch(chart, key, in: db) == nil else { return false }
        let columns = C.Configuration.columnNames
        try db.run(
            prepared: """
                INSERT INTO \(C.name) (key, rev, \(columns.joined(separator: ", ")), last_event, entered_at)
                VALUES (?, 0, \(columns.map { _ in "?" }.joined(separator: ", ")), '', ?)
                """,
            arguments: StatementArguments([key] + C.initial.columnValues) + [now.milliseconds])
        let line = Journal.Line(kind: C.name, key: key, from: "-", event: "begun", to: C.initial.description)
        try Journal.append(line, by: author, at: now, in: db)
        return true
    }

    static func stray<C: StateChart>(_ chart: C.Type, _ key: String) -> StoreError {
        StoreError(code: .corrupt, subject: "\(C.name) \(key)", cause: "its state is in no chart", hint: "Restore a backup.")
    }

    static func machine<C: StateChart>(_ chart: C.Type, _ row: Row) throws -> Machine<C> {
        guard let configuration = C.Configuration(columnValues: C.Configuration.columnNames.map { row[$0] }) else {
            throw stray(chart, row["key"])
        }
        let boot: String? = row["doubt_boot"]
        let since: Int64? = row["doubt_since"]
        return Machine(
            key: row["key"], revision: row["rev"], configuration: configuration, lastEvent: row["last_event"],
            enteredAt: Instant(milliseconds: row["entered_at"]), reason: (row["reason"] as String?).flatMap(ReasonCode.init),
            detail: row["detail"], attempts: row["attempts"], nextAt: (row["next_at"] as Int64?).map(Instant.init(milliseconds:)),
            doubt: boot.flatMap { boot in since.map { SettleWindow(bootID: boot, sinceMilliseconds: $0) } })
    }

    /// As the journal writes it; a dash for a machine that does not exist.
    static func state<C: StateChart>(_ chart: C.Type, _ key: String, in db: Database) throws -> String {
        try fetch(chart, key, in: db)?.configuration.description ?? "-"
    }

    /// The first machine that is not where the newest entry about it says, or that is gone: machines are never deleted.
    static func firstDiffering(in db: Database) throws -> String? {
        func check<C: StateChart>(_ chart: C.Type) throws -> String? {
            let left =
                "(SELECT to_state FROM transition WHERE kind = '\(C.name)' AND transition.key = machine.key ORDER BY seq DESC LIMIT 1)"
            let rows = try Row.fetchCursor(db, sql: "SELECT *, \(left) AS left_in FROM \(C.name) AS machine")
            while let row = try rows.next() {
                // One that stands in no chart at all is not where the journal left it either.
                let state = C.Configuration(columnValues: C.Configuration.columnNames.map { row[$0] })?.description
                if state == nil || row["left_in"] as String? != state { return "\(C.name) \(row["key"] as String)" }
            }
            // A dash is where an entry was about no machine.
            return try String.fetchOne(
                db,
                sql: """
                    SELECT MIN(key) FROM transition WHERE kind = '\(C.name)' AND key NOT IN (SELECT key FROM \(C.name)) AND to_state <> '-'
                    """
            ).map { "\(C.name) \($0)" }
        }
        for chart in Charts.all {
            if let stray = try check(chart) { return stray }
        }
        return nil
    }

    static func advance<C: StateChart>(
        _ chart: C.Type, _ key: String, _ event: C.Event, _ commitment: TransitionChanges, by author: Author, at now: Instant,
        in db: Database
    ) throws -> Advance<C> {
        guard let machine = try fetch(chart, key, in: db) else {
            throw StoreError(code: .illegalMove, subject: "\(C.name) \(key)", cause: "no such machine", hint: "Please report this.")
        }
        let from = machine.configuration
        func line(_ to: C.Configuration, effects: [C.Effect], _ extra: [String: String] = [:]) -> Journal.Line {
            Journal.Line(
                kind: C.name, key: key, from: from.description, event: event.rawValue, to: to.description,
                effects: effects.map(\.rawValue).joined(separator: " "), detail: commitment.journal.merging(extra) { _, new in new })
        }
        switch C.step(from, event) {
        case .defect:
            throw StoreError(
                code: .illegalMove, subject: "\(C.name) \(key)", cause: "\(event.rawValue) in \(from)",
                hint: "This is a defect of the program; please report it.")
        case .refused(let refusal):
            try Journal.append(line(from, effects: [], ["refused": refusal?.rawValue ?? "not-now"]), by: author, at: now, in: db)
            return .refused(refusal)
        case .moved(let to, let effects):
            let isFact = event.eventClass == .hero || event.eventClass == .lex
            if to == from && effects.isEmpty && isFact { return .unchanged }
            try write(chart, machine, event, to, at: now, in: db)
            try EffectLaw.carryOut(effects.map(\.rawValue), commitment, kind: C.name, key: key, at: now, in: db)
            try apply(commitment, kind: C.name, key: key, at: now, in: db)
            try Journal.append(line(to, effects: effects), by: author, at: now, in: db)
            for decided in commitment.decisions {
                try Facts.decide(decided, kind: C.name, key: key, state: to.description, by: author, at: now, in: db)
            }
            return .moved(to, effects: effects)
        }
    }

    private static func write<C: StateChart>(
        _ chart: C.Type, _ machine: Machine<C>, _ event: C.Event, _ to: C.Configuration, at now: Instant, in db: Database
    ) throws {
        let entered = to == machine.configuration ? machine.enteredAt : now
        try db.run(
            prepared: MachineText.statements(chart).move,
            arguments: StatementArguments(to.columnValues) + [event.rawValue, entered.milliseconds, machine.key, machine.revision])
    }
}
