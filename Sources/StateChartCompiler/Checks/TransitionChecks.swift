internal import StrictXML

/// C5 and C6: at most one answer to an event in a state, and one region per event.
struct TransitionChecks {
    let chart: Chart

    func faults() -> [Fault] { determinism() + ownership() + crossings() }

    private func determinism() -> [Fault] {
        var faults: [Fault] = []
        for state in chart.states {
            var decided: Set<String> = []
            var guarded: Set<String> = []
            for transition in state.transitions {
                for event in transition.events.isEmpty ? [""] : transition.events {
                    let guardKey = "\(event) \(transition.condition ?? -1)"
                    if decided.contains(event) || !guarded.insert(guardKey).inserted {
                        let what = event.isEmpty ? "an eventless transition" : "'\(event)'"
                        faults.append(
                            Fault(transition.location, "C5: \(what) is already decided by an earlier transition of '\(state.id)'"))
                    }
                    if transition.condition == nil { decided.insert(event) }
                }
            }
        }
        return faults
    }

    /// Inside the parallel an event belongs to one region or to the parallel itself: two regions would make it a broadcast.
    private func ownership() -> [Fault] {
        guard let parallel = chart.parallel else { return [] }
        var owners: [String: Int] = [:]
        var faults: [Fault] = []
        for index in parallel...chart.states[parallel].lastDescendant {
            let owner = chart.region(of: index) ?? parallel
            for transition in chart.states[index].transitions {
                for event in transition.events {
                    if let other = owners[event], other != owner {
                        let names = "'\(chart.states[other].id)' and '\(chart.states[owner].id)'"
                        faults.append(Fault(transition.location, "C6: '\(event)' belongs to both \(names)"))
                    } else {
                        owners[event] = owner
                    }
                }
            }
        }
        return faults
    }

    /// A target in a sibling region would leave and re-enter every region.
    private func crossings() -> [Fault] {
        chart.states.flatMap(\.transitions).compactMap { transition in
            guard let target = transition.target, let from = chart.region(of: transition.source), let to = chart.region(of: target) else {
                return nil
            }
            guard from != to else { return nil }
            return Fault(transition.location, "C6: the target '\(chart.states[target].id)' lies in another region")
        }
    }
}
