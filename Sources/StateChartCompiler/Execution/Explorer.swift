internal import StrictXML

/// Walks a chart from its initial configuration through every event until nothing new appears.
struct Explorer {
    private let chart: Chart
    private let interpreter: Interpreter
    private var order: [[Int]] = []
    private var outcomes: [[Int]: [Interpreter.Outcome?]] = [:]
    private var faults: [Fault] = []

    private static let configurationLimit = 5_000

    init(chart: Chart) {
        self.chart = chart
        interpreter = Interpreter(chart: chart)
    }

    static func explore(_ chart: Chart) throws(Faults) -> ExploredChart {
        var explorer = Explorer(chart: chart)
        let initial: [Int]
        do { initial = try explorer.walk() } catch { throw Faults(error) }
        if let faults = Faults(explorer.faults) { throw faults }
        return explorer.table(initial: initial)
    }

    private mutating func walk() throws(Fault) -> [Int] {
        let start = try interpreter.start()
        if let raise = start.raised.first {
            faults.append(Fault(raise.location, "C14: the initial configuration is entered by no event, so '\(raise.event)' would be lost"))
        }
        order = [start.active]
        outcomes[start.active] = []
        var next = 0
        while next < order.count {
            let active = order[next]
            next += 1
            var row: [Interpreter.Outcome?] = []
            for event in chart.events {
                let outcome = try interpreter.step(active, event.name)
                row.append(outcome)
                if let outcome { try note(outcome, from: active, event) }
            }
            outcomes[active] = row
        }
        return start.active
    }

    private mutating func note(_ outcome: Interpreter.Outcome, from active: [Int], _ event: DeclaredEvent) throws(Fault) {
        if outcome.raised.contains(where: \.isRefusal), outcome.active != active || outcome.raised.count > 1 {
            let place = outcome.taken.first?.location ?? event.location
            faults.append(Fault(place, "C14: '\(event.name)' is refused and at the same time does something"))
        }
        guard outcomes[outcome.active] == nil else { return }
        guard order.count < Self.configurationLimit else {
            throw Fault(chart.states[Chart.root].location, "C8: the chart has more than \(Self.configurationLimit) configurations")
        }
        outcomes[outcome.active] = []
        order.append(outcome.active)
    }

    private func unusedTransitions() -> [ExploredChart.TransitionUse] {
        var taken: Set<ExploredChart.TransitionUse> = []
        for row in outcomes.values {
            for (event, outcome) in zip(chart.events, row) {
                taken.formUnion((outcome?.taken ?? []).map { .init(transition: $0, event: event.name) })
                taken.formUnion((outcome?.followed ?? []).map { .init(transition: $0, event: nil) })
            }
        }
        return chart.states.flatMap(\.transitions).flatMap { transition -> [ExploredChart.TransitionUse] in
            let events: [String?] = transition.events.isEmpty ? [nil] : transition.events
            return events.map { .init(transition: transition, event: $0) }.filter { !taken.contains($0) }
        }
    }

    private func table(initial: [Int]) -> ExploredChart {
        let columns = Column.columns(of: chart)
        let sorted = order.sorted { left, right in
            let leftKey = columns.map { $0.value(in: left) ?? -1 }
            let rightKey = columns.map { $0.value(in: right) ?? -1 }
            return leftKey.lexicographicallyPrecedes(rightKey)
        }
        let positions = Dictionary(uniqueKeysWithValues: zip(sorted, sorted.indices))
        let cells = sorted.map { active in
            (outcomes[active] ?? []).map { outcome -> ExploredChart.Cell in
                guard let outcome else { return .unhandled }
                if let refusal = outcome.raised.first(where: \.isRefusal) { return .refused(refusal.shortName) }
                guard let target = positions[outcome.active] else { return .unhandled }
                return .moved(to: target, effects: outcome.raised.map(\.shortName))
            }
        }
        return ExploredChart(
            chart: chart, columns: columns, configurations: sorted, initial: positions[initial] ?? 0, cells: cells,
            unusedTransitions: unusedTransitions())
    }
}
