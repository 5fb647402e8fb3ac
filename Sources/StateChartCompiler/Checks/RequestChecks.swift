internal import StrictXML

/// C12, the part that needs no exploration: requests, their replies, and the states that await them.
struct RequestChecks {
    let chart: Chart

    func faults() -> [Fault] { declarations() + awaiting() + replies() }

    private func declarations() -> [Fault] {
        let events = Set(chart.events.map(\.name))
        let awaited = Set(chart.states.compactMap(\.awaits))
        var seen: Set<String> = []
        var faults: [Fault] = []
        for request in chart.requests {
            if !request.name.isIdentifier { faults.append(Fault(request.location, "C12: '\(request.name)' must be an identifier")) }
            if !seen.insert(request.name).inserted {
                faults.append(Fault(request.location, "C12: the request '\(request.name)' is declared twice"))
            }
            if !awaited.contains(request.name) {
                faults.append(Fault(request.location, "C12: no state awaits the request '\(request.name)'"))
            }
            if request.replies.isEmpty { faults.append(Fault(request.location, "C12: '\(request.name)' has no replies")) }
            for reply in request.replies where !reply.hasPrefix("reply.") || !events.contains(reply) {
                faults.append(Fault(request.location, "C12: '\(reply)' is not a declared reply.* event"))
            }
        }
        return faults
    }

    private func awaiting() -> [Fault] {
        let requests = Set(chart.requests.map(\.name))
        var faults: [Fault] = []
        for state in chart.states {
            if state.tag != nil, !state.isLeaf {
                faults.append(Fault(state.location, "C13: only a state without states inside can be tagged"))
            }
            guard let name = state.awaits else { continue }
            if !state.isLeaf { faults.append(Fault(state.location, "C12: only a state without states inside can await a request")) }
            if !requests.contains(name) { faults.append(Fault(state.location, "C12: the request '\(name)' is not declared")) }
            if !state.onEntry.contains(where: { $0.event == Raise.effectPrefix + name }) {
                faults.append(Fault(state.location, "C12: '\(state.id)' awaits '\(name)' but does not raise 'fx.\(name)' on entry"))
            }
        }
        return faults
    }

    /// A reply is only heard where its request is awaited.
    private func replies() -> [Fault] {
        let repliesByRequest = Dictionary(chart.requests.map { ($0.name, $0.replies) }, uniquingKeysWith: +)
        var faults: [Fault] = []
        for state in chart.states {
            let expected = state.awaits.flatMap { repliesByRequest[$0] } ?? []
            for transition in state.transitions {
                for event in transition.events where event.hasPrefix("reply.") && !expected.contains(event) {
                    faults.append(Fault(transition.location, "C12: '\(state.id)' awaits no request that is answered by '\(event)'"))
                }
            }
        }
        return faults
    }
}
