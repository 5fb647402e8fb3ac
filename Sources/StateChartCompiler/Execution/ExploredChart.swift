/// Everything a chart can do, written out: each reachable configuration and what each event does in it.
package struct ExploredChart: Sendable {
    package enum Cell: Sendable, Equatable {
        case unhandled
        case moved(to: Int, effects: [String])
        case refused(String)
    }

    /// A transition together with the event that takes it; nil for an eventless one.
    package struct TransitionUse: Sendable, Hashable {
        package let transition: Transition
        package let event: String?
    }

    package let chart: Chart
    package let columns: [Column]
    /// Active states of each configuration, ordered by the document order of their column values.
    package let configurations: [[Int]]
    package let initial: Int
    /// `cells[configuration][event]`.
    package let cells: [[Cell]]
    /// What is written but never taken in any reachable configuration.
    package let unusedTransitions: [TransitionUse]

    package var effects: [String] { names { !$0.isRefusal } }
    package var refusals: [String] { names { $0.isRefusal } }

    /// The values of the columns, `-` where a region is not active.
    package func columnValues(_ configuration: Int) -> [String] {
        columns.map { column in
            column.value(in: configurations[configuration]).map { chart.states[$0].id } ?? Column.inactive
        }
    }

    /// `locked/sound/ready/unbooked`, or the phase alone when no region is active.
    package func description(_ configuration: Int) -> String {
        let values = columnValues(configuration)
        guard values.count > 1, values[1] != Column.inactive else { return values[0] }
        return values.dropFirst().joined(separator: "/")
    }

    package func leaves(_ configuration: Int) -> [Int] { configurations[configuration].filter { chart.states[$0].isLeaf } }

    package func isAttention(_ configuration: Int) -> Bool { configurations[configuration].contains { chart.states[$0].isAttention } }

    package func awaited(_ configuration: Int) -> String? {
        configurations[configuration].lazy.compactMap { chart.states[$0].awaits }.first
    }

    package func isFinal(_ configuration: Int) -> Bool { configurations[configuration].contains { chart.states[$0].kind == .final } }

    /// Effect or refusal names in the order of first mention.
    private func names(_ isWanted: (Raise) -> Bool) -> [String] {
        var names: [String] = []
        for state in chart.states {
            for raise in state.onEntry + state.onExit + state.transitions.flatMap(\.raises)
            where isWanted(raise) && !names.contains(raise.shortName) {
                names.append(raise.shortName)
            }
        }
        return names
    }
}
