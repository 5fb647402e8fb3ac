package import Bookkeeping
package import Hero
package import Lexoffice
internal import Persistence
package import Reconciliation
internal import StateCharts
package import Wording

/// What an administrator decides at setup.
package struct SetupRequest: Sendable {
    /// Nil keeps the one in force.
    package var startDate: BusinessDay?
    /// After a loss of the state: the start date of then. What was created since is linked again, and never created.
    package var relinkFrom: BusinessDay?
    package var categories: [PostingCategory: String] = [:]
    package var contactPerson: ContactPersonSource?
    package var eInvoicesFrom: BusinessDay?
    /// Lines of the VAT return the tax adviser names; those not named stay.
    package var vatLines: [VATCase: VATLine] = [:]
    /// HERO's new cancellation process is on (S8), and HERO's own lexoffice connector is off (S12): no API tells either.
    package var cancellationProcessConfirmed = false
    package var connectorOffConfirmed = false

    package init() {}
}

package enum SetupFailure: Error, Sendable {
    case refused(SetupRefusal, detail: String)
    case interrupted(PassFailure)
}

package struct SetupResult: Sendable {
    package var settings: Settings
    package var companyName: String
    /// Keys of the mapping nobody has named yet; documents that need them are held.
    package var unmapped: [PostingCategory]
    /// Income categories whose names suggest one of the unmapped keys; nothing is applied without being named.
    package var suggestions: [(key: PostingCategory, id: String, name: String)]
    package var isNew: Bool
    /// HERO does not show its schema: whether it still has every field the program needs is not known.
    package var isSchemaHidden: Bool
}

/// Checks both credentials and every precondition, then brings the integration's machine to `active`. Nothing is stored
/// when anything is refused (S12).
package struct Setup: Sendable {
    let context: PassContext
    let credentialDigest: String

    package init(context: PassContext, credentialDigest: String) {
        self.context = context
        self.credentialDigest = credentialDigest
    }

    package func run(_ request: SetupRequest) async throws(SetupFailure) -> SetupResult {
        do {
            return try await decide(request)
        } catch let failure as SetupFailure {
            throw failure
        } catch {
            throw .interrupted(PassFailure(error))
        }
    }

    /// Asked of both systems and judged, and not written yet.
    struct Prepared {
        let settings: Settings
        let former: Settings?
        let companyName: String
        let listed: [RemoteCategory]
        let isSchemaHidden: Bool
    }

    private func decide(_ request: SetupRequest) async throws -> SetupResult { try write(try await prepare(request)) }

    func prepare(_ request: SetupRequest) async throws -> Prepared {
        let former = try Settings.load(context.store)
        // A first attempt that is known to have failed does not freeze the date (S10).
        try IntegrationLevel(context: context).settle()
        let machine = try IntegrationLevel.current(context.store)
        if let configuration = machine?.configuration, configuration.isDeleting {
            throw SetupFailure.refused(.deletionUnderway, detail: "integration=\(configuration)")
        }
        let isActive = machine?.configuration.phase == .active
        let startDate = try checkDate(request, isActive ? former : nil, machine)
        if let relinkFrom = request.relinkFrom, relinkFrom > startDate {
            throw SetupFailure.refused(.relinkFromNotBefore, detail: "relink_from=\(relinkFrom) start_date=\(startDate)")
        }
        guard request.cancellationProcessConfirmed || isActive else {
            throw SetupFailure.refused(.cancellationProcessUnconfirmed, detail: "flag=--confirm-cancellation-process")
        }
        guard request.connectorOffConfirmed || isActive else {
            throw SetupFailure.refused(.connectorUnconfirmed, detail: "flag=--confirm-connector-off")
        }
        let (account, isSchemaHidden, profile, listed) = try await ask(former: isActive ? former : nil)
        let mapping: [PostingCategory: CategoryRule]
        do throws(CategoryMapping.Refusal) {
            let kept = isActive ? former?.rules.categories.mapValues(\.id) ?? [:] : [:]
            let living = kept.filter { entry in listed.contains { $0.id.lowercased() == entry.value.lowercased() } }
            mapping = try CategoryMapping.mapping(chosen: living.merging(request.categories) { _, new in new }, among: listed)
        } catch {
            throw SetupFailure.refused(.categoryUnknown, detail: "key=\(error.key.rawValue) id=\(Token.of(error.id))")
        }
        let settings = Settings(
            startDate: startDate, organizationID: profile.organizationID, organizationName: profile.companyName,
            heroCompanyID: account.companyID, companyCurrency: account.currency,
            rules: MappingRules(isSmallBusiness: profile.isSmallBusiness, categories: mapping), documentTypes: account.documentTypes,
            contactPerson: request.contactPerson ?? former?.contactPerson ?? .employee, credentialDigest: credentialDigest,
            relinkFrom: request.relinkFrom ?? (isActive ? former?.relinkFrom : nil),
            eInvoicesFrom: request.eInvoicesFrom ?? former?.eInvoicesFrom,
            vatLines: request.vatLines.isEmpty
                ? former?.vatLines : (former?.vatLines ?? [:]).merging(request.vatLines) { _, new in new })
        return Prepared(
            settings: settings, former: isActive ? former : nil, companyName: account.companyName ?? "", listed: listed,
            isSchemaHidden: isSchemaHidden)
    }

    func write(_ prepared: Prepared) throws -> SetupResult {
        let settings = prepared.settings
        try store(settings, former: prepared.former, try IntegrationLevel.current(context.store))
        let unmapped = PostingCategory.allCases.filter { settings.rules.categories[$0] == nil && $0 != .downPayment }
        return SetupResult(
            settings: settings, companyName: prepared.companyName, unmapped: unmapped,
            suggestions: Setup.suggestions(for: unmapped, among: prepared.listed), isNew: prepared.former == nil,
            isSchemaHidden: prepared.isSchemaHidden)
    }

    private func checkDate(_ request: SetupRequest, _ former: Settings?, _ machine: Machine<IntegrationChart>?) throws -> BusinessDay {
        guard let wanted = request.startDate ?? former?.startDate else {
            throw SetupFailure.refused(.startDateMissing, detail: "flag=--start-date")
        }
        if let former, wanted == former.startDate { return wanted }
        if former != nil {
            switch machine?.configuration.startDate {
            case .fixed: throw SetupFailure.refused(.startDateImmutable, detail: "start_date=\(former?.startDate.description ?? "-")")
            case .held: throw SetupFailure.refused(.startDateHeld, detail: "start_date=\(former?.startDate.description ?? "-")")
            case .open, .none?, nil: break
            }
        }
        // A past start date would be the one-time import that does not exist (domain.md S9, S19).
        let today = BusinessDay(berlinDayOf: context.now)
        guard wanted >= today else { throw SetupFailure.refused(.startDateInPast, detail: "start_date=\(wanted) today=\(today)") }
        return wanted
    }

    private func ask(former: Settings?) async throws -> (HeroAccount, Bool, OrganisationProfile, [RemoteCategory]) {
        let account = try await context.hero.setup()
        var isSchemaHidden = false
        switch try await context.hero.checkSchema() {
        case .compared(let drift):
            if let first = drift.first { throw SetupFailure.refused(.schemaDrift, detail: "missing=\(first)") }
        case .refused: isSchemaHidden = true
        }
        let profile = try await context.lexoffice.profile()
        if let former, former.organizationID.lowercased() != profile.organizationID.lowercased() {
            throw SetupFailure.interrupted(
                PassFailure(
                    .wrongOrganisation, system: "lexoffice", cause: "the credential belongs to another organisation",
                    hint: "Use a key of the organisation this integration was set up with, or delete the integration first."))
        }
        // An organisation that names no features at all cannot be judged by them.
        if !profile.businessFeatures.isEmpty && !profile.businessFeatures.contains("BOOKKEEPING") {
            throw SetupFailure.refused(.noBookkeeping, detail: "features=\(profile.businessFeatures.map(Token.of).joined(separator: ","))")
        }
        return (account, isSchemaHidden, profile, try await context.lexoffice.postingCategories())
    }

    private func store(_ settings: Settings, former: Settings?, _ machine: Machine<IntegrationChart>?) throws {
        var key = machine?.key ?? "1"
        if former == nil {
            if machine?.configuration.phase == .deleted { key = String(Int64(key).map { $0.plus(1) } ?? 1) }
            try context.store.begin(IntegrationChart.self, key, by: context.author, at: context.now)
            try settings.save(context.store, by: context.author, at: context.now)
            for event in [IntegrationEvent.opCredentialsSaved, .replyBothAuthorised, .opStartDateSet] {
                try context.advance(IntegrationChart.self, key, event)
            }
            try context.store.lookAnew()
            try context.advance(IntegrationChart.self, key, .opActivate)
        } else {
            if former?.startDate != settings.startDate { try context.advance(IntegrationChart.self, key, .opStartDateSet) }
            try settings.save(context.store, by: context.author, at: context.now)
            if machine?.configuration.flow != .paused {
                try context.advance(IntegrationChart.self, key, .opCredentialsSaved)
                try context.advance(IntegrationChart.self, key, .replyBothAuthorised)
            }
        }
        try context.store.keep(CategoriesCheck(at: context.now))
        if settings.relinkFrom != former?.relinkFrom { try takeUpLoss() }
    }

    /// The next passes link before anything is created. What the watermark of the lost state says stays known.
    private func takeUpLoss() throws {
        let known = try context.store.restoration()
        var restoration = Restoration(cause: .lost)
        restoration.linkBefore = try context.store.newestLink()
        restoration.lastAlive = known?.lastAlive
        restoration.missingEntries = known?.missingEntries
        try context.store.keep(restoration)
    }

    package static func suggestions(for keys: [PostingCategory], among listed: [RemoteCategory]) -> [(
        key: PostingCategory, id: String, name: String
    )] {
        let words: [PostingCategory: String] = [.construction13b: "bauleistung", .photovoltaic0: "photovoltaik", .downPayment: "anzahlung"]
        return (keys + [.downPayment]).flatMap { key in
            listed.filter { category in
                category.kind == .income && words[key].map { category.name.lowercased().contains($0) } == true
            }.map { (key, $0.id, $0.name) }
        }
    }
}
