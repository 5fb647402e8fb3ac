package import Bookkeeping
internal import Synchronization
package import Telemetry
package import Web

/// What is known of all accounts at this moment, from memory alone: a scrape and a line of status open no state.
package final class FleetBoard: Sendable {
    private struct Row {
        var standing: AccountStanding
        var reading: AccountReading
        var state: CollectedState?
    }

    private struct State {
        var rows: [String: Row] = [:]
        var isStopping = false
    }

    private let state = Mutex(State())

    private let now: (@Sendable () -> Instant)?

    /// - Parameter now: nil where nobody asks since when.
    package init(now: (@Sendable () -> Instant)? = nil) { self.now = now }

    package func enter(_ name: String) {
        state.withLock { state in
            guard state.rows[name] == nil else { return }
            var standing = AccountStanding(name: name)
            standing.since = now?()
            state.rows[name] = Row(standing: standing, reading: AccountReading(account: name))
        }
    }

    package func remove(_ name: String) { state.withLock { $0.rows[name] = nil } }

    package func change(_ name: String, _ change: (inout AccountStanding, inout AccountReading) -> Void) {
        state.withLock { state in
            guard var row = state.rows[name] else { return }
            let before = row.standing.condition
            change(&row.standing, &row.reading)
            if row.standing.condition != before || row.standing.since == nil { row.standing.since = now?() }
            row.reading.take(row.standing)
            state.rows[name] = row
        }
    }

    /// Out of service or out of step, for a reason of this account's own.
    package func holdBack(_ name: String, _ trouble: AccountTrouble) {
        change(name) { standing, _ in standing.condition = .heldBack(trouble) }
    }

    /// The account is another host's from now on, or has to wait for one.
    package func leave(_ name: String, _ condition: AccountStanding.Condition) {
        state.withLock { state in
            // What was read of its state here is old from now on.
            state.rows[name]?.state = nil
        }
        change(name) { standing, _ in
            standing = AccountStanding(leaving: standing, condition)
        }
    }

    package func collected(_ name: String, _ collected: CollectedState) { state.withLock { $0.rows[name]?.state = collected } }

    /// A pass was not made because it would have found what the one before found.
    package func rested(_ name: String, at now: Instant, requests: Int) {
        change(name) { standing, reading in
            standing.lastCompleteAt = now
            reading[.passes] += 1
            reading[.requests] += Double(requests)
        }
        state.withLock { $0.rows[name]?.state?.lastCompletePass = Double(now.milliseconds) / 1000 }
    }

    package func stopping() { state.withLock { $0.isStopping = true } }

    package func reading(_ name: String) -> AccountReading? { state.withLock { $0.rows[name]?.reading } }
    package func standing(_ name: String) -> AccountStanding? { state.withLock { $0.rows[name]?.standing } }
    /// In the order of their names.
    package var standings: [AccountStanding] { rows.map(\.standing) }
    /// What another host works for is told there.
    package var readings: [AccountReading] { rows.filter { !$0.standing.isElsewhere }.map(\.reading) }
    /// The states of all accounts in one, as far as they were read yet.
    package var collected: CollectedState { CollectedState(sum: rows.filter { !$0.standing.isElsewhere }.compactMap(\.state)) }
    package var line: String { FleetSummary(standings).line }

    /// The process does its work as long as any account is in step; which is not, its series say.
    package var readiness: Readiness {
        let (standings, isStopping) = (standings, state.withLock { $0.isStopping })
        if isStopping { return Readiness(reasons: [.stopping]) }
        let isAny = standings.isEmpty || standings.contains { $0.trouble == nil && $0.condition != .ahead }
        return Readiness(reasons: isAny ? [] : [.noCompletePass])
    }

    private var rows: [Row] { state.withLock { $0.rows.values.sorted { $0.standing.name < $1.standing.name } } }
}

extension AccountReading {
    fileprivate mutating func take(_ standing: AccountStanding) {
        set(.inStep, standing.condition == .inStep)
        set(.heldBack, standing.trouble != nil)
        if case .relinking = standing.condition { set(.relinking, true) } else { set(.relinking, false) }
        set(.configurationRefused, standing.refusedSetting != nil)
        self[.lastCompletePass] = standing.lastCompleteAt.map { Double($0.milliseconds) / 1000 } ?? 0
        self[.held] = Double(standing.held)
        trouble = standing.trouble?.code
    }

    private mutating func set(_ metric: AccountMetric, _ isSo: Bool) { self[metric] = isSo ? 1 : 0 }
}
