internal import Bookkeeping
internal import Lexoffice
internal import Persistence
internal import StateCharts

/// Ends the access that was granted to us: the webhooks, and a login, which takes the subscriptions of its connection with it. An API key
/// is made and withdrawn by its owner in lexoffice; there is nothing of it we could take back, and the journal says so.
struct Revocation {
    let context: PassContext
    let writer: LexofficeWriter

    /// So long it is tried to tell lexoffice; after that the webhooks go on into nothing until lexoffice gives up by itself.
    private static let grace: Int64 = 600_000

    func run(_ machine: Machine<IntegrationChart>, _ report: inout DeletionReport) async throws
        -> (IntegrationEvent, TransitionChanges)
    {
        let left = try await endWebhooks(machine)
        var (event, commitment) = await giveBack(&report)
        if let left {
            commitment.journal["webhooks"] = left.text
            if left.isDenied { event = .replyDenied }
        }
        return (event, commitment)
    }

    /// An authorisation server that cannot be reached does not keep the integration alive: after some tries the tokens are removed
    /// all the same, and the report says that somebody should look.
    func giveBack(_ report: inout DeletionReport) async -> (IntegrationEvent, TransitionChanges) {
        var commitment = TransitionChanges()
        switch await context.withdrawal?.run() ?? .nothing {
        case .nothing:
            commitment.journal["granted"] = "none"
            return (.replyRevoked, commitment)
        case .revoked:
            commitment.journal = ["granted": "login", "revoked": "yes"]
            return (.replyRevoked, commitment)
        case .unconfirmed(let why):
            report.isAccessLeft = true
            commitment.journal = ["granted": "login", "revoked": "unconfirmed", "error": why]
            return (.replyDenied, commitment)
        }
    }

    // MARK: webhooks

    private struct Left {
        var text: String
        var isDenied = false
    }

    /// Nil when none were subscribed.
    private func endWebhooks(_ machine: Machine<IntegrationChart>) async throws -> Left? {
        let subscriptions = WebhookSubscriptions(context: context, writer: writer)
        let ours = try WebhookSubscriptions.addresses(context.store)
        var left: Left?
        do throws(LexofficeError) {
            let removed = try await subscriptions.removeAll(ours)
            if removed > 0 { left = Left(text: String(removed)) }
        } catch {
            switch error.code {
            // A withdrawn key or login took its subscriptions with it (lexoffice-api.md §1.2, §1.3).
            case .unauthorized, .login: left = Left(text: "gone with the credential")
            case .forbidden, .paymentRequired, .wrongOrganisation, .validation, .notFound, .conflict, .badRequest, .windowExceeded:
                left = Left(text: "left: \(error.label)", isDenied: true)
            case .throttled, .unavailable, .unreachable, .badAnswer:
                let goesWithLogin = context.withdrawal?.isDue == true
                guard goesWithLogin || context.now >= deadline(machine) else { throw later(error, machine) }
                left = goesWithLogin ? Left(text: "gone with the login") : Left(text: "left: \(error.label)", isDenied: true)
            }
        }
        try subscriptions.forget()
        return left
    }

    private func deadline(_ machine: Machine<IntegrationChart>) -> Instant { machine.enteredAt.adding(milliseconds: Self.grace) }

    private func later(_ error: LexofficeError, _ machine: Machine<IntegrationChart>) -> PassFailure {
        var interruption = PassFailure(error)
        interruption.hint = """
            Every link has ended and nothing flows any more; only lexoffice's webhooks are still to be taken back. Run \
            `reconcile --delete-integration` again when it answers; from \(deadline(machine).isoText) on it ends without.
            """
        return interruption
    }
}
