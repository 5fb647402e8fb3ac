import Bookkeeping
import HTTPTypes
import Transport

/// Subscriptions are no bookings: lexoffice refuses a second one of a kind with 409, and the list shows what is there. They need no
/// intent, because an answer that got lost is read off the list the next time.
extension LexofficeWriter {
    /// - Parameter callbackURL: https; lexoffice asks it for HEAD before it agrees.
    package func subscribe(to event: LexofficeEvent, callbackURL: String) async throws(LexofficeError) {
        let body = OrderedJSON.object([("eventType", .text(event.rawValue)), ("callbackUrl", .text(callbackURL))])
        do {
            try await change(.post(.createSubscription, "/v1/event-subscriptions", body: body.bytes))
        } catch {
            // It is there already, which is what was wanted.
            guard error.code == .conflict else { throw error }
        }
    }

    package func unsubscribe(_ id: String) async throws(LexofficeError) {
        let path = try PathID(id, subject: "DELETE /v1/event-subscriptions/{id}")
        do {
            try await change(
                LexofficeRequest(
                    call: .deleteSubscription, method: .delete, path: "/v1/event-subscriptions/\(path.text)", query: ""))
        } catch {
            guard error.code == .notFound else { throw error }
        }
    }

    private func change(_ request: LexofficeRequest) async throws(LexofficeError) {
        let exchange = try await connection.exchange(request)
        guard !(200...299).contains(exchange.response.status) else { return }
        let failure = exchange.error(subject: request.subject)
        if failure.code == .unauthorized { _ = await connection.accessToken.renewed(exchange.token) }
        throw failure
    }
}
