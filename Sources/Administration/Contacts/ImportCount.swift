internal import Persistence
package import Reconciliation
internal import StateCharts

/// How many contacts stand ready (domain.md S40): two lists are read and nothing is written, neither to a system nor to the state.
package struct ImportCount: Sendable {
    private let context: PassContext

    package init(context: PassContext) { self.context = context }

    /// Nil while a person has paused the integration.
    package func run() async throws(PassFailure) -> ImportPlan? { try await atDoor { try await count() } }

    private func count() async throws -> ImportPlan? {
        guard let machine = try IntegrationLevel.current(context.store), machine.configuration.phase == .active,
            let settings = try Settings.load(context.store)
        else { throw Settings.notSetUp() }
        if machine.configuration.flow == .paused { return nil }
        let sighting = try await ImportCensus(context: context).observe(settings)
        return try ImportSorting(context.store, sighting).plan()
    }
}
