internal import Bookkeeping
internal import Lexoffice
package import Persistence

/// Who tells lexoffice where to send its webhooks.
package enum WebhookCallback: Sendable, Hashable {
    /// Not this caller: a single pass leaves things as they are.
    case unmanaged
    /// The service. Without an address it ends what an earlier configuration subscribed to.
    case managed(address: String?)
}

/// Keeps lexoffice telling us (lexoffice-api.md §3.7). A withdrawn key takes its subscriptions with it without a word, so they are
/// compared with the list once a day and whenever credential or address changed.
package struct WebhookSubscriptions {
    let context: PassContext
    let writer: LexofficeWriter

    private static let day: Int64 = 24 * 3_600_000
    private static let retry: Int64 = 15 * 60_000

    /// - Returns: what is wrong, in a sentence without personal data; nil when nothing is, or nothing was due.
    func keep(_ address: String?, credentialDigest: String) async throws -> String? {
        let ours = try Self.addresses(context.store)
        guard address != nil || !ours.isEmpty else { return nil }
        let mark = "\(credentialDigest) \(address ?? "none")"
        guard try isDue(mark) else { return nil }
        // Known before it is sent, so that a process that dies in between leaves nothing behind that nobody takes back.
        if let address { try context.store.keep(WebhookAddresses(all: ours.union([address]).sorted())) }
        do throws(LexofficeError) {
            try await agree(address, ours)
        } catch {
            try context.store.keep(WebhooksKept(mark: mark, until: context.now.adding(milliseconds: Self.retry)))
            return "webhooks are not subscribed: \(error.description)"
        }
        try context.store.keep(WebhookAddresses(all: address.map { [$0] } ?? []))
        try context.store.keep(WebhooksKept(mark: mark, until: context.now.adding(milliseconds: Self.day)))
        return nil
    }

    /// Ends every subscription of ours. Returns how many there were; without any it asks nobody.
    /// - Parameter ours: the addresses the state knows.
    func removeAll(_ ours: Set<String>) async throws(LexofficeError) -> Int {
        guard !ours.isEmpty else { return 0 }
        let subscriptions = try await context.lexoffice.eventSubscriptions().filter { ours.contains($0.callbackURL) }
        for subscription in subscriptions { try await writer.unsubscribe(subscription.id) }
        return subscriptions.count
    }

    /// After ``removeAll(_:)``, or when nothing can be taken back any more.
    func forget() throws {
        try context.store.forget(WebhookAddresses.self)
        try context.store.forget(WebhooksKept.self)
    }

    package static func addresses(_ store: Store) throws -> Set<String> { Set(try store.fact(WebhookAddresses.self)?.all ?? []) }

    private func agree(_ address: String?, _ ours: Set<String>) async throws(LexofficeError) {
        let listed = try await context.lexoffice.eventSubscriptions()
        for former in listed where ours.contains(former.callbackURL) && former.callbackURL != address {
            try await writer.unsubscribe(former.id)
        }
        guard let address else { return }
        let there = Set(listed.filter { $0.callbackURL == address }.map(\.eventType))
        for event in LexofficeEvent.allCases where !there.contains(event.rawValue) {
            try await writer.subscribe(to: event, callbackURL: address)
        }
    }

    private func isDue(_ mark: String) throws -> Bool {
        guard let kept = try context.store.fact(WebhooksKept.self), kept.mark == mark else { return true }
        // A clock set back must not make a mark last for ever.
        return !(1...Self.day).contains(kept.until.milliseconds(since: context.now))
    }
}
