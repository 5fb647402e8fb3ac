import StateCharts

/// All moves of a chart, for statements about every path.
struct ChartGraph<C: StateChart> {
    struct Move {
        let source: C.Configuration
        let event: C.Event
        let target: C.Configuration
        let effects: [C.Effect]
    }

    let moves: [Move]

    init() {
        moves = C.configurations.flatMap { source in
            C.Event.allCases.compactMap { event in
                guard case .moved(let target, let effects) = C.step(source, event) else { return nil }
                return Move(source: source, event: event, target: target, effects: effects)
            }
        }
    }

    /// Everything reachable from `starts` by moves for which `isAllowed` holds, the starts included.
    func reachable(from starts: [C.Configuration], by isAllowed: (Move) -> Bool) -> Set<C.Configuration> {
        let outgoing = Dictionary(grouping: moves.filter(isAllowed), by: \.source)
        var seen = Set(starts)
        var queue = starts
        while let next = queue.popLast() {
            for move in outgoing[next] ?? [] where seen.insert(move.target).inserted { queue.append(move.target) }
        }
        return seen
    }

    /// The shortest sequence of moves from the initial configuration to each other one.
    func paths() -> [C.Configuration: [Move]] {
        let outgoing = Dictionary(grouping: moves, by: \.source)
        var paths: [C.Configuration: [Move]] = [C.initial: []]
        var queue = [C.initial]
        var next = 0
        while next < queue.count {
            let source = queue[next]
            next += 1
            for move in outgoing[source] ?? [] where paths[move.target] == nil {
                paths[move.target] = (paths[source] ?? []) + [move]
                queue.append(move.target)
            }
        }
        return paths
    }
}
