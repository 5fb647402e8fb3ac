internal import Bookkeeping
internal import Persistence
internal import StateCharts

/// Turns a judgement into the events that bring the machine there; nothing is written when it already is. What is judged good is
/// `ready` from here until it is sent, and every pass judges it anew.
struct JudgedMove {
    let context: PassContext

    func apply(_ judgement: Judgement, to key: String) throws { try context.store.atOnce { try move(key, judgement) } }

    private func move(_ key: String, _ judgement: Judgement) throws {
        guard var machine = try context.invoice(key) else { return }
        switch judgement {
        case .outOfScope(let reason):
            if machine.configuration.transfer == .outOfScope { return try note(machine, reason, nil) }
            guard [.unjudged, .waiting, .blocked, .ready].contains(machine.configuration.transfer) else { return }
            try feed(&machine, .sysScopeExcluded, .because(reason))
        case .blocked(let reason, let detail, let candidates):
            try enterScope(&machine)
            if machine.configuration.transfer == .blocked && machine.reason == reason && machine.detail == detail,
                try context.store.candidates(InvoiceChart.self, key) == candidates
            {
                return
            }
            try feed(&machine, .sysBlocked, .because(reason, detail: detail, candidates: candidates))
        case .waiting(let reason, let detail):
            try wait(&machine)
            try note(machine, reason, detail)
        case .counterpartWaived:
            try leaveQueue(&machine)
            try enterScope(&machine)
            try feed(&machine, .sysCounterpartWaived, .because(nil))
        case .sound(let sound):
            let flags = sound.flags.map(\.text).joined(separator: " ")
            let detail = flags.isEmpty ? nil : flags
            if machine.configuration.transfer == .ready { return try note(machine, nil, detail) }
            try wait(&machine)
            guard machine.configuration.transfer == .waiting else { return }
            try feed(&machine, .sysDependenciesMet, .because(nil, detail: detail))
        }
    }

    /// For one that this pass did not judge good, and about which it says nothing else.
    func withdraw(_ key: String) throws {
        guard var machine = try context.invoice(key) else { return }
        try leaveQueue(&machine)
    }

    private func wait(_ machine: inout Machine<InvoiceChart>) throws {
        try enterScope(&machine)
        if machine.configuration.transfer == .blocked { try feed(&machine, .sysUnblocked, .because(nil)) }
        try leaveQueue(&machine)
    }

    private func enterScope(_ machine: inout Machine<InvoiceChart>) throws {
        guard [.unjudged, .outOfScope].contains(machine.configuration.transfer) else { return }
        try feed(&machine, .sysScopeIncluded, .because(nil))
    }

    private func leaveQueue(_ machine: inout Machine<InvoiceChart>) throws {
        guard machine.configuration.transfer == .ready else { return }
        try feed(&machine, .sysDependenciesLost)
    }

    private func note(_ machine: Machine<InvoiceChart>, _ reason: ReasonCode?, _ detail: String?) throws {
        guard machine.reason != reason || machine.detail != detail else { return }
        try context.store.annotate(InvoiceChart.self, machine.key, .because(reason, detail: detail))
    }

    private func feed(_ machine: inout Machine<InvoiceChart>, _ event: InvoiceEvent, _ commitment: TransitionChanges = TransitionChanges())
        throws
    {
        try context.advance(InvoiceChart.self, machine.key, event, commitment)
        machine = try context.invoice(machine.key) ?? machine
    }
}
