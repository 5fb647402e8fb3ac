/// The chart as a page for people: states, what each event does in them, and what the events say.
struct MarkdownEmitter {
    private let explored: ExploredChart
    private var chart: Chart { explored.chart }

    init(_ explored: ExploredChart) { self.explored = explored }

    func text() -> String {
        let title = "# Chart \(chart.name), version \(chart.version)"
        let size = "\(explored.configurations.count) configurations, \(edgeCount) moves, \(chart.events.count) events."
        return
            ([title, "", size, "", "## States", ""] + states() + ["", "## Transitions", ""] + transitions() + ["", "## Events", ""]
            + events())
            .joined(separator: "\n")
    }

    private var edgeCount: Int {
        explored.cells.joined().count { cell in
            guard case .moved = cell else { return false }
            return true
        }
    }

    private func states() -> [String] {
        ["| state | inside | notes | on entry | on exit |", "|---|---|---|---|---|"]
            + chart.states.dropFirst().map { state in
                let parent = state.parent.flatMap { $0 == Chart.root ? nil : chart.states[$0].id } ?? ""
                return row([state.id, parent, notes(state), effects(state.onEntry), effects(state.onExit)])
            }
    }

    private func notes(_ state: ChartState) -> String {
        var notes: [String] = []
        switch state.kind {
        case .parallel: notes.append("all regions at once")
        case .final: notes.append("final")
        case .compound, .atomic, .root: break
        }
        if let initial = state.initial { notes.append("starts in \(chart.states[initial].id)") }
        if let owner = state.owner { notes.append("led by \(owner)") }
        if state.isAttention { notes.append("asks for a person") }
        if let awaits = state.awaits { notes.append("awaits \(awaits)") }
        if let spine = state.spine { notes.append("spine: \(spine)") }
        return notes.joined(separator: "; ")
    }

    private func transitions() -> [String] {
        ["| in state | on | if in | goes to | effects |", "|---|---|---|---|---|"]
            + chart.states.flatMap { state in
                state.transitions.map { transition in
                    let events = transition.events.isEmpty ? "at once" : transition.events.joined(separator: ", ")
                    let condition = transition.condition.map { chart.states[$0].id } ?? ""
                    let refusal = transition.raises.first(where: \.isRefusal).map { "refused: \($0.shortName)" }
                    let target = refusal ?? transition.target.map { chart.states[$0].id } ?? "stays"
                    return row([state.id, events, condition, target, effects(transition.raises.filter { !$0.isRefusal })])
                }
            }
    }

    private func events() -> [String] {
        ["| event | says |", "|---|---|"] + chart.events.map { row([$0.name, $0.says]) }
    }

    private func effects(_ raises: [Raise]) -> String { raises.map(\.shortName).joined(separator: ", ") }

    private func row(_ cells: [String]) -> String { "| " + cells.map(escaped).joined(separator: " | ") + " |" }

    private func escaped(_ text: String) -> String { text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|") }
}
