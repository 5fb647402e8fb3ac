internal import Bookkeeping
internal import Persistence
internal import StateCharts

/// The way of one document through its chart: where each of the four lanes was, is, and may go next. A pure function of the chart, the
/// journal and where the document stands.
struct Road: Sendable, Hashable {
    enum Lane: Int, Sendable, CaseIterable { case life, evidence, transfer, settlement }

    /// A lane stands in one state over some columns.
    struct Step: Sendable, Hashable {
        let state: String
        /// The columns it reaches over.
        let columns: Range<Int>
        /// Nil where the journal does not say.
        let since: Instant?
        let entry: Int64?
        let isPresent: Bool
    }

    /// A state that one event leads to.
    struct Next: Sendable, Hashable {
        let state: String
        /// As the chart calls them.
        var events: [String]
        /// Nobody but a person leads there.
        var isByPerson: Bool
    }

    struct LaneRoad: Sendable, Hashable {
        let lane: Lane
        var steps: [Step]
        var next: [Next]
    }

    /// So many columns are drawn; a document that went to and fro for months has more.
    static let columnsMax = 7

    let lanes: [LaneRoad]
    /// When each column began, oldest first.
    let columns: [Instant?]
    /// Columns before the first one drawn.
    let hidden: Int

    /// - Parameter entries: of this document, oldest first.
    init(_ configuration: InvoiceConfiguration, _ entries: [JournalEntry]) {
        var columns: [Column] = []
        for entry in entries where entry.kind == InvoiceChart.name {
            guard let states = Self.states(entry.to), states != columns.last?.states else { continue }
            columns.append(Column(states: states, at: entry.at, seq: entry.seq))
        }
        let present = Self.states(configuration)
        if columns.last?.states != present { columns.append(Column(states: present, at: nil, seq: nil)) }
        let hidden = max(0, columns.count - Self.columnsMax)
        self.hidden = hidden
        self.columns = columns.dropFirst(hidden).map(\.at)
        let next = Self.next(configuration)
        lanes = Lane.allCases.map { lane in
            LaneRoad(lane: lane, steps: Self.steps(lane, columns, hidden: hidden), next: next[lane.rawValue])
        }
    }

    private struct Column {
        let states: [String]
        let at: Instant?
        let seq: Int64?
    }

    private static func steps(_ lane: Lane, _ columns: [Column], hidden: Int) -> [Step] {
        var steps: [Step] = []
        var begin = 0
        for index in columns.indices {
            let state = columns[index].states[lane.rawValue]
            let isLast = index == columns.count - 1
            guard isLast || columns[index + 1].states[lane.rawValue] != state else { continue }
            if state != none, index >= hidden {
                steps.append(
                    Step(
                        state: state, columns: max(0, begin - hidden)..<(index + 1 - hidden), since: columns[begin].at,
                        entry: columns[begin].seq, isPresent: isLast))
            }
            begin = index + 1
        }
        return steps
    }

    // MARK: states

    private static let none = InvoiceLife.none.rawValue

    /// Of one lane each. A document that was let go of stands in none, and says so where the transfer is.
    private static func states(_ configuration: InvoiceConfiguration) -> [String] {
        configuration.isTracked
            ? [
                configuration.life.rawValue, configuration.evidence.rawValue, configuration.transfer.rawValue,
                configuration.settlement.rawValue,
            ] : [none, none, configuration.phase.rawValue, none]
    }

    /// Nil where the journal speaks of no state.
    private static func states(_ text: String) -> [String]? {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        if parts.count == Lane.allCases.count { return parts }
        guard parts.count == 1, let phase = InvoicePhase(rawValue: parts[0]), phase != .tracked else { return nil }
        return [none, none, phase.rawValue, none]
    }

    // MARK: what the chart allows

    /// Per lane, what goes by itself before what a person does. That the integration may be deleted is no step of a document.
    private static func next(_ configuration: InvoiceConfiguration) -> [[Next]] {
        let present = states(configuration)
        var next: [[Next]] = Lane.allCases.map { _ in [] }
        for event in InvoiceEvent.allCases {
            guard case .moved(let target, _) = InvoiceChart.step(configuration, event), target.isTracked else { continue }
            let states = states(target)
            for lane in Lane.allCases where states[lane.rawValue] != present[lane.rawValue] {
                add(states[lane.rawValue], event, to: &next[lane.rawValue])
            }
        }
        return next.map { states in states.filter { !$0.isByPerson } + states.filter(\.isByPerson) }
    }

    private static func add(_ state: String, _ event: InvoiceEvent, to next: inout [Next]) {
        let isByPerson = event.eventClass == .op
        guard let place = next.firstIndex(where: { $0.state == state }) else {
            next.append(Next(state: state, events: [event.rawValue], isByPerson: isByPerson))
            return
        }
        next[place].events.append(event.rawValue)
        next[place].isByPerson = next[place].isByPerson && isByPerson
    }
}
