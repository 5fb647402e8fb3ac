internal import Bookkeeping
internal import Hero
internal import Persistence
internal import StateCharts
internal import Transport
internal import Wording

/// Tells the people in HERO, in the logbook of the project, which payment entry they have to take back: lexoffice no longer
/// shows the payment, and HERO's interface cannot remove it (domain.md P6).
///
/// A note is sent at most once, whatever becomes of the answer: a second one would only confuse. The task itself is the
/// payment's state, which stays until HERO no longer shows the entry.
struct WithdrawalNote {
    let context: PassContext
    let writer: HeroWriter

    static let action = "addLogbookEntry"
    private static let notesInAPass = 20

    func run() async throws {
        let keys = try context.store.keys(PaymentChart.self, where: .state([.toWithdraw]))
        var sent = 0
        for key in keys where sent < Self.notesInAPass {
            guard let (project, text, since) = try note(key) else { continue }
            let intent = NewIntent(action: Self.action, digest: Digest.sha256(text.utf8))
            let isNew = try context.store.announceOnce(intent, PaymentChart.self, key, since: since, at: context.now)
            guard isNew else { continue }
            sent += 1
            let closed: ClosedIntent =
                switch await writer.addLogbookEntry(projectMatchID: project, text: text) {
                case .accepted(let id): ClosedIntent(.done, remoteID: String(id))
                case .rejected: ClosedIntent(.rejected)
                case .notProcessed: ClosedIntent(.notProcessed)
                case .unknown: ClosedIntent(.unknown)
                }
            try close(closed, key)
        }
    }

    /// A process died between announcing and hearing the answer.
    static func abandon(_ context: PassContext) throws {
        for intent in try context.store.openIntents() where intent.action == action {
            try context.store.close(
                ClosedIntent(.unknown), action: action, PaymentChart.self, intent.key, by: context.author, at: context.now)
        }
    }

    private func close(_ closed: ClosedIntent, _ key: String) throws {
        try context.store.close(closed, action: Self.action, PaymentChart.self, key, by: context.author, at: context.now)
    }

    /// Nil when there is nothing to tell or no project to tell it in.
    private func note(_ text: String) throws -> (project: Int, text: String, since: Instant)? {
        guard let key = PaymentKey(text), let payment = key.payment, let machine = try context.store.machine(PaymentChart.self, text),
            machine.reason == .paymentWithdrawn,
            let header = try context.store.document(DocumentRow.self, key.documentID)?.header, let project = header.projectMatchID
        else { return nil }
        let number = header.number ?? "#\(key.documentID)"
        return (project, Catalogue.logbookWithdrawn(number: number, payment: payment), machine.enteredAt)
    }
}
