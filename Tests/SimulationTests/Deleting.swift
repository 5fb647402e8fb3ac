import Administration
import Bookkeeping
import Foundation
import GRDB
import HTTPTypes
import Reconciliation
import Sandbox
import StateCharts
import TestSupport
import Transport

@testable import Persistence

/// Deleting the integration, setting up anew, and dying in the middle of both.
extension Company {
    static let down = Meddler(answer: { _ in IncomingResponse(status: 503, "{}") })

    @discardableResult
    func delete(_ meddler: Meddler = Meddler(), waits: Bool = true, credential: String = "test") async throws -> DeletionReport {
        let clients = try clients(meddler)
        return try await Deletion(
            context: clients.context, writer: clients.writer, credentialDigest: credential, mayWait: waits
        ).run()
    }

    func flow(paused: Bool) throws -> Bool {
        try Flow(store: store, author: Author(actor: "user:erika", cause: "test", software: "test")).set(paused: paused, at: now)
    }

    var phase: IntegrationPhase? { integration?.phase }

    func links<C: StateChart>(_ chart: C.Type = InvoiceChart.self) throws -> [String] { try store.links(chart).map(\.remoteID) }

    /// A create whose request is lost: carried out or not, nobody tells.
    func loseNextCreate(_ fault: Fault) {
        world.install(FaultPlan(appointments: [.init(.init(.lexoffice, isWrite: true, path: "/v1/vouchers"), nth: 1, fault)]))
    }

    /// How often lexoffice carried something out that makes something new.
    var creations: [Int] {
        [LexofficeOperation.createVoucher, .createContact, .uploadFile].map { world.lexoffice.executions($0) }
    }
}

extension Store {
    /// The transaction that would write this entry of the journal is undone: the process dies before it.
    func crash(atEntry seq: Int) throws {
        try queue.write { db in
            try db.execute(
                sql: """
                    DROP TRIGGER IF EXISTS temp.crash;
                    CREATE TEMP TRIGGER crash BEFORE INSERT ON main.transition WHEN NEW.seq = \(seq)
                    BEGIN SELECT RAISE(ABORT, 'the process died'); END;
                    """)
        }
    }

    func survive() throws { try queue.write { try $0.execute(sql: "DROP TRIGGER IF EXISTS temp.crash") } }
}
