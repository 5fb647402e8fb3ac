internal import Lexoffice

/// What makes two webhooks the same: they carry no id of their own (lexoffice-api.md §3.7).
struct WebhookIdentity: Hashable, Sendable {
    var organization = ""
    var event: LexofficeEvent
    var resourceID: String
    var eventDate: String
}

/// The last so many webhooks. One that was forgotten and comes again costs a look, nothing else.
struct RecentWebhooks: Sendable {
    private let capacity: Int
    private var known: Set<WebhookIdentity> = []
    private var order: [WebhookIdentity] = []
    private var oldest = 0

    init(capacity: Int) { self.capacity = capacity }

    /// False if it is known already.
    mutating func remember(_ identity: WebhookIdentity) -> Bool {
        guard known.insert(identity).inserted else { return false }
        if order.count < capacity {
            order.append(identity)
        } else {
            known.remove(order[oldest])
            order[oldest] = identity
            oldest = (oldest + 1) % capacity
        }
        return true
    }
}
