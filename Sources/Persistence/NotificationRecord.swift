package import Bookkeeping
import GRDB

/// The ways on which somebody is told. A closed set, used as a metric label.
package enum NotificationChannel: String, Sendable, CaseIterable { case mail, webhook, ping }

/// What became of one try to tell. A closed set, used as a metric label.
package enum NotificationResult: String, Sendable, CaseIterable {
    case sent
    /// Nothing arrived.
    case failed
    /// It may have arrived: it left, and no answer came.
    case unknown
}

/// How the telling of one day to one recipient ended.
package enum NotificationOutcome: String, Sendable, CaseIterable {
    case sent
    /// Given up, and certainly nothing arrived.
    case failed
    /// Given up, and it may have arrived.
    case unknown
    /// There was nothing to tell.
    case nothing
    /// The recipient was taken out of the configuration meanwhile.
    case withdrawn
}

/// Who is told, and how: one of these is told once a day.
package struct NotificationAddress: Sendable, Hashable {
    package var channel: NotificationChannel
    /// Which part of the matter is theirs, in the words of whoever writes it.
    package var audience: String
    package var recipient: String

    package init(_ channel: NotificationChannel, audience: String, recipient: String) {
        self.channel = channel
        self.audience = audience
        self.recipient = recipient
    }
}

/// One row of the table: something to be told, from before the first try to its outcome.
package struct NotificationRecord: Sendable, Hashable {
    /// The same in every try; what makes a second copy recognisable.
    package var id: String
    package var address: NotificationAddress
    /// The Berlin day it is told for.
    package var day: BusinessDay
    /// JSON of what is told; nil once there is an outcome.
    package var content: String?
    package var tries: Int
    /// Tries whose end nobody knows.
    package var doubts: Int
    /// Of the try that is under way, or whose process ended before it could say how it went.
    package var begunAt: Instant?
    package var outcome: NotificationOutcome?
    package var closedAt: Instant?

    /// Whether a try before this moment may have arrived.
    package var mayHaveArrived: Bool { doubts > 0 || begunAt != nil }

    /// Nil for a row of another version of this program.
    init?(_ row: Row) {
        guard let channel = NotificationChannel(rawValue: row["channel"]), let day = BusinessDay(written: row["day"]) else { return nil }
        id = row["id"]
        address = NotificationAddress(channel, audience: row["audience"], recipient: row["recipient"])
        self.day = day
        content = row["content"]
        tries = row["tries"]
        doubts = row["doubts"]
        begunAt = (row["begun_at"] as Int64?).map(Instant.init(milliseconds:))
        outcome = (row["outcome"] as String?).flatMap(NotificationOutcome.init)
        closedAt = (row["closed_at"] as Int64?).map(Instant.init(milliseconds:))
    }
}
