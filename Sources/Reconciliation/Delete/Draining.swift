internal import Bookkeeping
internal import Lexoffice
internal import Persistence
internal import StateCharts
internal import Transport

/// Waits until it is known what became of the writes in flight: they are looked up, never sent again. Bounded: after the settle
/// window and ten minutes more they are let go of in doubt.
struct Draining {
    let context: PassContext
    let credentialDigest: String
    let mayWait: Bool

    private static let grace: Int64 = 600_000
    /// Between two looks.
    private static let pause: Int64 = 30_000

    /// - Returns: what is still in flight; empty when the machine has moved on.
    func run(_ machine: Machine<IntegrationChart>) async throws -> [DeletionItem] {
        try Recovery(context: context).run()
        let end = context.time.monotonicMilliseconds() + left(machine)
        let total = try DeletionItem.inFlight(context.store).count
        while true {
            let isOver = context.time.monotonicMilliseconds() >= end
            if try !DeletionItem.inFlight(context.store).isEmpty { try await look(machine, mayFail: isOver) }
            let items = try DeletionItem.inFlight(context.store)
            guard !items.isEmpty else {
                try context.advance(IntegrationChart.self, machine.key, .sysDrained)
                return []
            }
            guard !isOver else {
                try expire(machine, items)
                return []
            }
            guard mayWait else { return items }
            context.progress(PassProgress(stage: .draining, done: total - items.count, total: total))
            let wait = min(Self.pause, max(1, end - context.time.monotonicMilliseconds()))
            do { try await context.time.sleep(milliseconds: wait) } catch { return items }
        }
    }

    /// When what is still in flight will be let go of.
    func deadline(_ machine: Machine<IntegrationChart>) -> Instant { context.now.adding(milliseconds: left(machine)) }

    /// How long there is still to wait since draining began. A clock that was set back makes it no longer than the whole.
    private func left(_ machine: Machine<IntegrationChart>) -> Int64 {
        let bound = context.policy.settle + Self.grace
        return max(0, min(bound, machine.enteredAt.adding(milliseconds: bound).milliseconds(since: context.now)))
    }

    private func look(_ machine: Machine<IntegrationChart>, mayFail: Bool) async throws {
        do {
            try await lookUp()
        } catch {
            var interruption = PassFailure(error)
            switch interruption.kind {
            case .unavailable, .throttled, .credentialRefused, .wrongOrganisation:
                guard !mayFail else { return }
                interruption.hint = """
                    The deletion has begun and nothing flows any more; a write in flight has to be looked up first. Run \
                    `reconcile --delete-integration` again when it can be; from \(deadline(machine).isoText) on it ends without.
                    """
                throw interruption
            case .state, .configuration, .defect: throw interruption
            }
        }
    }

    private func lookUp() async throws {
        guard let settings = try Settings.load(context.store) else { throw Settings.notSetUp() }
        try await confirmOrganisation(settings)
        // Found as soon as it is there; that it is not there counts only after the window.
        for key in try context.store.keys(InvoiceChart.self, where: .transfer([.uncertain])) {
            guard let booking = try context.store.booking(key) else { continue }
            guard
                case .given(let rows) = try await context.ask(
                    .voucher("number \(key)", of: key), { try await context.lexoffice.voucherRows(number: booking.voucher.number) })
            else { continue }
            try LexofficeObservation(context: context).record(rows)
        }
        var mirror = ContactMirror()
        try await DoubtResolution(context: context, settings: settings).inFlight(&mirror)
    }

    /// What another organisation does not have says nothing about ours.
    private func confirmOrganisation(_ settings: Settings) async throws {
        guard settings.credentialDigest != credentialDigest else { return }
        let profile = try await context.lexoffice.profile()
        guard profile.organizationID.lowercased() == settings.organizationID.lowercased() else {
            throw PassFailure(
                .wrongOrganisation, system: "lexoffice", cause: "the credential belongs to another organisation",
                hint: "Use a key of the organisation this integration was set up with.")
        }
    }

    private func expire(_ machine: Machine<IntegrationChart>, _ items: [DeletionItem]) throws {
        let commitment = TransitionChanges().with(
            journal: ["unresolved": items.prefix(50).map { "\($0.kind)/\($0.key)" }.joined(separator: ","), "count": String(items.count)])
        try context.advance(IntegrationChart.self, machine.key, .sysDrainExpired, commitment)
    }
}
