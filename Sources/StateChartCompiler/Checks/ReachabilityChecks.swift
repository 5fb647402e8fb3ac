internal import StrictXML

/// C5, C8, C9, C10 on the explored table: nothing written is dead, and from everywhere the end can be reached; where a chart has none, the
/// beginning.
struct ReachabilityChecks {
    let explored: ExploredChart

    func faults() -> [Fault] { unreachable() + unused() + deadEnds() + endless() }

    private var chart: Chart { explored.chart }

    private func unreachable() -> [Fault] {
        let reached = Set(explored.configurations.joined())
        return chart.states.dropFirst().filter { !reached.contains($0.index) }.map {
            Fault($0.location, "C8: the state '\($0.id)' can never be reached")
        }
    }

    /// A transition that is never taken misleads its readers. Those of an unreachable state are not named as well.
    private func unused() -> [Fault] {
        let reached = Set(explored.configurations.joined())
        return explored.unusedTransitions.filter { reached.contains($0.transition.source) }.map { use in
            let what = use.event.map { "this transition for '\($0)'" } ?? "this eventless transition"
            return Fault(use.transition.location, "C5: \(what) is never taken")
        }
    }

    private func deadEnds() -> [Fault] {
        explored.configurations.indices.compactMap { configuration in
            guard !explored.isFinal(configuration), successors(configuration).allSatisfy({ $0 == configuration }) else { return nil }
            return Fault(place(configuration), "C9: no event leads out of '\(explored.description(configuration))'")
        }
    }

    private func endless() -> [Fault] {
        let hasEnd = chart.states.contains { $0.kind == .final }
        var ending = hasEnd ? Set(explored.configurations.indices.filter(explored.isFinal)) : [explored.initial]
        var grew = true
        while grew {
            grew = false
            for configuration in explored.configurations.indices where !ending.contains(configuration) {
                if successors(configuration).contains(where: ending.contains) {
                    ending.insert(configuration)
                    grew = true
                }
            }
        }
        guard let lost = explored.configurations.indices.first(where: { !ending.contains($0) }) else { return [] }
        let what = hasEnd ? "no final state can be reached" : "nothing leads back"
        return [Fault(place(lost), "C10: from '\(explored.description(lost))' \(what)")]
    }

    private func successors(_ configuration: Int) -> [Int] {
        explored.cells[configuration].compactMap { cell in
            guard case .moved(let target, _) = cell else { return nil }
            return target
        }
    }

    /// The first leaf of a configuration stands for it in diagnostics.
    private func place(_ configuration: Int) -> SourceLocation {
        chart.states[explored.leaves(configuration).first ?? Chart.root].location
    }
}
