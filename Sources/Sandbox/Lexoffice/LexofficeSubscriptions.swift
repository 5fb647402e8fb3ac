package import Bookkeeping

/// A webhook subscription (lexoffice-api.md §3.7). The stand-in notes what it would send, see
/// ``LexofficeStandIn/takeWebhooks()``, and calls nobody.
package struct LexofficeSubscription: Sendable, Hashable {
    package var id: String
    package var eventType: String
    package var callbackURL: String
    package var createdAt: Instant
    /// With which it ends; nil for an API key.
    package var connectionID: String?

    fileprivate func json(organizationID: String) -> SandboxJSON {
        [
            "subscriptionId": .string(id), "organizationId": .string(organizationID), "createdDate": .string(createdAt.berlinText),
            "eventType": .string(eventType), "callbackUrl": .string(callbackURL),
        ]
    }

    fileprivate static let knownTypes: Set<String> = {
        var types: Set<String> = [
            "token.revoked", "payment.changed", "contact.created", "contact.changed", "contact.deleted", "article.created",
            "article.changed", "article.deleted", "dunning.created", "dunning.changed", "dunning.deleted", "recurring-template.created",
            "recurring-template.changed", "recurring-template.deleted",
        ]
        for kind in [
            "voucher", "invoice", "credit-note", "down-payment-invoice", "quotation", "order-confirmation", "delivery-note",
        ] {
            for event in ["created", "changed", "deleted", "status.changed"] { types.insert("\(kind).\(event)") }
        }
        return types
    }()
}

extension LexofficeStandIn {
    /// Somebody else's program subscribes.
    package mutating func subscribe(_ callbackURL: String, to eventType: String, now: Instant) {
        let subscription = LexofficeSubscription(id: ids.next(), eventType: eventType, callbackURL: callbackURL, createdAt: now)
        subscriptionShelf[subscription.id] = subscription
    }

    mutating func createSubscription(_ call: LexofficeCall) throws(LexofficeRefusal) -> LexofficeReply {
        let json = try call.json()
        var details: [LexofficeRefusal.Detail] = []
        let eventType = json["eventType"]?.stringValue ?? ""
        let callbackURL = json["callbackUrl"]?.stringValue ?? ""
        for (field, value) in [("eventType", eventType), ("callbackUrl", callbackURL)] where value.isEmpty {
            details.append(.init(violation: "NOTNULL", field: field, message: "darf nicht leer sein"))
        }
        if !eventType.isEmpty, !LexofficeSubscription.knownTypes.contains(eventType) {
            details.append(.init(violation: "ENUM", field: "eventType", message: "unbekannter Wert"))
        }
        if !callbackURL.isEmpty, !callbackURL.hasPrefix("https://") {
            details.append(.init(violation: "URL", field: "callbackUrl", message: "muss mit https beginnen"))
        }
        guard details.isEmpty else { throw .regular(406, "Validation failed for request.", details) }
        guard !subscriptionShelf.all.contains(where: { $0.eventType == eventType && $0.callbackURL == callbackURL }) else {
            throw .regular(409, "Subscription exists already", [])
        }
        let subscription = LexofficeSubscription(
            id: ids.next(), eventType: eventType, callbackURL: callbackURL, createdAt: call.now, connectionID: call.connectionID)
        subscriptionShelf[subscription.id] = subscription
        return actionResult("event-subscriptions", subscription.id, 0, created: call.now, updated: call.now, status: 201)
    }

    func readSubscription(_ call: LexofficeCall) throws(LexofficeRefusal) -> LexofficeReply {
        guard let subscription = subscriptionShelf[call.id] else { throw .regular(404, "Subscription not found", []) }
        return LexofficeReply(json: subscription.json(organizationID: organizationID))
    }

    func listSubscriptions() -> LexofficeReply {
        LexofficeReply(json: ["content": .array(subscriptionShelf.all.map { $0.json(organizationID: organizationID) })])
    }

    mutating func deleteSubscription(_ call: LexofficeCall) throws(LexofficeRefusal) -> LexofficeReply {
        guard subscriptionShelf[call.id] != nil else { throw .regular(404, "Subscription not found", []) }
        subscriptionShelf[call.id] = nil
        return .empty
    }
}
