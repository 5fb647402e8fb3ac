package import Bookkeeping

/// How far a pass is with what it does now.
package struct ServiceProgress: Sendable, Hashable {
    package var done: Int
    package var total: Int
    /// By how long the part that is done took; nil while that says nothing yet.
    package var secondsLeft: Int64?

    package init(done: Int, total: Int, secondsLeft: Int64? = nil) {
        self.done = done
        self.total = total
        self.secondsLeft = secondsLeft
    }
}

/// What the service knows about itself, for people.
package struct ServiceStanding: Sendable, Hashable {
    /// Why the last pass did not get to its end; nil if it did.
    package var trouble: Readiness.Reason?
    package var isPaused: Bool
    /// The state was restored: nothing is created yet.
    package var isRelinking: Bool
    package var isJournalBroken: Bool
    package var lastCompleteAt: Instant?
    /// Whether the last complete pass is too long ago.
    package var isOutOfDate: Bool
    package var nextPassAt: Instant?
    /// Nil between passes, and while a pass only looks.
    package var progress: ServiceProgress?

    package init(
        trouble: Readiness.Reason? = nil, isPaused: Bool = false, isRelinking: Bool = false, isJournalBroken: Bool = false,
        lastCompleteAt: Instant? = nil, isOutOfDate: Bool = false, nextPassAt: Instant? = nil, progress: ServiceProgress? = nil
    ) {
        self.trouble = trouble
        self.isPaused = isPaused
        self.isRelinking = isRelinking
        self.isJournalBroken = isJournalBroken
        self.lastCompleteAt = lastCompleteAt
        self.isOutOfDate = isOutOfDate
        self.nextPassAt = nextPassAt
        self.progress = progress
    }
}
