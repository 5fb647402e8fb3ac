internal import Bookkeeping
package import Reconciliation
internal import Synchronization
package import Transport
package import Web

/// What the service knows about itself: for `readyz`, and for the line in `systemctl status`.
package final class ServiceHealth: Sendable {
    private struct State {
        /// Monotonic; a clock set by hand makes nothing look fresh.
        var lastComplete: Int64?
        var lastCompleteAt: Instant?
        var trouble: PassTrouble?
        var isPaused = false
        /// The state was restored: nothing is created yet.
        var isRelinking = false
        /// Behind each may stand an invoice that is missed.
        var unreadableRows = 0
        var isJournalBroken = false
        /// The console waits for somebody who sets the integration up: no pass runs.
        var isSetUp = true
        var isStopping = false
        var held = 0
        var nextPassAt: Instant?
        var work: WorkInHand?
        /// The setting for which the last reload was refused.
        var refusedSetting: String?
        /// Of an account several hosts take turns with.
        var cluster: String?
    }

    private let state = Mutex(State())
    private let time: any TimeSource

    package init(time: any TimeSource) { self.time = time }

    /// - Parameter interval: between passes, in milliseconds. A complete pass is recent for three of them, a quarter of an hour at least.
    package func readiness(interval: Int64) -> Readiness {
        let now = time.monotonicMilliseconds()
        return state.withLock { state in
            var reasons: [Readiness.Reason] = []
            if state.isStopping { reasons.append(.stopping) }
            if state.isJournalBroken { reasons.append(.journalBroken) }
            if !state.isSetUp { return Readiness(reasons: reasons + [.notSetUp]) }
            if state.isPaused { reasons.append(.paused) }
            if state.isRelinking { reasons.append(.relinking) }
            if state.unreadableRows > 0 { reasons.append(.unreadableRows) }
            if let trouble = state.trouble { reasons.append(trouble.reason) }
            if let last = state.lastComplete {
                if now - last > max(3 * interval, 900_000) { reasons.append(.lastCompletePassOld) }
            } else {
                reasons.append(.noCompletePass)
            }
            return Readiness(reasons: reasons)
        }
    }

    /// What the console says on top of its overview.
    /// - Parameter interval: between passes, in milliseconds.
    package func standing(interval: Int64) -> ServiceStanding {
        let now = time.monotonicMilliseconds()
        return state.withLock { state in
            ServiceStanding(
                trouble: state.trouble?.reason, isPaused: state.isPaused,
                isRelinking: state.isRelinking, isJournalBroken: state.isJournalBroken, lastCompleteAt: state.lastCompleteAt,
                isOutOfDate: state.lastComplete.map { now - $0 > max(3 * interval, 900_000) } ?? false, nextPassAt: state.nextPassAt,
                progress: state.work?.progress(at: now))
        }
    }

    /// One line for an administrator: state, trouble, next step.
    package var statusLine: String {
        state.withLock { state in
            var parts: [String] = []
            if state.isJournalBroken {
                parts.append("The journal is broken: nothing is transferred")
            } else if !state.isSetUp {
                parts.append("Not set up: no passes; the console's page /einrichtung does it")
            } else if let trouble = state.trouble?.sentence {
                parts.append(trouble.prefix(1).uppercased() + trouble.dropFirst())
            } else if state.isPaused {
                parts.append("Paused by a person")
            } else if state.isRelinking {
                parts.append("Restored: linking what exists, nothing is created yet")
            } else if let at = state.lastCompleteAt {
                parts.append("In step since \(at.berlinClock)")
            } else {
                parts.append("First pass ahead")
            }
            if let cluster = state.cluster { parts.append(cluster) }
            if let setting = state.refusedSetting { parts.append("configuration refused (\(setting)), the old one in force") }
            if state.unreadableRows > 0 { parts.append("\(state.unreadableRows) unreadable rows") }
            if state.held > 0 { parts.append("\(state.held) held") }
            if let next = state.nextPassAt, state.isSetUp, !state.isJournalBroken {
                parts.append(state.trouble == nil ? "next pass \(next.berlinClock)" : "next try \(next.berlinClock)")
            }
            return parts.joined(separator: "; ")
        }
    }

    /// A pass is at work.
    package func working(_ progress: PassProgress) {
        let now = time.monotonicMilliseconds()
        state.withLock { state in
            guard progress.total > 0 else { return state.work = nil }
            if state.work?.isContinued(by: progress) != true { state.work = WorkInHand(progress, since: now) }
            state.work?.now = progress
        }
    }

    /// - Parameters:
    ///   - trouble: nil if the pass got to its end.
    ///   - held: documents, payments and contacts that need a person.
    func passEnded(trouble: PassTrouble?, isPaused: Bool, isRelinking: Bool, unreadableRows: Int, held: Int, nextPassIn pause: Int64) {
        let now = time.monotonicMilliseconds()
        let wall = Instant(milliseconds: time.wallMilliseconds())
        state.withLock { state in
            if trouble == nil { (state.lastComplete, state.lastCompleteAt) = (now, wall) }
            state.work = nil
            state.trouble = trouble
            state.isPaused = isPaused
            state.isRelinking = isRelinking
            state.unreadableRows = unreadableRows
            state.held = held
            state.nextPassAt = wall.adding(milliseconds: pause)
        }
    }

    /// - Parameter setting: at fault; nil when the configuration was taken. Said until then, as the file stays bad until then.
    package func configurationRead(refused setting: String?) { state.withLock { $0.refusedSetting = setting } }

    /// - Parameter words: what is the matter with the cluster; nil for nothing.
    package func clusterSays(_ words: String?) { state.withLock { $0.cluster = words } }

    /// What passes would find says nothing of an integration that is no more, or not yet.
    package func setUp(_ isSetUp: Bool) {
        state.withLock { state in
            guard state.isSetUp != isSetUp else { return }
            state.isSetUp = isSetUp
            (state.trouble, state.nextPassAt, state.held, state.unreadableRows) = (nil, nil, 0, 0)
        }
    }

    func journalChecked(isWhole: Bool) { state.withLock { $0.isJournalBroken = !isWhole } }
    var isJournalBroken: Bool { state.withLock { $0.isJournalBroken } }
    func stopping() { state.withLock { $0.isStopping = true } }
}
