package import Bookkeeping
import GRDB
package import StateCharts
package import Transport

/// The state in numbers, as they were at one moment.
package struct StateFigures: Sendable, Hashable {
    /// Documents that stand alike.
    package struct Documents: Sendable, Hashable {
        package var phase: InvoicePhase
        package var life: InvoiceLife
        package var transfer: InvoiceTransfer
        package var evidence: InvoiceEvidence
        package var reason: ReasonCode?
        package var count: Int
    }

    package var integration: IntegrationConfiguration?
    package var documents: [Documents] = []
    package var contacts: [ContactState: Int] = [:]
    package var payments: [PaymentState: Int] = [:]
    package var imports: [ContactImportState: Int] = [:]
    /// When the oldest item that has not reached its other side became due; by kind, as the charts are called.
    package var oldestPending: [String: Instant] = [:]
    /// When the oldest write still in doubt was given up on for the first time: one that is sent again and again does not grow younger.
    package var oldestUncertain: [String: Instant] = [:]
    package var lastCompletePass: Instant?
    package var journalEntries = 0
    /// Questions about single items that were not answered.
    package var unanswered: [RemoteSystem: [Unanswered.Question: Int]] = [:]
}

extension Store {
    /// Read in one transaction. Counts come from indexes alone, so that a hundred thousand documents cost milliseconds.
    package func figures() throws(StoreError) -> StateFigures {
        try read { db in
            var figures = StateFigures()
            figures.integration = try Row.fetchOne(
                db, prepared: "SELECT * FROM \(IntegrationChart.name) ORDER BY CAST(key AS INTEGER) DESC, key DESC LIMIT 1"
            ).map { try Machines.machine(IntegrationChart.self, $0).configuration }
            figures.documents = try Figures.documents(db)
            figures.contacts = try Figures.counts(ContactChart.self, rest: ContactState.linked, db)
            figures.payments = try Figures.counts(PaymentChart.self, rest: PaymentState.mirrored, db)
            figures.imports = try Figures.counts(ContactImportChart.self, rest: ContactImportState.imported, db)
            figures.oldestPending[InvoiceChart.name] = try Figures.oldestPendingDocument(db)
            figures.oldestPending[PaymentChart.name] = try Figures.oldestPendingPayment(db)
            let pending = StateQuestion<ContactChart>.state([.searching, .creating, .uncertain, .ambiguous, .rejected])
            figures.oldestPending[ContactChart.name] = try Figures.oldest(pending, orFirstTry: [.createContact], db)
            let doubtful = StateQuestion<InvoiceChart>.transfer([.uncertain, .fileUnsure])
            figures.oldestUncertain[InvoiceChart.name] = try Figures.oldest(doubtful, orFirstTry: [.createVoucher, .attachFile], db)
            let contacts = StateQuestion<ContactChart>.state([.uncertain])
            figures.oldestUncertain[ContactChart.name] = try Figures.oldest(contacts, orFirstTry: [.createContact], db)
            let payments = StateQuestion<PaymentChart>.state([.uncertain])
            figures.oldestUncertain[PaymentChart.name] = try Figures.oldest(payments, orFirstTry: [.createPayment], db)
            figures.oldestUncertain[ContactImportChart.name] = try Figures.oldest(StateQuestion<ContactImportChart>.state([.uncertain]), db)
            figures.lastCompletePass = try Int64.fetchOne(
                db, prepared: "SELECT finished_at FROM pass WHERE outcome = 'complete' ORDER BY id DESC LIMIT 1"
            ).map { Heartbeat.latest(lastBeat, Instant(milliseconds: $0)) }
            figures.journalEntries = try Int.fetchOne(db, prepared: "SELECT COALESCE(MAX(seq), 0) FROM transition") ?? 0
            figures.unanswered = try Figures.unanswered(db)
            return figures
        }
    }
}

private enum Figures {
    /// Where documents come to rest: paid, complete and undisputed.
    private static let rest: [(column: String, state: String)] = [
        ("phase", InvoicePhase.tracked.rawValue), ("life", InvoiceLife.paid.rawValue), ("transfer", InvoiceTransfer.fileComplete.rawValue),
        ("evidence", InvoiceEvidence.sound.rawValue),
    ]

    /// All documents but those at rest, group by group: every range of the index on either side of them. What is at rest is the
    /// remainder. SQLite counts a whole table without looking at its rows, but walks along each row of a group: with a hundred thousand
    /// documents that is half a millisecond instead of thirty.
    private static let restless: String = {
        let columns = (rest.map(\.column) + ["reason"]).joined(separator: ", ")
        func group(_ conditions: [String]) -> String {
            "SELECT \(columns), COUNT(*) AS count FROM invoice WHERE \(conditions.joined(separator: " AND ")) GROUP BY \(columns)"
        }
        let same = rest.map { "\($0.column) = '\($0.state)'" }
        let beside = rest.indices.flatMap { index in
            ["<", ">"].map { group(same.prefix(index) + ["\(rest[index].column) \($0) '\(rest[index].state)'"]) }
        }
        return (beside + [group(same + ["reason IS NOT NULL"])]).joined(separator: " UNION ALL ")
    }()

    static func documents(_ db: Database) throws -> [StateFigures.Documents] {
        let rows = try Row.fetchAll(db, prepared: restless)
        let resting = try total(InvoiceChart.name, db) - rows.reduce(0) { $0 + ($1["count"] as Int) }
        var groups = rows.compactMap { row -> StateFigures.Documents? in
            guard let phase = InvoicePhase(rawValue: row["phase"]), let life = InvoiceLife(rawValue: row["life"]),
                let transfer = InvoiceTransfer(rawValue: row["transfer"]), let evidence = InvoiceEvidence(rawValue: row["evidence"])
            else { return nil }
            return StateFigures.Documents(
                phase: phase, life: life, transfer: transfer, evidence: evidence,
                reason: (row["reason"] as String?).flatMap(ReasonCode.init), count: row["count"])
        }
        if resting > 0 {
            groups.append(
                StateFigures.Documents(
                    phase: .tracked, life: .paid, transfer: .fileComplete, evidence: .sound, reason: nil, count: resting))
        }
        return groups
    }

    /// - Parameter rest: where most of them stand; these are the remainder, as with documents.
    static func counts<C: StateChart, State: Hashable & RawRepresentable<String>>(
        _ chart: C.Type, rest: State, _ db: Database
    ) throws -> [State: Int] {
        let groups = ["<", ">"].map { "SELECT state, COUNT(*) AS count FROM \(C.name) WHERE state \($0) '\(rest.rawValue)' GROUP BY state" }
        let rows = try Row.fetchAll(db, prepared: groups.joined(separator: " UNION ALL "))
        let resting = try total(C.name, db) - rows.reduce(0) { $0 + ($1["count"] as Int) }
        let counted = rows.compactMap { row in State(rawValue: row["state"]).map { ($0, row["count"] as Int) } }
        return Dictionary(counted + (resting > 0 ? [(rest, resting)] : []), uniquingKeysWith: +)
    }

    static func unanswered(_ db: Database) throws -> [RemoteSystem: [Unanswered.Question: Int]] {
        var counts: [RemoteSystem: [Unanswered.Question: Int]] = [:]
        let rows = try Row.fetchAll(db, prepared: "SELECT system, question, COUNT(*) AS count FROM unanswered GROUP BY system, question")
        for row in rows {
            guard let system = RemoteSystem(rawValue: row["system"]), let question = Unanswered.Question(rawValue: row["question"])
            else { continue }
            counts[system, default: [:]][question] = row["count"]
        }
        return counts
    }

    /// Of those that stand there, and of the writes that never were answered.
    static func oldest<C: StateChart>(_ question: StateQuestion<C>, orFirstTry writes: [Unanswered.Question], _ db: Database) throws
        -> Instant?
    {
        let tried = try Int64.fetchOne(
            db,
            prepared: """
                SELECT MIN(since) FROM unanswered WHERE question IN (\(writes.map { "'\($0.rawValue)'" }.joined(separator: ", ")))
                """)
        return [try oldest(question, db), tried.map(Instant.init(milliseconds:))].compactMap(\.self).min()
    }

    private static func total(_ table: String, _ db: Database) throws -> Int {
        try Int.fetchOne(db, prepared: "SELECT COUNT(*) FROM \(table)") ?? 0
    }

    static func oldest<C: StateChart>(_ question: StateQuestion<C>, _ db: Database) throws -> Instant? {
        try Int64.fetchOne(
            db,
            prepared: """
                SELECT MIN(entered_at) FROM \(C.name) WHERE \(question.column) IN (\(question.states.map { "'\($0)'" }.joined(separator: ", ")))
                """
        ).map(Instant.init(milliseconds:))
    }

    /// Since HERO published it, or a new setup took it up again: a document that waits, is tried and waits again does not grow younger.
    /// The plus keeps SQLite from looking for the few pending ones among all that are tracked.
    static func oldestPendingDocument(_ db: Database) throws -> Instant? {
        let due = [InvoiceEvent.heroLocked, .sysTakenUp].map { "'\($0.rawValue)'" }.joined(separator: ", ")
        let pending = InvoiceTransfer.allCases.filter(\.isPending).map { "'\($0.rawValue)'" }.joined(separator: ", ")
        return try Int64.fetchOne(
            db,
            prepared: """
                SELECT MIN((SELECT MAX(at) FROM transition WHERE kind = 'invoice' AND transition.key = invoice.key AND event IN (\(due))))
                FROM invoice WHERE +phase = '\(InvoicePhase.tracked.rawValue)' AND transfer IN (\(pending))
                """
        ).map(Instant.init(milliseconds:))
    }

    static func oldestPendingPayment(_ db: Database) throws -> Instant? {
        let pending = PaymentState.allCases.filter(\.isPending).map { "'\($0.rawValue)'" }.joined(separator: ", ")
        return try Int64.fetchOne(
            db,
            prepared: """
                SELECT MIN((SELECT MIN(at) FROM transition WHERE kind = 'payment' AND transition.key = payment.key))
                FROM payment WHERE state IN (\(pending))
                """
        ).map(Instant.init(milliseconds:))
    }
}

extension InvoiceTransfer {
    /// Published in HERO, meant for the books, and not there yet.
    package var isPending: Bool {
        switch self {
        case .unjudged, .waiting, .blocked, .ready, .checking, .rejected, .clash, .creating, .uncertain: true
        case .none, .outOfScope, .waived, .fileDue, .fileSending, .fileUnsure, .fileRefused, .fileComplete, .edited, .gone, .doubled: false
        }
    }
}

extension PaymentState {
    /// Recorded in lexoffice and not in HERO yet, or withdrawn there and still in HERO.
    package var isPending: Bool {
        switch self {
        case .toMirror, .checking, .posting, .uncertain, .refused, .clash, .toWithdraw: true
        case .mirrored, .withdrawn, .foreign, .released, .releasedUnresolved, .accepted: false
        }
    }
}
