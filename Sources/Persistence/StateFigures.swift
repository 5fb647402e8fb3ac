package import Bookkeeping
import GRDB
package import StateCharts

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
    /// When the oldest write still in doubt was given up on.
    package var oldestUncertain: [String: Instant] = [:]
    package var lastCompletePass: Instant?
    package var journalEntries = 0
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
            figures.contacts = try Figures.counts(ContactChart.self, ContactState.init(rawValue:), db)
            figures.payments = try Figures.counts(PaymentChart.self, PaymentState.init(rawValue:), db)
            figures.imports = try Figures.counts(ContactImportChart.self, ContactImportState.init(rawValue:), db)
            figures.oldestPending[InvoiceChart.name] = try Figures.oldestPendingDocument(db)
            figures.oldestPending[PaymentChart.name] = try Figures.oldestPendingPayment(db)
            figures.oldestPending[ContactChart.name] = try Figures.oldest(
                ContactChart.self, in: [ContactState.searching, .creating, .uncertain, .ambiguous, .rejected].map(\.rawValue), db)
            figures.oldestUncertain[InvoiceChart.name] = try Figures.oldest(
                InvoiceChart.self, column: "transfer", in: [InvoiceTransfer.uncertain, .fileUnsure].map(\.rawValue), db)
            for (name, oldest) in [
                (ContactChart.name, try Figures.oldest(ContactChart.self, in: [ContactState.uncertain.rawValue], db)),
                (PaymentChart.name, try Figures.oldest(PaymentChart.self, in: [PaymentState.uncertain.rawValue], db)),
                (ContactImportChart.name, try Figures.oldest(ContactImportChart.self, in: [ContactImportState.uncertain.rawValue], db)),
            ] {
                figures.oldestUncertain[name] = oldest
            }
            figures.lastCompletePass = try Int64.fetchOne(
                db, prepared: "SELECT finished_at FROM pass WHERE outcome = 'complete' ORDER BY id DESC LIMIT 1"
            ).map(Instant.init(milliseconds:))
            figures.journalEntries = try Int.fetchOne(db, prepared: "SELECT COALESCE(MAX(seq), 0) FROM transition") ?? 0
            return figures
        }
    }
}

private enum Figures {
    static func documents(_ db: Database) throws -> [StateFigures.Documents] {
        let rows = try Row.fetchAll(
            db,
            prepared: """
                SELECT phase, life, transfer, evidence, reason, COUNT(*) AS count FROM invoice
                GROUP BY phase, life, transfer, evidence, reason
                """)
        return rows.compactMap { row in
            guard let phase = InvoicePhase(rawValue: row["phase"]), let life = InvoiceLife(rawValue: row["life"]),
                let transfer = InvoiceTransfer(rawValue: row["transfer"]),
                let evidence = InvoiceEvidence(rawValue: row["evidence"])
            else { return nil }
            return StateFigures.Documents(
                phase: phase, life: life, transfer: transfer, evidence: evidence,
                reason: (row["reason"] as String?).flatMap(ReasonCode.init),
                count: row["count"])
        }
    }

    static func counts<C: StateChart, State: Hashable>(_ chart: C.Type, _ state: (String) -> State?, _ db: Database) throws -> [State: Int]
    {
        let rows = try Row.fetchAll(db, prepared: "SELECT state, COUNT(*) AS count FROM \(C.name) GROUP BY state")
        return Dictionary(
            rows.compactMap { row in state(row["state"]).map { ($0, row["count"] as Int) } }, uniquingKeysWith: +)
    }

    static func oldest<C: StateChart>(_ chart: C.Type, column: String = "state", in states: [String], _ db: Database) throws -> Instant? {
        try Int64.fetchOne(
            db,
            prepared: """
                SELECT MIN(entered_at) FROM \(C.name) WHERE \(column) IN (\(states.map { "'\($0)'" }.joined(separator: ", ")))
                """
        ).map(Instant.init(milliseconds:))
    }

    /// Since HERO published it, or a new setup took it up again: a document that waits, is tried and waits again does not grow younger.
    static func oldestPendingDocument(_ db: Database) throws -> Instant? {
        let due = [InvoiceEvent.heroLocked, .sysTakenUp].map { "'\($0.rawValue)'" }.joined(separator: ", ")
        let pending = InvoiceTransfer.allCases.filter(\.isPending).map { "'\($0.rawValue)'" }.joined(separator: ", ")
        return try Int64.fetchOne(
            db,
            prepared: """
                SELECT MIN((SELECT MAX(at) FROM transition WHERE kind = 'invoice' AND transition.key = invoice.key AND event IN (\(due))))
                FROM invoice WHERE phase = '\(InvoicePhase.tracked.rawValue)' AND transfer IN (\(pending))
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
