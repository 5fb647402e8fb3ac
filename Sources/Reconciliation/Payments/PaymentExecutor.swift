internal import Bookkeeping
internal import Hero
internal import Persistence
internal import StateCharts

/// Enters into HERO what lexoffice shows and HERO does not. A payment that fails stays in a state that says so; the next one
/// goes on, and a HERO that is silent ends this part of the pass without holding up the other direction.
struct PaymentExecutor {
    let context: PassContext
    let writer: HeroWriter
    private(set) var problems: [Problem] = []
    private var failuresInARow = 0

    /// So many failures one after the other are a failing system, not a failing payment.
    private static let failuresTolerated = 3

    init(context: PassContext, writer: HeroWriter) {
        self.context = context
        self.writer = writer
    }

    /// The payments that may be looked up and entered now.
    static func due(_ context: PassContext) throws(Interruption) -> [PaymentKey] {
        let keys = try storing { () throws(StoreError) in
            try context.store.keys(PaymentChart.self, column: "state", in: [PaymentState.toMirror.rawValue])
        }
        var due: [PaymentKey] = []
        for text in keys {
            guard let key = PaymentKey(text), key.payment != nil,
                let machine = try storing({ () throws(StoreError) in try context.store.machine(PaymentChart.self, text) }),
                machine.nextAt.map({ $0 <= context.now }) ?? true, machine.doubt == nil || context.hasSettled(machine.doubt)
            else { continue }
            due.append(key)
        }
        return due
    }

    mutating func run(_ due: [PaymentKey], mayContinue: @Sendable () -> Bool) async throws(Interruption) {
        for (index, key) in due.enumerated() {
            guard mayContinue(), let payment = key.payment else { return }
            context.progress(PassProgress(stage: .transferring, done: index, total: due.count))
            var transfer = PaymentTransfer(context: context, writer: writer, key: key, payment: payment)
            do throws(Interruption) {
                try await transfer.run()
            } catch {
                guard error.kind == .unavailable, error.system == "hero" else { throw error }
                try backToStart(key)
                problems.append(Problem(key: String(key.documentID), cause: error.cause, hint: error.hint))
                failuresInARow += 1
                guard failuresInARow < Self.failuresTolerated else { return }
                continue
            }
            if let interruption = transfer.interruption {
                guard interruption.kind == .unavailable else { throw interruption }
                problems.append(Problem(key: String(key.documentID), cause: interruption.cause, hint: interruption.hint))
            }
            failuresInARow = transfer.wasUnanswered || transfer.interruption != nil ? failuresInARow + 1 : 0
            guard failuresInARow < Self.failuresTolerated else { return }
        }
    }

    /// The look before the write had no answer: nothing was sent.
    private func backToStart(_ key: PaymentKey) throws(Interruption) {
        let machine = try storing { () throws(StoreError) in try context.store.machine(PaymentChart.self, key.text) }
        guard machine?.configuration.state == .checking else { return }
        try context.advance(PaymentChart.self, key.text, .replyLookupFailed)
    }
}
