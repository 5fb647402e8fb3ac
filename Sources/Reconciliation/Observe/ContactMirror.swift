internal import Bookkeeping
internal import Lexoffice
internal import Persistence
internal import StateCharts

/// lexoffice's contacts, read at most once in a pass and only when a document of a customer without link turns up:
/// the list has no filter by change date (lexoffice-api.md §3.1), so a quiet pass must not touch it.
struct ContactMirror {
    private(set) var index: ContactIndex?
    /// Contacts asked for by id in one pass, because the list does not show them.
    private static let looksMax = 50
    private var known: [String: LexofficeContact] = [:]

    mutating func refresh(_ context: PassContext) async throws(Interruption) {
        guard index == nil else { return }
        let contacts = try await asking { try await context.lexoffice.allContacts() }
        try storing { () throws(StoreError) in try context.store.replace(contacts: contacts, at: context.now) }
        take(contacts)
        try await observeLinked(context)
    }

    /// What became of the contacts we hold links to, while the whole list is at hand. One that is missing is asked for by its id.
    private func observeLinked(_ context: PassContext) async throws(Interruption) {
        var looks = 0
        for link in try storing({ () throws(StoreError) in try context.store.links(kind: "contact") }) {
            let machine = try storing { () throws(StoreError) in try context.store.machine(ContactChart.self, link.key) }
            guard let state = machine?.configuration.state, state == .linked || state == .archived else { continue }
            if let contact = known[link.remoteID] {
                if contact.isArchived != (state == .archived) {
                    try context.advance(ContactChart.self, link.key, contact.isArchived ? .lexArchived : .lexActive)
                }
                continue
            }
            guard looks < Self.looksMax else { return }
            looks += 1
            guard try await asking({ try await context.lexoffice.contact(link.remoteID) }) == nil else { continue }
            var commitment = Commitment()
            commitment.link = .drop
            commitment.journal["contact"] = link.remoteID
            try context.advance(ContactChart.self, link.key, .lexGone, commitment)
        }
    }

    mutating func add(_ contact: LexofficeContact) {
        index?.add(contact)
        known[contact.id] = contact
    }

    private mutating func take(_ contacts: [LexofficeContact]) {
        index = ContactIndex(contacts)
        known = Dictionary(contacts.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    func contact(_ id: String, _ store: Store) throws(Interruption) -> LexofficeContact? {
        if let contact = known[id] { return contact }
        return try storing { () throws(StoreError) in try store.contact(id) }
    }
}
