internal import StrictXML

/// Executes a chart by the rules of W3C SCXML §3.13, for the compiler only; the service has tables instead.
struct Interpreter {
    let chart: Chart

    /// The active states without the root, in document order.
    typealias ActiveStates = [Int]

    struct Outcome: Sendable {
        var active: ActiveStates
        var raised: [Raise] = []
        /// The transitions taken because of the event itself, not those that followed without event.
        var taken: [Transition] = []
        var followed: [Transition] = []
    }

    /// C7: more eventless steps than this after one event count as endless.
    private static let microstepLimit = 32

    func start() throws(Fault) -> Outcome {
        guard let initial = chart.states[Chart.root].initial else { return Outcome(active: []) }
        let entered = entrySet(target: initial, domain: Chart.root)
        var outcome = Outcome(active: entered, raised: entered.flatMap { chart.states[$0].onEntry })
        try settle(&outcome)
        return outcome
    }

    /// One macrostep. Nil when the event enables nothing.
    func step(_ active: ActiveStates, _ event: String) throws(Fault) -> Outcome? {
        let transitions = selected(active, event)
        guard !transitions.isEmpty else { return nil }
        var outcome = Outcome(active: active, taken: transitions)
        take(transitions, &outcome)
        try settle(&outcome)
        return outcome
    }

    private func settle(_ outcome: inout Outcome) throws(Fault) {
        var steps = 0
        while true {
            let transitions = selected(outcome.active, nil)
            guard let first = transitions.first else { return }
            steps += 1
            guard steps <= Self.microstepLimit else { throw Fault(first.location, "C7: eventless transitions never come to rest here") }
            outcome.followed += transitions
            take(transitions, &outcome)
        }
    }

    /// Inner states before outer ones, then document order; conflicts are resolved by exit sets.
    private func selected(_ active: ActiveStates, _ event: String?) -> [Transition] {
        var enabled: [Transition] = []
        for leaf in active where chart.states[leaf].isLeaf {
            let candidates = [leaf] + chart.properAncestors(of: leaf)
            for state in candidates {
                let match = chart.states[state].transitions.first { isEnabled($0, active, event) }
                guard let match else { continue }
                if !enabled.contains(match) { enabled.append(match) }
                break
            }
        }
        return withoutConflicts(enabled, active)
    }

    private func isEnabled(_ transition: Transition, _ active: ActiveStates, _ event: String?) -> Bool {
        let matches = event.map { transition.events.contains($0) } ?? transition.events.isEmpty
        return matches && (transition.condition.map { active.contains($0) } ?? true)
    }

    private func withoutConflicts(_ enabled: [Transition], _ active: ActiveStates) -> [Transition] {
        var kept: [Transition] = []
        for transition in enabled {
            let exits = Set(exitSet(transition, active))
            let rivals = kept.filter { !exits.isDisjoint(with: exitSet($0, active)) }
            if rivals.allSatisfy({ chart.isDescendant(transition.source, of: $0.source) }) {
                kept.removeAll(where: rivals.contains)
                kept.append(transition)
            }
        }
        return kept
    }

    private func take(_ transitions: [Transition], _ outcome: inout Outcome) {
        let exits = Set(transitions.flatMap { exitSet($0, outcome.active) })
        var entries: Set<Int> = []
        for transition in transitions {
            guard let target = transition.target else { continue }
            entries.formUnion(entrySet(target: target, domain: domain(of: transition, target: target)))
        }
        outcome.raised += exits.sorted(by: >).flatMap { chart.states[$0].onExit }
        outcome.raised += transitions.flatMap(\.raises)
        outcome.raised += entries.sorted().flatMap { chart.states[$0].onEntry }
        outcome.active = Set(outcome.active).subtracting(exits).union(entries).sorted()
    }

    private func exitSet(_ transition: Transition, _ active: ActiveStates) -> [Int] {
        guard let target = transition.target else { return [] }
        let domain = domain(of: transition, target: target)
        return active.filter { chart.isDescendant($0, of: domain) }
    }

    /// The innermost compound state (or the root) around both source and target.
    private func domain(of transition: Transition, target: Int) -> Int {
        chart.properAncestors(of: transition.source).first { chart.states[$0].kind == .compound && chart.isDescendant(target, of: $0) }
            ?? Chart.root
    }

    private func entrySet(target: Int, domain: Int) -> [Int] {
        var entered = Set(defaultDescent(target))
        for ancestor in chart.properAncestors(of: target) {
            if ancestor == domain { break }
            entered.insert(ancestor)
            guard chart.states[ancestor].kind == .parallel else { continue }
            for region in chart.states[ancestor].children where !entered.contains(region) {
                entered.formUnion(defaultDescent(region))
            }
        }
        return entered.sorted()
    }

    private func defaultDescent(_ state: Int) -> [Int] {
        if chart.states[state].kind == .parallel { return [state] + chart.states[state].children.flatMap(defaultDescent) }
        guard let initial = chart.states[state].initial else { return [state] }
        return [state] + defaultDescent(initial)
    }
}
