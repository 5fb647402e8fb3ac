internal import StrictXML

/// C3, C4, C14 and the naming of events: what is declared is used, what is used is declared, and nothing matches twice.
struct EventChecks {
    let chart: Chart

    func faults() -> [Fault] { naming() + prefixes() + usage() + raising() }

    private func naming() -> [Fault] {
        var faults: [Fault] = []
        var seen: Set<String> = []
        var cases: Set<String> = []
        for event in chart.events {
            let tokens = event.name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
            if tokens.count < 2 || !tokens.allSatisfy(\.isIdentifier) {
                faults.append(Fault(event.location, "C3: '\(event.name)' must have the form class.name"))
            } else if !DeclaredEvent.classes.contains(event.eventClass) {
                let classes = DeclaredEvent.classes.joined(separator: ", ")
                faults.append(Fault(event.location, "C3: the class of '\(event.name)' must be one of \(classes)"))
            }
            if !seen.insert(event.name).inserted {
                faults.append(Fault(event.location, "C3: '\(event.name)' is declared twice"))
            } else if !cases.insert(event.name.camelCase).inserted {
                faults.append(
                    Fault(event.location, "C4: '\(event.name)' and another event are both written '\(event.name.camelCase)' in Swift"))
            }
        }
        return faults
    }

    /// SCXML matches by token prefix, so `lex.balance` would also take `lex.balance.open` (W3C SCXML §3.12.1).
    private func prefixes() -> [Fault] {
        chart.events.flatMap { longer in
            chart.events.filter { longer.name.hasPrefix($0.name + ".") }.map {
                Fault(longer.location, "C4: '\($0.name)' is a token prefix of '\(longer.name)' and would match it too")
            }
        }
    }

    private func usage() -> [Fault] {
        let declared = Set(chart.events.map(\.name))
        var faults: [Fault] = []
        var used: Set<String> = []
        for transition in chart.states.flatMap(\.transitions) {
            for event in transition.events {
                used.insert(event)
                if event.hasPrefix(Raise.effectPrefix) || event.hasPrefix(Raise.refusalPrefix) {
                    faults.append(Fault(transition.location, "C14: '\(event)' is raised for the outside; no transition may match it"))
                } else if !declared.contains(event), !event.contains("*") {
                    faults.append(Fault(transition.location, "C3: the event '\(event)' is not declared"))
                }
            }
        }
        return faults
            + chart.events.filter { !used.contains($0.name) }.map { Fault($0.location, "C3: the event '\($0.name)' is never used") }
    }

    private func raising() -> [Fault] {
        var faults: [Fault] = []
        for state in chart.states {
            for raise in state.onEntry + state.onExit + state.transitions.flatMap(\.raises) where !isWellFormed(raise) {
                faults.append(Fault(raise.location, "C14: '\(raise.event)' must have the form fx.name or refuse.name"))
            }
            for raise in state.onEntry + state.onExit where raise.isRefusal {
                faults.append(Fault(raise.location, "C14: only a transition can refuse"))
            }
            for transition in state.transitions where transition.raises.contains(where: \.isRefusal) {
                if transition.target != nil || transition.raises.count > 1 || transition.events.isEmpty {
                    faults.append(Fault(transition.location, "C14: a refusal has an event, no target and no other effect"))
                }
            }
        }
        return faults
    }

    private func isWellFormed(_ raise: Raise) -> Bool {
        (raise.event.hasPrefix(Raise.effectPrefix) || raise.isRefusal) && raise.shortName.isIdentifier
    }
}
