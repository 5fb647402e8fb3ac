internal import Bookkeeping
internal import Lexoffice
internal import Persistence
internal import StateCharts

/// Ends the access that was granted to us. An API key is made and withdrawn by its owner in lexoffice; the webhooks are ours to
/// take back.
struct Revocation {
    let context: PassContext
    let writer: LexofficeWriter

    /// So long it is tried to tell lexoffice; after that the webhooks go on into nothing until lexoffice gives up by itself.
    private static let grace: Int64 = 600_000

    func run(_ machine: Machine<IntegrationChart>) async throws(Interruption) -> (IntegrationEvent, Commitment) {
        let subscriptions = WebhookSubscriptions(context: context, writer: writer)
        var commitment = Commitment()
        commitment.journal["granted"] = "none"
        do throws(LexofficeError) {
            let removed = try await subscriptions.removeAll()
            if removed > 0 { commitment.journal["webhooks"] = String(removed) }
        } catch {
            switch error.code {
            // A withdrawn key took its subscriptions with it (lexoffice-api.md §1.2).
            case .unauthorized: commitment.journal["webhooks"] = "gone with the credential"
            case .forbidden, .paymentRequired, .wrongOrganisation, .validation, .notFound, .conflict, .badRequest, .windowExceeded:
                return (.replyDenied, denied(error))
            case .throttled, .unavailable, .unreachable, .badAnswer:
                guard isOver(machine) else { throw later(error, machine) }
                return (.replyDenied, denied(error))
            }
        }
        try subscriptions.forget()
        return (.replyRevoked, commitment)
    }

    private func denied(_ error: LexofficeError) -> Commitment {
        var commitment = Commitment()
        commitment.journal["webhooks"] = "left: \(error.label)"
        return commitment
    }

    private func isOver(_ machine: Machine<IntegrationChart>) -> Bool { context.now >= deadline(machine) }
    private func deadline(_ machine: Machine<IntegrationChart>) -> Instant { machine.enteredAt.adding(milliseconds: Self.grace) }

    private func later(_ error: LexofficeError, _ machine: Machine<IntegrationChart>) -> Interruption {
        var interruption = Interruption(error)
        interruption.hint = """
            Every link has ended and nothing flows any more; only lexoffice's webhooks are still to be taken back. Run \
            `reconcile --delete-integration` again when it answers; from \(deadline(machine).isoText) on it ends without.
            """
        return interruption
    }
}
