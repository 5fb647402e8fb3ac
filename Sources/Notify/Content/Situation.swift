package import Bookkeeping
package import Persistence
package import Reconciliation
internal import StateCharts
internal import Wording

/// All that may be told, as it stands at one moment.
package struct Situation: Sendable {
    /// Something that waits for a person.
    package struct Held: Sendable, Hashable {
        package var line: ReportLine
        package var reason: ReasonCode
        /// Nil where the state does not say it.
        package var since: Instant?

        /// The same as long as it is the same matter.
        package var identity: String { "\(line.payment == nil ? "" : "payment/")\(line.key)/\(reason.rawValue)" }
        /// Everybody who has a step in it.
        package var owners: [Audience] { Audience.acting(Catalogue.explanation(reason, about: line.detail).next) }
    }

    /// What concerns the whole, and stops or hinders it.
    package struct Hindrance: Sendable, Hashable {
        package enum Kind: String, Sendable, Codable, CaseIterable { case paused, blocked, noPass, restored, imports }
        package var kind: Kind
        package var since: Instant?
        /// Of what is counted; 1 otherwise.
        package var count: Int

        package init(_ kind: Kind, since: Instant?, count: Int = 1) {
            self.kind = kind
            self.since = since
            self.count = count
        }
    }

    package var held: [Held]
    package var hindrances: [Hindrance]
}

extension Situation {
    /// After so long without a complete pass something is wrong that no document shows.
    private static let silence: Int64 = 24 * 3_600_000

    package static func read(_ store: Store, _ policy: Policy, now: Instant) throws -> Situation {
        Situation(held: try held(store, policy), hindrances: try hindrances(store, now: now))
    }

    private static func held(_ store: Store, _ policy: Policy) throws -> [Held] {
        var held: [Held] = []
        func add(_ line: ReportLine?, since: Instant?) {
            guard let line, line.symbol == .person, let reason = line.reason else { return }
            held.append(Held(line: line, reason: reason, since: since))
        }
        for standing in try DocumentStatus.needing(store) { add(standing.line, since: standing.machine.enteredAt) }
        // Of what concerns the same document the first is told (``UnansweredLines/merged(with:)``).
        let told = Set(held.map(\.line.key))
        for task in try UnansweredLines(store, policy).tasks() where task.line.payment != nil || !told.contains(task.line.key) {
            add(task.line, since: task.since)
        }
        for standing in try PaymentStatus.needing(store) { add(standing.line, since: standing.machine.enteredAt) }
        for reading in try TroubledReading.all(store) { add(reading.line, since: nil) }
        return held
    }

    private static func hindrances(_ store: Store, now: Instant) throws -> [Hindrance] {
        var found: [Hindrance] = []
        let figures = try store.figures()
        let machine = try IntegrationLevel.current(store)
        let flow = machine?.configuration.flow
        if flow == .paused { found.append(Hindrance(.paused, since: machine?.enteredAt)) }
        if flow == .blocked { found.append(Hindrance(.blocked, since: machine?.enteredAt)) }
        if let last = figures.lastCompletePass, flow == .running, now.milliseconds(since: last) > silence {
            found.append(Hindrance(.noPass, since: last))
        }
        if let restoration = try store.restoration(), restoration.phase != .done { found.append(Hindrance(.restored, since: nil)) }
        let imports = figures.imports.filter { $0.key.tag == .attention }.values.reduce(0, +)
        if imports > 0 { found.append(Hindrance(.imports, since: nil, count: imports)) }
        return found
    }
}
