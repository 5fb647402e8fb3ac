package import Bookkeeping
package import StateCharts

/// One row of a machine table: where it stands and why.
package struct Machine<Chart: StateChart>: Sendable {
    package var key: String
    package var revision: Int
    package var configuration: Chart.Configuration
    package var lastEvent: String
    package var enteredAt: Instant
    /// The machine-readable reason shown to people, and its detail.
    package var reason: ReasonCode?
    package var detail: String?
    /// Tries since the machine last made progress.
    package var attempts: Int
    /// Not before this moment, after a failure.
    package var nextAt: Instant?
    /// When we gave up on an answer, on the clock of the boot it was measured on.
    package var doubt: SettleWindow?

    package var needsPerson: Bool { Chart.isAttention(configuration) }
}

/// The start of a settle window: safe only on a clock nobody can set (statecharts.md §11, T12).
package struct SettleWindow: Sendable, Hashable {
    package var bootID: String
    package var sinceMilliseconds: Int64

    package init(bootID: String, sinceMilliseconds: Int64) {
        self.bootID = bootID
        self.sinceMilliseconds = sinceMilliseconds
    }
}

/// What is committed in the same transaction as a move.
package struct TransitionChanges: Sendable {
    /// Replaces reason and detail; `.some(nil)` clears them, nil leaves them.
    package var reason: ReasonCode??
    package var detail: String?
    package var retry: Retry?
    package var doubt: SettleWindow??
    /// What `recordLink` ties the machine to; nil keeps the tie that holds.
    package var link: String?
    package var booking: Booking?
    package var openIntent: NewIntent?
    package var closeIntent: ClosedIntent?
    /// What the reason is about; goes with the next reason.
    package var candidates: [String] = []
    package var disown: [String] = []
    /// What a person decided with this move.
    var decisions: [Decided] = []
    /// Goes into the journal: ids, digests, codes.
    package var journal: [String: String] = [:]

    package enum Retry: Sendable {
        /// One more failed try; not before the given moment.
        case later(Instant)
        case progress
    }

    package init() {}

    /// These changes and the ones named.
    package func with(
        retry: Retry? = nil, doubt: SettleWindow?? = nil, link: String? = nil, booking: Booking? = nil, openIntent: NewIntent? = nil,
        closeIntent: ClosedIntent? = nil, journal: [String: String] = [:]
    ) -> TransitionChanges {
        var changes = self
        changes.retry = retry ?? changes.retry
        if let doubt { changes.doubt = .some(doubt) }
        changes.link = link ?? changes.link
        changes.booking = booking ?? changes.booking
        changes.openIntent = openIntent ?? changes.openIntent
        changes.closeIntent = closeIntent ?? changes.closeIntent
        changes.journal.merge(journal) { _, new in new }
        return changes
    }

    package static func because(_ reason: ReasonCode?, detail: String? = nil, candidates: [String] = []) -> TransitionChanges {
        var commitment = TransitionChanges()
        commitment.candidates = candidates
        commitment.reason = .some(reason)
        commitment.detail = detail
        if let reason { commitment.journal["reason"] = reason.rawValue }
        return commitment
    }
}

/// The voucher as it was (or is about to be) booked: what a cancellation copies and a comparison holds against.
package struct Booking: Sendable, Hashable {
    package var voucher: Voucher
    package var contactID: String?
    package var fileSHA256: String?

    package init(voucher: Voucher, contactID: String?, fileSHA256: String? = nil) {
        self.voucher = voucher
        self.contactID = contactID
        self.fileSHA256 = fileSHA256
    }
}

/// A remote write announced before it is sent (design rule 3).
package struct NewIntent: Sendable {
    package var action: String
    /// SHA-256 of the exact bytes to be sent.
    package var digest: String

    package init(action: String, digest: String) {
        self.action = action
        self.digest = digest
    }
}

package struct ClosedIntent: Sendable {
    package enum Outcome: String, Sendable { case done, rejected, notProcessed = "not_processed", unknown, resolved }
    package var outcome: Outcome
    package var remoteID: String?

    package init(_ outcome: Outcome, remoteID: String? = nil) {
        self.outcome = outcome
        self.remoteID = remoteID
    }
}

/// What became of an event.
package enum Advance<Chart: StateChart>: Sendable {
    case moved(Chart.Configuration, effects: [Chart.Effect])
    /// A fact that changes nothing here: nothing was written.
    case unchanged
    /// The chart says no; for commands and schedulers this is an answer, and it is in the journal.
    case refused(Chart.Refusal?)

    package var isMoved: Bool { if case .moved = self { true } else { false } }
    /// What the chart asks for with the move; nothing where there was none.
    package var effects: [Chart.Effect] { if case .moved(_, let effects) = self { effects } else { [] } }

    /// This move, and before what it asks for what the one before it asked for.
    package func after(_ former: [Chart.Effect]) -> Advance {
        guard case .moved(let configuration, let effects) = self else { return self }
        return .moved(configuration, effects: former + effects)
    }
}
