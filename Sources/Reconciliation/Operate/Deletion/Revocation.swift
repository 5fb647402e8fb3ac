internal import Lexoffice
internal import Persistence
internal import StateCharts

/// Ends the access that was granted to us. A login is revoked, and with it the subscriptions of its connection. An API key is made
/// and withdrawn by its owner in lexoffice: there is nothing we could take back, and the journal says so.
struct Revocation {
    let withdrawal: LoginWithdrawal?

    /// An authorisation server that cannot be reached does not keep the integration alive: after some tries the tokens are removed
    /// all the same, and the report says that somebody should look.
    func run(_ report: inout DeletionReport) async -> (IntegrationEvent, Commitment) {
        var commitment = Commitment()
        switch await withdrawal?.run() ?? .nothing {
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
}
