internal import Bookkeeping
internal import HTTPTypes
internal import Transport

/// Logins of partner clients, as the rest of lexoffice sees them.
extension LexofficeStandIn {
    mutating func authorise(_ request: OutgoingRequest, _ query: LexofficeQuery, now: Instant) -> IncomingResponse {
        let reply = authorisation.respond(request, query, now: now)
        // A connection takes its subscriptions with it.
        for subscription in subscriptionShelf.all where subscription.connectionID.map(reply.ended.contains) == true {
            subscriptionShelf[subscription.id] = nil
        }
        return reply.response
    }

    static func bearer(_ request: OutgoingRequest) -> String {
        let header = request.head.headerFields[.authorization] ?? ""
        return header.hasPrefix("Bearer ") ? String(header.dropFirst(7)) : ""
    }

    func connectionID(_ request: OutgoingRequest, now: Instant) -> String? {
        authorisation.connection(bearer: LexofficeStandIn.bearer(request), now: now)?.id
    }
}
