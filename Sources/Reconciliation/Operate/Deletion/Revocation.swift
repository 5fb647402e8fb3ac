internal import Persistence
internal import StateCharts

/// Ends the access that was granted to us. An API key is made and withdrawn by its owner in lexoffice, and no webhook was
/// subscribed to: there is nothing we could take back, and the journal says so.
struct Revocation {
    func run() async -> (IntegrationEvent, Commitment) {
        var commitment = Commitment()
        commitment.journal["granted"] = "none"
        return (.replyRevoked, commitment)
    }
}
