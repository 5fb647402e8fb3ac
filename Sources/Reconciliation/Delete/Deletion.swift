package import Bookkeeping
package import Lexoffice
internal import Persistence
internal import StateCharts

/// Where a run of the deletion got to.
package struct DeletionReport: Sendable, Hashable {
    package var isDone = false
    /// Links this run ended; payments that are followed no more.
    package var documents = 0
    package var contacts = 0
    package var payments = 0
    /// Waited for until ``deadline``; empty once nothing is.
    package var inFlight: [DeletionItem] = []
    package var deadline: Instant?
    /// Let go of without knowing what became of a write: a person should look.
    package var unresolved: [DeletionItem] = []
    /// lexoffice did not confirm that our access has ended: a person should end it there.
    package var isAccessLeft = false

    init() {}

    /// Of a deletion that is done.
    package init(documents: Int, contacts: Int, payments: Int, unresolved: [DeletionItem], isAccessLeft: Bool) {
        isDone = true
        (self.documents, self.contacts, self.payments) = (documents, contacts, payments)
        (self.unresolved, self.isAccessLeft) = (unresolved, isAccessLeft)
    }

    package var exit: Exit { isDone ? (unresolved.isEmpty && !isAccessLeft ? .success : .peopleNeeded) : .deferred }
}

/// Deletes the integration: waits for writes in flight, ends every link, ends our access (domain.md S42-S45, statecharts.md §10).
/// Every step is one transaction and is found again where it stopped; nothing new is written to either system.
package struct Deletion: Sendable {
    let context: PassContext
    /// For taking back what lexoffice was asked to tell us.
    let writer: LexofficeWriter
    let credentialDigest: String
    /// Whether to stay until the writes in flight are settled; else one look is all.
    let mayWait: Bool

    /// From `active` through the four phases of deleting, with room to spare.
    private static let stepsMax = 12

    package init(context: PassContext, writer: LexofficeWriter, credentialDigest: String, mayWait: Bool) {
        self.context = context
        self.writer = writer
        self.credentialDigest = credentialDigest
        self.mayWait = mayWait
    }

    /// Begins the deletion or goes on with it. The caller has asked the person.
    package func run() async throws(PassFailure) -> DeletionReport { try await atDoor { try await carryOut() } }

    private func carryOut() async throws -> DeletionReport {
        var report = DeletionReport()
        for _ in 0..<Self.stepsMax {
            guard let machine = try IntegrationLevel.current(context.store) else { throw Settings.notSetUp() }
            guard try await step(machine, &report) else {
                report.unresolved = try DeletionItem.unresolved(context.store)
                return report
            }
        }
        throw PassFailure(.defect, system: "state", cause: "the deletion does not come to rest", hint: "Please report this.")
    }

    /// False when there is nothing to do any more, or nothing now.
    private func step(_ machine: Machine<IntegrationChart>, _ report: inout DeletionReport) async throws -> Bool {
        switch machine.configuration.phase {
        case .incomplete, .verifying, .needsDate, .armed:
            try forgetCredentials()
            try move(machine, .opDelete, await Revocation(context: context, writer: writer).giveBack(&report).1)
        case .active: try move(machine, .opDelete, try announced())
        case .draining:
            let draining = Draining(context: context, credentialDigest: credentialDigest, mayWait: mayWait)
            report.inFlight = try await draining.run(machine)
            report.deadline = report.inFlight.isEmpty ? nil : draining.deadline(machine)
            return report.inFlight.isEmpty
        case .unlinking:
            var commitment = TransitionChanges()
            commitment.journal = try Unlinking(context: context).run(&report)
            try move(machine, .sysAllUnlinked, commitment)
        case .revoking:
            let (event, commitment) = try await Revocation(context: context, writer: writer).run(machine, &report)
            try forgetCredentials()
            try move(machine, event, commitment)
        case .revokeBlocked: try move(machine, .opDelete)
        case .deleted:
            report.isDone = true
            return false
        }
        return true
    }

    private func move(
        _ machine: Machine<IntegrationChart>, _ event: IntegrationEvent, _ commitment: TransitionChanges = TransitionChanges()
    ) throws {
        guard try context.advance(IntegrationChart.self, machine.key, event, commitment).isMoved else {
            throw PassFailure(
                .defect, system: "state", cause: "\(event.rawValue) was refused in \(machine.configuration)", hint: "Please report this.")
        }
    }

    /// What was shown before it was confirmed, for the journal.
    private func announced() throws -> TransitionChanges {
        var commitment = TransitionChanges()
        guard let plan = try DeletionPlan.read(context.store) else { return commitment }
        commitment.journal = [
            "documents": String(plan.documents), "contacts": String(plan.contacts), "payments": String(plan.payments),
            "in_flight": String(plan.inFlight.count), "without_file": String(plan.withoutFile),
        ]
        // Here, because a crash after the revocation leaves nothing that tells of it.
        if context.withdrawal?.isDue == true { commitment.journal["access"] = "login" }
        return commitment
    }

    /// Keys are the operator's; what is kept of them here is a digest. A login is ours to give back, see ``Revocation``.
    private func forgetCredentials() throws {
        guard var settings = try Settings.load(context.store), !settings.credentialDigest.isEmpty else { return }
        settings.credentialDigest = ""
        try settings.save(context.store, by: context.author, at: context.now)
    }
}
