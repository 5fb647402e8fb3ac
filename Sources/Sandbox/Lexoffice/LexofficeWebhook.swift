package import Bookkeeping

/// What lexoffice would send to a subscriber: no data, and no id of its own (lexoffice-api.md §3.7).
package struct LexofficeWebhook: Sendable, Hashable {
    package var callbackURL: String
    package var eventType: String
    package var resourceID: String
    package var at: Instant

    /// Compact, as it is sent and signed.
    package func body(organizationID: String) -> [UInt8] {
        Array(
            """
            {"organizationId":"\(organizationID)","eventType":"\(eventType)","resourceId":"\(resourceID)","eventDate":"\(at.berlinText)"}
            """.utf8)
    }
}

extension LexofficeStandIn {
    /// Older ones are dropped: nobody took them, which is how lexoffice loses webhooks too.
    private static let webhooksMaximum = 10_000

    /// Everything since the last time, in the order it happened.
    package mutating func takeWebhooks() -> [LexofficeWebhook] {
        defer { webhooks = [] }
        return webhooks
    }

    /// Tells those who subscribed to it. Writes over the API tell as well (§3.7).
    mutating func tell(_ eventType: String, _ resourceID: String, at now: Instant) {
        for subscription in subscriptionShelf.all where subscription.eventType == eventType {
            webhooks.append(
                LexofficeWebhook(callbackURL: subscription.callbackURL, eventType: eventType, resourceID: resourceID, at: now))
        }
        if webhooks.count > Self.webhooksMaximum { webhooks.removeFirst(webhooks.count - Self.webhooksMaximum) }
    }
}
