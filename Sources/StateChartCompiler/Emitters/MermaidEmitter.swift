/// A Mermaid `stateDiagram-v2`, kept to what its renderers draw reliably.
///
/// Arrows that touch a state with states inside break renderers once regions are involved, so arrows are drawn between leaves:
/// a transition of an outer state appears on each leaf that does not decide the event itself.
struct MermaidEmitter {
    private let chart: Chart

    init(_ chart: Chart) { self.chart = chart }

    private struct Arrow: Hashable {
        let source: Int
        let target: Int
    }

    func text() -> String {
        var lines = ["stateDiagram-v2", "    direction LR", "    [*] --> \(top(initialLeaf(Chart.root)))"]
        let outside = topLevelLeaves()
        lines += outside.compactMap { describe($0, indent: "    ") }
        lines += arrows(from: outside).map { "    " + $0 }
        guard let parallel = chart.parallel else { return lines.joined(separator: "\n") }
        let regions = chart.states[parallel].children
        let whole = chart.states[parallel].id
        lines.append("    \(whole) : \(whole) = \(regions.map { chart.states[$0].id }.joined(separator: " + "))")
        lines += labelled(own(parallel)).map { "    " + $0 }
        for region in regions {
            lines += block(region)
            lines += arrows(from: chart.leaves(of: region)) { chart.region(of: $0) == nil }.map { "    " + $0 }
        }
        return lines.joined(separator: "\n")
    }

    private func block(_ region: Int) -> [String] {
        let leaves = chart.leaves(of: region)
        var lines = ["    state \(chart.states[region].id) {", "        [*] --> \(chart.states[initialLeaf(region)].id)"]
        lines += leaves.compactMap { describe($0, indent: "        ") }
        lines += arrows(from: leaves) { chart.region(of: $0) != nil }.map { "        " + $0 }
        return lines + ["    }"]
    }

    private func topLevelLeaves() -> [Int] {
        chart.leaves(of: Chart.root).filter { leaf in chart.parallel.map { !chart.isDescendant(leaf, of: $0) } ?? true }
    }

    /// A second line under the name: the states around it, and whether it asks for a person.
    private func describe(_ leaf: Int, indent: String) -> String? {
        let state = chart.states[leaf]
        let around = chart.properAncestors(of: leaf).filter { chart.states[$0].kind == .compound && chart.region(of: $0) != $0 }
        var notes = around.map { chart.states[$0].id }
        if state.isAttention { notes.append("attention") }
        if let awaits = state.awaits { notes.append("awaits \(awaits)") }
        if state.kind == .final { notes.append("final") }
        return notes.isEmpty
            ? "\(indent)\(state.id) : \(state.id)" : "\(indent)\(state.id) : \(state.id) (\(notes.joined(separator: ", ")))"
    }

    private func arrows(from leaves: [Int], where isWanted: (Int) -> Bool = { _ in true }) -> [String] {
        leaves.flatMap { leaf in labelled(effective(leaf).filter { isWanted($0.arrow.target) }) }
    }

    /// What the leaf's own transitions and those around it, up to its region, make of each event; inner ones first.
    private func effective(_ leaf: Int) -> [(arrow: Arrow, label: String)] {
        var result: [(arrow: Arrow, label: String)] = []
        var decided: Set<String> = []
        for state in [leaf] + chart.properAncestors(of: leaf) where chart.states[state].kind != .parallel {
            for transition in chart.states[state].transitions {
                for event in transition.events.isEmpty ? [""] : transition.events where !decided.contains(event) {
                    if transition.condition == nil { decided.insert(event) }
                    guard let target = transition.target else { continue }
                    result.append((Arrow(source: leaf, target: initialLeaf(target)), label(event, transition)))
                }
            }
        }
        return result
    }

    private func own(_ parallel: Int) -> [(arrow: Arrow, label: String)] {
        chart.states[parallel].transitions.flatMap { transition -> [(arrow: Arrow, label: String)] in
            guard let target = transition.target else { return [] }
            return transition.events.map { (Arrow(source: parallel, target: initialLeaf(target)), label($0, transition)) }
        }
    }

    private func labelled(_ arrows: [(arrow: Arrow, label: String)]) -> [String] {
        var order: [Arrow] = []
        var labels: [Arrow: [String]] = [:]
        for (arrow, label) in arrows {
            if labels[arrow] == nil { order.append(arrow) }
            labels[arrow, default: []].append(label)
        }
        return order.map { arrow in
            let target = chart.region(of: arrow.source) == nil ? top(arrow.target) : chart.states[arrow.target].id
            return "\(chart.states[arrow.source].id) --> \(target) : \((labels[arrow] ?? []).joined(separator: ", "))"
        }
    }

    private func label(_ event: String, _ transition: Transition) -> String {
        let condition = transition.condition.map { "[in \(chart.states[$0].id)]" } ?? ""
        return event.isEmpty ? condition : condition.isEmpty ? event : "\(event) \(condition)"
    }

    /// Seen from outside, everything in the parallel is the parallel.
    private func top(_ state: Int) -> String {
        if let parallel = chart.parallel, chart.isDescendant(state, of: parallel) { return chart.states[parallel].id }
        return chart.states[state].id
    }

    private func initialLeaf(_ state: Int) -> Int { chart.states[state].initial.map(initialLeaf) ?? state }
}
