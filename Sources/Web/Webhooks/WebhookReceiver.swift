internal import FoundationEssentials
internal import Lexoffice
internal import Synchronization
package import Telemetry

/// Judges what is posted as a webhook of lexoffice, counts it, and hands on the genuine ones as hints.
///
/// A signature carries neither time nor number, so a genuine webhook can be sent again by anybody who saw one: the worst that comes
/// of it is a look at something that has not changed.
package final class WebhookReceiver: Sendable {
    /// A webhook has about 250 bytes.
    static let bodyLimit = 64 << 10
    private static let remembered = 1024

    /// Told of what happened in its books.
    package typealias Hearer = @Sendable (WebhookHint) -> Void

    private let registry: MetricRegistry
    private let hearer: @Sendable (_ organizationID: String) -> Hearer?
    private let signature: Mutex<WebhookSignature?>
    private let recent = Mutex(RecentWebhooks(capacity: WebhookReceiver.remembered))

    /// - Parameters:
    ///   - signature: nil until a key is configured; webhooks are then put off.
    ///   - organizationID: of the books this integration was set up with; those of others are not ours. Nil while there are none.
    ///   - onHint: called on an event loop: must return at once.
    package convenience init(
        signature: WebhookSignature?, organizationID: @escaping @Sendable () -> String?, registry: MetricRegistry,
        onHint: @escaping Hearer
    ) {
        self.init(signature: signature, registry: registry) { $0 == organizationID()?.lowercased() ? onHint : nil }
    }

    /// - Parameter hearer: of the books with this id, in lower-case letters; nil where they are nobody's here.
    package init(
        signature: WebhookSignature?, registry: MetricRegistry, hearer: @escaping @Sendable (_ organizationID: String) -> Hearer?
    ) {
        self.signature = Mutex(signature)
        self.registry = registry
        self.hearer = hearer
    }

    /// From now on, after a reload.
    package func use(_ signature: WebhookSignature?) { self.signature.withLock { $0 = signature } }

    /// What can be said before the body is read; nil to go on.
    package func refusal(signature header: String?, contentLength: Int?, isStopping: Bool) -> WebhookResult? {
        guard !isStopping, let signature = signature.withLock({ $0 }) else { return counted(.unavailable) }
        guard signature.isPlausible(header) else { return counted(.badSignature) }
        if let contentLength, contentLength > WebhookReceiver.bodyLimit { return counted(.tooLarge) }
        return nil
    }

    func refuseTooLarge() -> WebhookResult { counted(.tooLarge) }

    /// - Parameters:
    ///   - body: as received: not a byte may have been changed.
    ///   - header: `X-Lxo-Signature`.
    package func receive(_ body: [UInt8], signature header: String) -> WebhookResult {
        guard let signature = signature.withLock({ $0 }) else { return counted(.unavailable) }
        guard signature.isValid(header, over: body) else { return counted(.badSignature) }
        guard let webhook = Webhook(body) else { return counted(.malformed) }
        let organization = webhook.organizationID.lowercased()
        guard let onHint = hearer(organization), let event = LexofficeEvent(rawValue: webhook.eventType) else { return counted(.ignored) }
        let identity = WebhookIdentity(
            organization: organization, event: event, resourceID: webhook.resourceID, eventDate: webhook.eventDate)
        guard recent.withLock({ $0.remember(identity) }) else { return counted(.duplicate) }
        onHint(WebhookHint(event: event, resourceID: webhook.resourceID))
        return counted(.accepted)
    }

    private func counted(_ result: WebhookResult) -> WebhookResult {
        registry.recordWebhook(result)
        return result
    }
}

/// The body of a webhook.
private struct Webhook: Decodable {
    /// Longer than any date lexoffice writes; what is remembered must be bounded.
    private static let dateLimit = 40

    let organizationID: String
    let eventType: String
    let resourceID: String
    let eventDate: String

    private enum CodingKeys: String, CodingKey {
        case organizationID = "organizationId"
        case eventType
        case resourceID = "resourceId"
        case eventDate
    }

    /// Nil for what is no webhook. The id becomes part of an address later on: only what an id is made of gets through.
    init?(_ body: [UInt8]) {
        // What is no webhook is answered and counted as malformed.
        guard let webhook = try? JSONDecoder().decode(Webhook.self, from: Data(body)), webhook.eventDate.utf8.count <= Webhook.dateLimit,
            (1...64).contains(webhook.resourceID.utf8.count),
            webhook.resourceID.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") })
        else { return nil }
        self = webhook
    }
}
