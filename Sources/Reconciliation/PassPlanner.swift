package import Bookkeeping
internal import Persistence
internal import StateCharts

/// Observe and derive: everything of a pass that writes to neither system. `--dry-run` is a survey on a copy of the state.
package struct PassPlanner: Sendable {
    package let context: PassContext
    package let credentialDigest: String

    package init(context: PassContext, credentialDigest: String) {
        self.context = context
        self.credentialDigest = credentialDigest
    }

    package struct Result: Sendable {
        package var isPaused = false
        package var settings: Settings?
        var prospects = TransferCandidates()
        var filesDue: [String] = []
        var mirror = ContactMirror()
        package var paymentsDue: [PaymentKey] = []
        /// Set while what was lost is linked again: nothing else may be done.
        package var relinking: Relinking?
        /// Paused because a restoration found too little.
        package var held: RelinkReport?

        /// There is nothing to carry out.
        var isIdle: Bool {
            settings != nil && prospects.all.isEmpty && filesDue.isEmpty && paymentsDue.isEmpty && relinking == nil && held == nil
        }
    }

    func run() async throws -> Result {
        let access = Access(context: context, credentialDigest: credentialDigest)
        var result = Result()
        guard let settings = try await access.open() else {
            result.isPaused = true
            result.held = try Relinking.held(context)
            return result
        }
        do {
            return try await look(settings)
        } catch {
            try access.lost(error)
            throw error
        }
    }

    /// A survey of a copy of the state that reads lexoffice's whole list, so that what vanished there is noticed now.
    package func runAnew() async throws -> Result {
        try context.store.forget(LexofficeSweep.self)
        return try await run()
    }

    private func look(_ settings: Settings) async throws -> Result {
        let relinking = try Relinking.begin(context)
        try Recovery(context: context).run()
        try ReleasedDoubt(context: context).run()
        try context.store.forgetUnansweredOfStrangers()
        let hero = try await HeroObservation(context: context).run()
        let lexoffice = try await LexofficeObservation(context: context).run(mayRest: relinking == nil)
        var mirror = ContactMirror()
        try await mirror.lookAgain(context)
        try await DoubtResolution(context: context, settings: settings).run(&mirror)
        var derivation = Derivation(context: context, settings: settings, mirror: mirror)
        var result = Result()
        result.prospects = try await derivation.run(hero: hero, lexoffice: lexoffice)
        result.settings = derivation.settings
        result.mirror = derivation.mirror
        result.filesDue = try context.store.keys(InvoiceChart.self, where: .transfer([.fileDue]))
        result.paymentsDue = relinking == nil ? try PaymentExecutor.due(context) : []
        result.relinking = relinking
        return result
    }
}
