internal import StrictXML

/// C11, C12, C13: facts are decided everywhere, awaited answers too, and whatever asks for a person lets that person out.
struct CompletenessChecks {
    let explored: ExploredChart

    func faults() -> [Fault] { undecidedFacts() + undecidedAnswers() + doubleAwaits() + traps() }

    private var chart: Chart { explored.chart }
    private var living: [Int] { explored.configurations.indices.filter { !explored.isFinal($0) } }

    private func undecidedFacts() -> [Fault] {
        chart.events.enumerated().compactMap { number, event in
            guard event.isFact else { return nil }
            let holes = living.filter { explored.cells[$0][number] == .unhandled }
            guard let first = holes.first else { return nil }
            let others = holes.count > 1 ? " and \(holes.count - 1) more" : ""
            return Fault(event.location, "C11: the fact '\(event.name)' is undecided in '\(explored.description(first))'\(others)")
        }
    }

    /// A chart that does not know restarts has whoever finds it waiting ask again, which then has to be harmless.
    private var restart: [String] { chart.events.map(\.name).filter { $0 == "sys.restarted" } }

    private func undecidedAnswers() -> [Fault] {
        var faults: [Fault] = []
        for state in chart.states {
            guard let name = state.awaits, let request = chart.requests.first(where: { $0.name == name }) else { continue }
            for event in request.replies + restart {
                let number = chart.events.firstIndex { $0.name == event }
                let isDecided = living.filter { explored.configurations[$0].contains(state.index) }.allSatisfy { configuration in
                    guard let number, case .moved = explored.cells[configuration][number] else { return false }
                    return true
                }
                if !isDecided { faults.append(Fault(state.location, "C12: '\(state.id)' awaits '\(name)' but does not decide '\(event)'")) }
            }
        }
        return faults
    }

    private func doubleAwaits() -> [Fault] {
        let double = living.first { configuration in
            explored.configurations[configuration].filter { chart.states[$0].awaits != nil }.count > 1
        }
        guard let double, let leaf = explored.leaves(double).first(where: { chart.states[$0].awaits != nil }) else { return [] }
        return [Fault(chart.states[leaf].location, "C12: '\(explored.description(double))' awaits two requests at once")]
    }

    /// The way out must be a person's or the world's; our own `sys.*` and replies do not count.
    private func traps() -> [Fault] {
        chart.states.filter(\.isAttention).compactMap { state in
            let trap = living.first { configuration in
                explored.configurations[configuration].contains(state.index) && !hasWayOut(configuration, of: state.index)
            }
            guard let trap else { return nil }
            return Fault(state.location, "C13: nobody can lead '\(explored.description(trap))' out of '\(state.id)'")
        }
    }

    private func hasWayOut(_ configuration: Int, of state: Int) -> Bool {
        zip(chart.events, explored.cells[configuration]).contains { event, cell in
            guard event.isFact || event.eventClass == "op", case .moved(let target, _) = cell else { return false }
            return !explored.configurations[target].contains(state)
        }
    }
}
