internal import Persistence
internal import StateCharts

/// Ends the link of every document, contact and payment, each in a transaction of its own; the tombstones stay (domain.md
/// S43, G6). What is in flight still when the draining was given up keeps its doubt.
struct Unlinking {
    let context: PassContext

    /// - Returns: what was unlinked, for the journal.
    func run(_ report: inout DeletionReport) throws -> [String: String] {
        let invoices = try all(InvoiceChart.self, .sysUnlink, .sysUnlinkUnresolved)
        let contacts = try all(ContactChart.self, .sysUnlink, .sysUnlinkUnresolved)
        let payments = try all(PaymentChart.self, .sysUnlink, .sysUnlinkUnresolved)
        report.documents += invoices
        report.contacts += contacts
        report.payments += payments
        return ["documents": String(invoices), "contacts": String(contacts), "payments": String(payments)]
    }

    /// - Returns: how many links ended.
    private func all<C: StateChart>(_ chart: C.Type, _ unlink: C.Event, _ unresolved: C.Event) throws -> Int {
        var ended = 0
        let machines = try context.store.machines(chart)
        for (index, machine) in machines.enumerated() {
            // The chart says which of the two it takes; one that is released or finished takes neither.
            let event = [unlink, unresolved].first { if case .moved = C.step(machine.configuration, $0) { true } else { false } }
            guard let event else { continue }
            context.progress(PassProgress(stage: .unlinking, done: index, total: machines.count))
            let link = try context.store.link(C.self, machine.key)
            var commitment = event == unlink ? TransitionChanges.because(nil) : TransitionChanges()
            commitment.retry = .progress
            commitment.doubt = event == unlink ? .some(nil) : .some(machine.doubt ?? context.doubtNow)
            if let link { commitment.journal["unlinked"] = link.remoteID }
            if try context.advance(chart, machine.key, event, commitment).isMoved, link != nil { ended += 1 }
        }
        return ended
    }
}
