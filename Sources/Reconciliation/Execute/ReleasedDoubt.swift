internal import Persistence
internal import StateCharts
internal import Transport

/// What an earlier integration let go of in doubt waits until a write of ours can no longer arrive; only then may this one look
/// for it. Before the observation of a pass, so that what the pass sees is younger than the end of the window.
struct ReleasedDoubt {
    let context: PassContext

    func run() throws {
        try settle(InvoiceChart.self, .phase([.releasedUnresolved]), .sysDoubtSettled)
        try settle(ContactChart.self, .state([.releasedUnresolved]), .sysDoubtSettled)
        try settle(PaymentChart.self, .state([.releasedUnresolved]), .sysDoubtSettled)
    }

    private func settle<C: StateChart>(_ chart: C.Type, _ states: StateQuestion<C>, _ event: C.Event) throws {
        for key in try context.store.keys(chart, where: states) {
            guard let machine = try context.store.machine(chart, key) else { continue }
            var commitment = TransitionChanges()
            // A window measured on another boot's clock proves nothing and begins again.
            guard machine.doubt?.bootID == context.time.bootID else {
                commitment.doubt = .some(context.doubtNow)
                try context.store.annotate(chart, key, commitment)
                continue
            }
            guard context.hasSettled(machine.doubt) else { continue }
            commitment = .because(nil)
            commitment.doubt = .some(nil)
            commitment.journal["settled_ms"] = String(context.policy.settle)
            try context.advance(chart, key, event, commitment)
        }
    }
}
