/// One kind of event lexoffice was asked to tell an address about (lexoffice-api.md §3.7).
package struct EventSubscription: Sendable, Hashable {
    package var id: String
    /// lexoffice's word; others may stand in the list beside ours.
    package var eventType: String
    package var callbackURL: String
}

extension LexofficeReader {
    /// All subscriptions of the credential, whoever made them. The list knows no pages.
    package func eventSubscriptions() async throws(LexofficeError) -> [EventSubscription] {
        try await get(WireSubscriptions.self, .get(.subscriptions, "/v1/event-subscriptions")).content.map {
            EventSubscription(id: $0.subscriptionId, eventType: $0.eventType, callbackURL: $0.callbackUrl)
        }
    }
}

private struct WireSubscriptions: Decodable {
    struct Row: Decodable {
        var subscriptionId: String
        var eventType: String
        var callbackUrl: String
    }

    var content: [Row]
}
