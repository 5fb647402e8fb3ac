internal import Bookkeeping
internal import Hero
internal import Persistence
internal import StateCharts
internal import Transport

/// Enters into HERO what lexoffice shows and HERO does not. A payment that fails stays in a state that says so; the next one goes on.
struct PaymentExecutor {
    let context: PassContext
    let writer: HeroWriter

    /// The payments that may be looked up and entered now.
    static func due(_ context: PassContext) throws -> [PaymentKey] {
        let keys = try context.store.keys(PaymentChart.self, where: .state([.toMirror]))
        var due: [PaymentKey] = []
        for text in keys {
            guard let key = PaymentKey(text), key.payment != nil, let machine = try context.store.machine(PaymentChart.self, text),
                machine.nextAt.map({ $0 <= context.now }) ?? true, machine.doubt == nil || context.hasSettled(machine.doubt),
                try context.unanswered(.entries(key.documentID)).map({ $0.nextAt <= context.now }) ?? true
            else { continue }
            due.append(key)
        }
        return due
    }

    func run(_ due: [PaymentKey], mayContinue: @Sendable () async -> Bool) async throws {
        for (index, key) in due.enumerated() {
            guard await mayContinue(), let payment = key.payment else { return }
            context.progress(PassProgress(stage: .transferring, done: index, total: due.count))
            var transfer = PaymentTransfer(context: context, writer: writer, key: key, payment: payment)
            do {
                try await transfer.run()
            } catch {
                try backToStart(key)
                throw error
            }
            guard let error = transfer.failure else { continue }
            // One that HERO does not take holds up no other, unless HERO takes none.
            let failure = ItemFailure(error)
            guard failure.mayBeTheItems else { throw failure.interruption }
            try await context.probes.confirm(.hero, context, after: failure)
        }
    }

    /// The look before the write had no answer: nothing was sent.
    private func backToStart(_ key: PaymentKey) throws {
        let machine = try context.store.machine(PaymentChart.self, key.text)
        guard machine?.configuration.state == .checking else { return }
        try context.advance(PaymentChart.self, key.text, .replyLookupFailed)
    }
}
