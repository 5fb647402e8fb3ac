internal import Bookkeeping
internal import Lexoffice
internal import Persistence
internal import StateCharts

/// Whether the service may work at all: set up, running, and with a credential of the organisation it was set up with.
package struct Access {
    let context: PassContext
    let credentialDigest: String

    package init(context: PassContext, credentialDigest: String) {
        self.context = context
        self.credentialDigest = credentialDigest
    }

    private static let day: Int64 = 24 * 3_600_000

    /// The settings in force; nil while a person has paused the integration.
    package func open() async throws -> Settings? {
        guard let machine = try IntegrationLevel.current(context.store), var settings = try Settings.load(context.store) else {
            throw Settings.notSetUp()
        }
        guard machine.configuration.isActive else { throw Settings.inactive(machine.configuration) }
        switch machine.configuration.flow {
        case .paused: return nil
        case .running:
            if settings.credentialDigest != credentialDigest { settings = try await verify(machine.key, settings) }
        case .blocked:
            // Starting a pass is an operator's doing; whether access is back is asked, not assumed.
            try context.advance(IntegrationChart.self, machine.key, .opResume)
            settings = try await verify(machine.key, settings)
        case .probing: settings = try await verify(machine.key, settings)
        case .none: throw Settings.notSetUp()
        }
        return try await checkCategories(settings)
    }

    private func verify(_ key: String, _ settings: Settings) async throws -> Settings {
        let machine = try context.store.machine(IntegrationChart.self, key)
        let isProbing = machine?.configuration.flow == .probing
        let profile: OrganisationProfile
        do throws(LexofficeError) {
            profile = try await context.lexoffice.profile()
            guard profile.organizationID.lowercased() == settings.organizationID.lowercased() else {
                throw LexofficeError(
                    .wrongOrganisation, subject: "GET /v1/profile", cause: "the credential belongs to another organisation")
            }
        } catch {
            let interruption = PassFailure(error)
            if isProbing {
                let denied = interruption.kind == .credentialRefused || interruption.kind == .wrongOrganisation
                try context.advance(IntegrationChart.self, key, denied ? .replyDenied : .replyUnreachable)
            } else {
                try lost(interruption)
            }
            throw interruption
        }
        if isProbing { try context.advance(IntegrationChart.self, key, .replyBothAuthorised) }
        // Another credential may have the rights that the one before lacked.
        for right in LexofficeRight.allCases { try context.answered(.right(right)) }
        var settings = settings
        settings.credentialDigest = credentialDigest
        settings.rules.isSmallBusiness = profile.isSmallBusiness
        try settings.save(context.store, by: context.author, at: context.now)
        return settings
    }

    /// A refused credential suspends the integration until somebody acts; anything else passes.
    package func lost(_ error: any Error) throws {
        let interruption = PassFailure(error)
        guard interruption.kind == .credentialRefused || interruption.kind == .wrongOrganisation,
            let machine = try IntegrationLevel.current(context.store), machine.configuration.flow == .running
        else { return }
        var commitment = TransitionChanges()
        commitment.detail = "system=\(interruption.system)"
        commitment.journal = ["system": interruption.system, "error": interruption.kind.rawValue]
        try context.advance(IntegrationChart.self, machine.key, .sysAccessLost, commitment)
    }

    /// Daily: the ids are configuration, and one that vanished must not be sent (domain.md §4). What the profile says of small businesses
    /// people change in lexoffice as well.
    private func checkCategories(_ settings: Settings) async throws -> Settings {
        let age = try context.store.fact(CategoriesCheck.self).map { context.now.milliseconds(since: $0.at) } ?? .max
        guard age < 0 || age >= Self.day else { return settings }
        let listed = try await context.lexoffice.postingCategories()
        var settings = settings
        settings.rules.categories = CategoryMapping.living(settings.rules.categories, among: listed)
        if let profile = try await shownProfile() { settings.rules.isSmallBusiness = profile.isSmallBusiness }
        try settings.save(context.store, by: context.author, at: context.now)
        try context.store.keep(CategoriesCheck(at: context.now))
        return settings
    }

    /// Nil for a credential that may not see it: what was known of it stays.
    private func shownProfile() async throws -> OrganisationProfile? {
        do throws(LexofficeError) {
            return try await context.lexoffice.profile()
        } catch {
            guard error.code == .forbidden else { throw error }
            return nil
        }
    }
}
