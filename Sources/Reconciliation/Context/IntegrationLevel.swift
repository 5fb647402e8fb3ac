package import Persistence
package import StateCharts

/// The integration's own machine, brought to where the facts say it must be. Levels, not edges: after a crash the next
/// pass says the same again.
package struct IntegrationLevel {
    let context: PassContext

    package init(context: PassContext) { self.context = context }

    /// The integration in force: the latest one. Nil before setup.
    package static func current(_ store: Store) throws -> Machine<IntegrationChart>? { try store.machines(IntegrationChart.self).last }

    /// Before the first upload may leave: from now on the start date waits for its outcome (S10).
    func announceFirstIntent() throws {
        guard let machine = try Self.current(context.store), machine.configuration.startDate == .open else { return }
        try context.advance(IntegrationChart.self, machine.key, .sysFirstIntent)
    }

    /// The first voucher is known to exist: the start date is fixed for ever (S10) and payments belong to lexoffice (S11).
    package func recordFirstTransfer() throws {
        guard let machine = try Self.current(context.store) else { return }
        switch machine.configuration.startDate {
        case .open:
            try context.advance(IntegrationChart.self, machine.key, .sysFirstIntent)
            try context.advance(IntegrationChart.self, machine.key, .sysFirstTransferred)
        case .held: try context.advance(IntegrationChart.self, machine.key, .sysFirstTransferred)
        case .fixed, .none: return
        }
    }

    /// After a crash between a link and its consequence, and when every first attempt is known to have come to nothing.
    package func settle() throws {
        guard let machine = try Self.current(context.store), machine.configuration.startDate == .held else { return }
        let links = try context.store.links(InvoiceChart.self)
        if !links.isEmpty { return try recordFirstTransfer() }
        let doubtful = try context.store.keys(InvoiceChart.self, where: .transfer([.checking, .creating, .uncertain]))
        if doubtful.isEmpty { try context.advance(IntegrationChart.self, machine.key, .sysNoneTransferred) }
    }
}
