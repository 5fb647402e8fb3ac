internal import Bookkeeping
internal import Hero
internal import Lexoffice
internal import Reconciliation
internal import Transport

/// Both systems' contacts as they were between two moments.
struct ImportSnapshot: Sendable {
    var cards: [ContactCard] = []
    var customers = CustomerIndex()
    /// Customers HERO has and has not deleted.
    var living: Set<Int> = []
    /// Deleted ones as well.
    var everybody: Set<Int> = []
    /// When the look at HERO began, on the monotonic clock.
    var lookedAt: Int64 = 0

    var newest: Int { everybody.max() ?? 0 }

    mutating func add(_ contact: LexofficeContact, as customer: Int) {
        customers.add(KnownCustomer(id: customer, contact))
        living.insert(customer)
        everybody.insert(customer)
    }
}

/// Reads both systems for an import; it writes to neither, and nothing to the state.
struct ImportCensus {
    let context: PassContext

    func observe(_ settings: Settings) async throws -> ImportSnapshot {
        context.progress(PassProgress(stage: .observing, done: 0, total: 0))
        let account = try await context.hero.setup()
        guard account.companyID == settings.heroCompanyID else {
            throw PassFailure(
                .wrongOrganisation, system: "hero", cause: "the HERO key belongs to another company than the one set up",
                hint: "Use the key of the company that was set up, or set up anew.")
        }
        var sighting = ImportSnapshot()
        let listing = try await context.lexoffice.contactCards()
        sighting.cards = listing.rows
        try UnreadableRows(context: context, system: .lexoffice, kind: "contact").record(listing.unreadable.map(\.place), isWhole: true)
        try await look(&sighting)
        return sighting
    }

    /// Reads HERO's side again.
    func look(_ sighting: inout ImportSnapshot) async throws {
        let lookedAt = context.time.monotonicMilliseconds()
        let contacts = try await context.hero.allContacts()
        let living = contacts.filter { $0.isDeleted != true }
        sighting.customers = CustomerIndex(living.map(\.known))
        sighting.living = Set(living.map(\.id))
        sighting.everybody = Set(contacts.map(\.id))
        sighting.lookedAt = lookedAt
    }
}
