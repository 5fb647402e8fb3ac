internal import Bookkeeping
internal import Lexoffice
internal import Persistence

/// lexoffice's contacts, read at most once in a pass and only when a document of a customer without link turns up:
/// the list has no filter by change date (lexoffice-api.md §3.1), so a quiet pass must not touch it.
struct ContactMirror {
    private(set) var index: ContactIndex?
    private var known: [String: LexofficeContact] = [:]

    mutating func refresh(_ context: PassContext) async throws(Interruption) {
        guard index == nil else { return }
        let contacts = try await asking { try await context.lexoffice.allContacts() }
        try storing { () throws(StoreError) in try context.store.replace(contacts: contacts, at: context.now) }
        take(contacts)
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
