internal import Bookkeeping
internal import Persistence
internal import StateCharts
internal import Transport

/// What an earlier process left unanswered. Passes do not overlap, so whatever waits for an answer at the start of a pass
/// waits for one that will never come: the chart says where that leads (design §3).
struct Recovery {
    let context: PassContext

    func run() throws {
        try invoices()
        try contacts()
        try payments()
        try WithdrawalNote.abandon(context)
        try IntegrationLevel(context: context).settle()
    }

    private func invoices() throws {
        for state in [InvoiceTransfer.checking, .creating, .fileSending] {
            for key in try context.store.keys(InvoiceChart.self, where: .transfer([state])) {
                try context.advance(InvoiceChart.self, key, .sysRestarted, state == .creating ? inDoubt(.outcomeUnknown) : abandoned)
            }
        }
        for key in try context.store.keys(InvoiceChart.self, where: .transfer([.uncertain])) {
            try restartWindow(InvoiceChart.self, key, .sysRestarted)
        }
    }

    private func contacts() throws {
        for state in [ContactState.searching, .creating] {
            for key in try context.store.keys(ContactChart.self, where: .state([state])) {
                try context.advance(ContactChart.self, key, .sysRestarted, state == .creating ? inDoubt(.outcomeUnknown) : abandoned)
            }
        }
        for key in try context.store.keys(ContactChart.self, where: .state([.uncertain])) {
            try restartWindow(ContactChart.self, key, .sysRestarted)
        }
    }

    private func payments() throws {
        for state in [PaymentState.checking, .posting] {
            for key in try context.store.keys(PaymentChart.self, where: .state([state])) {
                try context.advance(PaymentChart.self, key, .sysRestarted, state == .posting ? inDoubt(.paymentOutcomeUnknown) : abandoned)
            }
        }
        for key in try context.store.keys(PaymentChart.self, where: .state([.uncertain])) {
            try restartWindow(PaymentChart.self, key, .sysRestarted)
        }
        // An entry that vanished from HERO: whether for good is watched on this boot's clock.
        for key in try context.store.keys(PaymentChart.self, where: .state([.toMirror])) {
            let machine = try context.store.machine(PaymentChart.self, key)
            guard let doubt = machine?.doubt, doubt.bootID != context.time.bootID else { continue }
            try context.store.annotate(PaymentChart.self, key, TransitionChanges().with(doubt: .some(context.doubtNow)))
        }
    }

    private var abandoned: TransitionChanges {
        TransitionChanges().with(closeIntent: ClosedIntent(.unknown))
    }

    /// The dead process can have sent until it died, which is not after now.
    private func inDoubt(_ reason: ReasonCode) -> TransitionChanges {
        .because(reason, detail: "error=restarted").with(doubt: .some(context.doubtNow), closeIntent: ClosedIntent(.unknown))
    }

    /// A window measured on another boot's clock proves nothing and begins again; one of this boot stands, because whoever
    /// opened it had given up before it wrote so down.
    private func restartWindow<C: StateChart>(_ chart: C.Type, _ key: String, _ event: C.Event) throws {
        guard let machine = try context.store.machine(chart, key),
            machine.doubt?.bootID != context.time.bootID
        else { return }
        try context.advance(chart, key, event, TransitionChanges().with(doubt: .some(context.doubtNow)))
    }
}
