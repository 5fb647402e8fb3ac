internal import Bookkeeping
internal import Foundation
package import Logging
package import Persistence
package import Reconciliation
package import Transport

/// Tells what is due: opens the day for each recipient, then tries what is open. What is to be told is on the disk before it leaves and
/// closed after, so that a process that ends in between sends it once more, and says so in it; never twice more for one end, and never
/// not at all.
package struct NotificationDesk: Sendable {
    /// Tries of one digest, about half a day.
    package static let triesMaximum = 12
    /// Lost answers of one digest; after the second nothing is sent any more.
    package static let lossesMaximum = 2
    private static let backoff = Backoff(firstMilliseconds: 60_000, capMilliseconds: 3_600_000)
    private static let shortestWait: Int64 = 30_000

    private let store: Store
    private let policy: Policy
    private let sender: NotificationSender
    private let time: any TimeSource
    private let logger: Logger
    private let tried: @Sendable (NotificationChannel, NotificationResult) -> Void

    /// - Parameters:
    ///   - store: a connection of its own.
    ///   - tried: told of each try, for the metrics.
    package init(
        store: Store, policy: Policy, sender: NotificationSender, time: any TimeSource, logger: Logger,
        tried: @escaping @Sendable (NotificationChannel, NotificationResult) -> Void
    ) {
        self.store = store
        self.policy = policy
        self.sender = sender
        self.time = time
        self.logger = logger
        self.tried = tried
    }

    private var now: Instant { Instant(milliseconds: time.wallMilliseconds()) }

    package func turn(_ settings: NotificationSettings) async throws {
        try openDay(settings)
        for record in try store.dueNotifications(at: now) {
            if Task.isCancelled { return }
            try await attempt(record, settings)
        }
    }

    // MARK: the day

    /// Whose day has come and was not opened yet.
    private func openDay(_ settings: NotificationSettings) throws {
        let now = now
        let today = BusinessDay(berlinDayOf: now)
        guard let hour = Int(now.berlinClock.prefix(2)), hour >= settings.hour else { return }
        var situation: Situation?
        for (address, audience) in settings.addresses {
            let newest = try store.newestNotification(to: address)
            // A clock that was set back opens no day twice.
            if let newest, newest.day >= today { continue }
            let present = try situation ?? Situation.read(store, policy, now: now)
            situation = present
            try supersede(address, at: now)
            try open(address, audience, present, seen: newest?.seen, day: today, settings, now)
        }
    }

    /// What was not told until now is told as it stands today.
    private func supersede(_ address: NotificationAddress, at now: Instant) throws {
        for record in try store.openNotifications() where record.address == address {
            try store.close(notification: record.id, record.mayHaveArrived ? .unknown : .failed, at: now)
            log(.warning, "a notification was given up for the next day's", record, record.mayHaveArrived ? .unknown : .failed)
        }
    }

    private func open(
        _ address: NotificationAddress, _ audience: Audience, _ situation: Situation, seen: String?, day: BusinessDay,
        _ settings: NotificationSettings, _ now: Instant
    ) throws {
        let told = try store.lastTold(address)
        let earlier = EarlierTelling(told: told, seen: try seen.map { try Kept.value([String: BusinessDay].self, $0) } ?? [:])
        let making = DigestMaking(situation, after: earlier, day: day)
        let digest = try making.digest(for: audience, flow: try Flow.read(store, since: told?.at, now: now)) { document in
            settings.namesCustomers ? try CustomerName.of(document: document, store) : nil
        }
        let id = "digest.\(day).\(String(time.randomWord(), radix: 16))"
        let content = digest.isQuiet ? nil : try Kept.text(digest)
        _ = try store.open(notification: id, to: address, for: day, content: content, seen: try Kept.text(making.seen), at: now)
    }

    // MARK: a try

    private func attempt(_ record: NotificationRecord, _ settings: NotificationSettings) async throws {
        guard let content = record.content, let send = try way(record, try Kept.value(DailyDigest.self, content), settings) else {
            return try store.close(notification: record.id, record.mayHaveArrived ? .unknown : .withdrawn, at: now)
        }
        // Each of its tries may have ended the process.
        guard record.tries < Self.triesMaximum else {
            log(.error, "a notification is given up: no try of it came to an end", record, .unknown)
            return try store.close(notification: record.id, .unknown, at: now)
        }
        if record.mayHaveArrived { log(.notice, "a notification is sent again, it may have been sent before", record, nil) }
        guard try store.begin(record, at: now) else { return }
        let outcome = await send()
        tried(record.address.channel, outcome.result)
        let tries = record.tries + 1
        let doubts = record.doubts + (record.begunAt == nil ? 0 : 1) + (outcome.result == .unknown ? 1 : 0)
        switch outcome.result {
        case .sent:
            try store.close(notification: record.id, .sent, at: now)
            log(.info, "a notification was sent", record, .sent)
        case .failed where tries < Self.triesMaximum, .unknown where tries < Self.triesMaximum && doubts < Self.lossesMaximum:
            let wait = max(Self.shortestWait, Self.backoff.delay(afterAttempt: tries, time: time))
            try store.postpone(notification: record.id, mayHaveArrived: outcome.result == .unknown, until: now.adding(milliseconds: wait))
            log(.warning, "a notification was not sent: \(outcome.detail)", record, outcome.result)
        case .failed, .unknown:
            try store.close(notification: record.id, doubts > 0 ? .unknown : .failed, at: now)
            log(.error, "a notification is given up: \(outcome.detail)", record, outcome.result)
        }
    }

    /// Nil when the recipient is not told any more.
    private func way(_ record: NotificationRecord, _ digest: DailyDigest, _ settings: NotificationSettings) throws
        -> (() async -> SendingResult)?
    {
        let (id, isRepeat, sender) = (record.id, record.mayHaveArrived, sender)
        switch record.address.channel {
        case .mail:
            guard let recipient = settings.mail?.recipients.first(where: { $0.notificationAddress == record.address }) else { return nil }
            return { await sender.send(digest, id: id, isRepeat: isRepeat, to: recipient, settings) }
        case .webhook:
            guard let hook = settings.webhook else { return nil }
            return { await sender.send(digest, id: id, isRepeat: isRepeat, to: hook, settings.links) }
        case .ping: return nil
        }
    }

    private func log(_ level: Logger.Level, _ text: Logger.Message, _ record: NotificationRecord, _ outcome: NotificationResult?) {
        logger.log(
            level: level, text,
            metadata: [
                "kind": "\(record.address.channel.rawValue)", "key": "\(record.id)", "attempt": "\(record.tries)",
                "outcome": "\(outcome?.rawValue ?? "repeat")",
            ])
    }
}

/// Values as rows keep them.
enum Kept {
    static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    static func value<T: Decodable>(_ type: T.Type, _ text: String) throws -> T { try JSONDecoder().decode(type, from: Data(text.utf8)) }
}
