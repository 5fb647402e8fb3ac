internal import Bookkeeping
internal import Persistence
internal import StateCharts

/// Turns a judgement into the events that bring the machine there; nothing is written when it already is.
struct Verdict {
    let context: PassContext

    func apply(_ judgement: Judgement, to machine: Machine<InvoiceChart>) throws {
        let key = machine.key
        switch judgement {
        case .outOfScope(let reason):
            if machine.configuration.transfer == .outOfScope { return try note(machine, reason, nil) }
            if machine.configuration.transfer == .blocked || machine.configuration.transfer == .unjudged
                || machine.configuration.transfer == .waiting || machine.configuration.transfer == .ready
            {
                try context.advance(InvoiceChart.self, key, .sysScopeExcluded, .because(reason))
            }
        case .blocked(let reason, let detail, let candidates):
            try enterScope(machine)
            if machine.configuration.transfer == .blocked && machine.reason == reason && machine.detail == detail,
                try context.store.candidates(InvoiceChart.self, key) == candidates
            {
                return
            }
            try context.advance(InvoiceChart.self, key, .sysBlocked, .because(reason, detail: detail, candidates: candidates))
        case .waiting(let reason, let detail):
            try enterScope(machine)
            try leaveBlocked(machine)
            if machine.configuration.transfer == .ready { try context.advance(InvoiceChart.self, key, .sysDependenciesLost) }
            try note(machine, reason, detail)
        case .counterpartWaived:
            try enterScope(machine)
            try context.advance(InvoiceChart.self, key, .sysCounterpartWaived, .because(nil))
        case .sound(let sound):
            try enterScope(machine)
            try leaveBlocked(machine)
            let flags = sound.flags.map(\.text).joined(separator: " ")
            try note(machine, nil, flags.isEmpty ? nil : flags)
        }
    }

    private func enterScope(_ machine: Machine<InvoiceChart>) throws {
        guard [.unjudged, .outOfScope].contains(machine.configuration.transfer) else { return }
        try context.advance(InvoiceChart.self, machine.key, .sysScopeIncluded, .because(nil))
    }

    private func leaveBlocked(_ machine: Machine<InvoiceChart>) throws {
        guard machine.configuration.transfer == .blocked else { return }
        try context.advance(InvoiceChart.self, machine.key, .sysUnblocked, .because(nil))
    }

    private func note(_ machine: Machine<InvoiceChart>, _ reason: ReasonCode?, _ detail: String?) throws {
        let now = try context.store.machine(InvoiceChart.self, machine.key) ?? machine
        guard now.reason != reason || now.detail != detail else { return }
        try context.store.annotate(InvoiceChart.self, machine.key, .because(reason, detail: detail))
    }
}
