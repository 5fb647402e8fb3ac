package import Bookkeeping
package import Hero
package import Persistence
package import StateCharts

/// What setup decided and later passes obey; every change of it is in the journal (domain.md G5).
package struct Settings: StoredFact {
    package static let name = "settings"

    /// *Startdatum der Synchronisierung* (S9).
    package var startDate: BusinessDay
    /// After a loss: documents created from this day on and before the start date were transferred by the state that is lost. Their
    /// vouchers are linked again; they are never created.
    package var relinkFrom: BusinessDay?
    package var organizationID: String
    package var organizationName: String
    package var heroCompanyID: Int
    package var companyCurrency: String?
    package var rules: MappingRules
    package var documentTypes: [DocumentType]
    package var contactPerson: ContactPersonSource
    /// From this document day on an invoice to a business without an e-invoice in its PDF is flagged; nil for never.
    package var eInvoicesFrom: BusinessDay?
    /// Lines of the VAT return the tax adviser named; nil in a state written before there were any.
    package var vatLines: [VATCase: VATLine]?
    /// Digest of the lexoffice credential that was seen to belong to `organizationID`, so that a quiet pass need not ask.
    package var credentialDigest: String

    package init(
        startDate: BusinessDay, organizationID: String, organizationName: String, heroCompanyID: Int, companyCurrency: String?,
        rules: MappingRules, documentTypes: [DocumentType], contactPerson: ContactPersonSource, credentialDigest: String,
        relinkFrom: BusinessDay? = nil, eInvoicesFrom: BusinessDay? = nil, vatLines: [VATCase: VATLine]? = nil
    ) {
        self.startDate = startDate
        self.relinkFrom = relinkFrom
        self.organizationID = organizationID
        self.organizationName = organizationName
        self.heroCompanyID = heroCompanyID
        self.companyCurrency = companyCurrency
        self.rules = rules
        self.documentTypes = documentTypes
        self.contactPerson = contactPerson
        self.credentialDigest = credentialDigest
        self.eInvoicesFrom = eInvoicesFrom
        self.vatLines = vatLines
    }

    /// Which line of the VAT return each case belongs to.
    package var linesInForce: VATLines { VATLines(chosen: vatLines ?? [:]) }

    package var translation: DocumentTranslation {
        DocumentTranslation(
            documentTypes: documentTypes, contactPerson: contactPerson, isSmallBusiness: rules.isSmallBusiness,
            companyCurrency: companyCurrency)
    }

    /// Changes exactly when a document may be judged differently.
    package var judgementDigest: String {
        var same = self
        same.credentialDigest = ""
        same.organizationName = ""
        same.vatLines = nil
        return Digest.sha256(of: same)
    }

    /// Version of the category mapping, stamped on every journal entry (G4).
    package var mappingDigest: String {
        let lines = rules.categories.map { "\($0.key.rawValue)=\($0.value.id)" }.sorted()
        return String(Digest.sha256((["small=\(rules.isSmallBusiness)"] + lines).joined(separator: "\n").utf8).prefix(12))
    }

    /// Nil before setup.
    package static func load(_ store: Store) throws -> Settings? { try store.fact(Settings.self) }

    /// What an auditor asks about is kept with its history, value by value (G5); the whole is stored beside it for the program.
    package func save(_ store: Store, by author: Author, at now: Instant) throws {
        var history = [
            ("start-date", startDate.description), ("relink-from", relinkFrom?.description ?? "none"), ("organisation", organizationID),
            ("hero-company", String(heroCompanyID)),
            ("small-business", String(rules.isSmallBusiness)), ("contact-person", contactPerson.rawValue),
            ("e-invoices-from", eInvoicesFrom?.description ?? "none"),
            ("document-types", String(Digest.sha256(of: documentTypes).prefix(12))),
        ]
        // One that was never named is the form's own, which is no decision.
        history += (vatLines ?? [:]).sorted { $0.key.rawValue < $1.key.rawValue }.map { kind, line in
            ("vat-line.\(kind.rawValue)", line == .notDeclared ? "not-declared" : line.code)
        }
        history += PostingCategory.allCases.map { ("category.\($0.rawValue)", rules.categories[$0]?.id ?? "none") }
        try store.decide(self, values: history, by: author, at: now)
        try KeySnapshot.record(credentialDigest, store, at: now)
    }

    /// Why nothing flows while there is no active integration.
    package static func inactive(_ integration: IntegrationConfiguration) -> PassFailure {
        if integration.isDeleting {
            return PassFailure(
                .configuration, system: "state", cause: "the integration is being deleted; nothing flows any more",
                hint: "Run `reconcile --delete-integration` to go on deleting; after that a new setup is possible.")
        }
        guard integration.phase == .deleted else { return notSetUp() }
        var interruption = notSetUp()
        interruption.cause = "the integration is deleted; nothing flows until a new setup"
        return interruption
    }

    package static func notSetUp() -> PassFailure {
        PassFailure(
            .configuration, system: "state", cause: "reconcile is not set up yet",
            hint: "Run `reconcile setup --start-date yyyy-MM-dd --confirm-cancellation-process --confirm-connector-off`.")
    }
}
