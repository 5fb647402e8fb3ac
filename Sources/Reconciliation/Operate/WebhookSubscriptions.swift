internal import Bookkeeping
internal import Lexoffice
internal import Persistence

/// Who tells lexoffice where to send its webhooks.
package enum WebhookCallback: Sendable, Hashable {
    /// Not this caller: a single pass leaves things as they are.
    case unmanaged
    /// The service. Without an address it ends what an earlier configuration subscribed to.
    case managed(address: String?)
}

/// Keeps lexoffice telling us (lexoffice-api.md §3.7). A withdrawn key takes its subscriptions with it without a word, so they are
/// compared with the list once a day and whenever credential or address changed.
struct WebhookSubscriptions {
    let context: PassContext
    let writer: LexofficeWriter

    /// Addresses we ever subscribed and have not seen to be gone, a line each.
    private static let addresses = "webhooks.addresses"
    /// For which credential and address all was as it should be, and until when that is believed.
    private static let kept = "webhooks.kept"
    private static let day: Int64 = 24 * 3_600_000
    private static let retry: Int64 = 15 * 60_000

    /// - Returns: what is wrong, in a sentence without personal data; nil when nothing is, or nothing was due.
    func keep(_ address: String?, credentialDigest: String) async throws -> String? {
        let ours = try Self.addresses(context.store)
        guard address != nil || !ours.isEmpty else { return nil }
        let mark = "\(credentialDigest) \(address ?? "none")"
        guard try isDue(mark) else { return nil }
        // Known before it is sent, so that a process that dies in between leaves nothing behind that nobody takes back.
        if let address { try set(Self.addresses, ours.union([address]).sorted().joined(separator: "\n")) }
        do throws(LexofficeError) {
            try await agree(address, ours)
        } catch {
            try set(Self.kept, "\(context.now.milliseconds + Self.retry) \(mark)")
            return "webhooks are not subscribed: \(error.description)"
        }
        try set(Self.addresses, address ?? "")
        try set(Self.kept, "\(context.now.milliseconds + Self.day) \(mark)")
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
        try set(Self.addresses, "")
        try set(Self.kept, "")
    }

    static func addresses(_ store: Store) throws -> Set<String> {
        let text = try store.cursor(Self.addresses) ?? ""
        return Set(text.split(separator: "\n").map(String.init))
    }

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
        let text = try context.store.cursor(Self.kept) ?? ""
        let parts = text.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[1] == mark, let until = Int64(parts[0]) else { return true }
        let now = context.now.milliseconds
        // A clock set back must not make a mark last for ever.
        return now >= until || until.minus(now) > Self.day
    }

    private func set(_ cursor: String, _ text: String) throws {
        try context.store.set(cursor: cursor, to: text)
    }
}
