internal import Bookkeeping
internal import Persistence
internal import StateCharts
internal import Transport

/// What an earlier process left unanswered. Passes do not overlap, so whatever waits for an answer at the start of a pass
/// waits for one that will never come: the chart says where that leads (design §3).
struct Recovery {
    let context: PassContext

    func run() throws {
        try restart(
            InvoiceChart.self, .sysRestarted,
            [(.transfer([.checking]), nil), (.transfer([.creating]), .outcomeUnknown), (.transfer([.fileSending]), nil)],
            uncertain: .transfer([.uncertain]))
        try restart(
            ContactChart.self, .sysRestarted, [(.state([.searching]), nil), (.state([.creating]), .outcomeUnknown)],
            uncertain: .state([.uncertain]))
        try restart(
            PaymentChart.self, .sysRestarted, [(.state([.checking]), nil), (.state([.posting]), .paymentOutcomeUnknown)],
            uncertain: .state([.uncertain]))
        try watchVanished()
        try WithdrawalNote.abandon(context)
        try IntegrationLevel(context: context).settle()
    }

    /// - Parameter awaiting: where a machine waits for an answer, with the reason where nobody knows what became of a write.
    private func restart<C: StateChart>(
        _ chart: C.Type, _ event: C.Event, _ awaiting: [(states: StateQuestion<C>, doubt: ReasonCode?)], uncertain: StateQuestion<C>
    ) throws {
        for (states, doubt) in awaiting {
            for key in try context.store.keys(chart, where: states) {
                try context.advance(chart, key, event, doubt.map(inDoubt) ?? TransitionChanges().with(closeIntent: ClosedIntent(.unknown)))
            }
        }
        // A window measured on another boot's clock proves nothing and begins again; one of this boot stands, because whoever opened it
        // had given up before it wrote so down.
        for key in try context.store.keys(chart, where: uncertain) {
            guard let machine = try context.store.machine(chart, key), machine.doubt?.bootID != context.time.bootID else { continue }
            try context.advance(chart, key, event, TransitionChanges().with(doubt: .some(context.doubtNow)))
        }
    }

    /// An entry that vanished from HERO: whether for good is watched on this boot's clock.
    private func watchVanished() throws {
        for key in try context.store.keys(PaymentChart.self, where: .state([.toMirror])) {
            let machine = try context.store.machine(PaymentChart.self, key)
            guard let doubt = machine?.doubt, doubt.bootID != context.time.bootID else { continue }
            try context.store.annotate(PaymentChart.self, key, TransitionChanges().with(doubt: .some(context.doubtNow)))
        }
    }

    /// The dead process can have sent until it died, which is not after now.
    private func inDoubt(_ reason: ReasonCode) -> TransitionChanges {
        .because(reason, detail: "error=restarted").with(doubt: .some(context.doubtNow), closeIntent: ClosedIntent(.unknown))
    }
}
