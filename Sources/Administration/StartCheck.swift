internal import Hero
internal import Lexoffice
internal import Persistence
package import Reconciliation
internal import StateCharts

/// What must be good before a service says that it is ready: an integration to serve, and two credentials of the right account.
package struct StartCheck: Sendable {
    let context: PassContext

    package init(context: PassContext) { self.context = context }

    /// Throws what only a person can put right: no setup, a finished deletion, a refused credential, another organisation. Returns what
    /// passes by itself: a system that does not answer just now keeps no service from starting.
    package func run() async throws(PassFailure) -> PassFailure? { try await atDoor { try await check() } }

    private func check() async throws -> PassFailure? {
        let settings = try Settings.load(context.store)
        let machine = try IntegrationLevel.current(context.store)
        guard let settings, let machine, machine.configuration.isActive || machine.configuration.isDeleting else {
            throw Settings.inactive(machine?.configuration ?? IntegrationChart.initial)
        }
        var passing: PassFailure?
        do {
            let profile = try await context.lexoffice.profile()
            guard profile.organizationID.lowercased() == settings.organizationID.lowercased() else {
                throw PassFailure(
                    .wrongOrganisation, system: "lexoffice", cause: "the credential belongs to another organisation than the books",
                    hint: "Use a key of the organisation that was set up.")
            }
        } catch {
            passing = try Self.passing(error)
        }
        do {
            _ = try await context.hero.setup()
        } catch {
            passing = try Self.passing(error)
        }
        return passing
    }

    private static func passing(_ error: any Error) throws -> PassFailure {
        let interruption = PassFailure(error)
        switch interruption.kind {
        case .unavailable, .throttled: return interruption
        case .credentialRefused, .wrongOrganisation, .state, .configuration, .defect: throw interruption
        }
    }
}
