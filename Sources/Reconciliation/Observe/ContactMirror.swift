internal import Bookkeeping
internal import Lexoffice
internal import Persistence
internal import StateCharts
internal import Transport

/// lexoffice's contacts, read at most once in a pass and only when a document of a customer without link turns up:
/// the list has no filter by change date (lexoffice-api.md §3.1), so a quiet pass must not touch it. From 10,000 contacts on it cannot
/// be read as a whole; then each customer is looked for by filter.
struct ContactMirror {
    /// Contacts asked for by id in one pass, because the list does not show them.
    private static let looksMax = 50

    private enum Reading { case unread, whole, tooLong, withheld }

    private var reading = Reading.unread
    /// All contacts, or those that were found.
    private var index = ContactIndex([])
    private var known: [String: LexofficeContact] = [:]
    /// Customers that were looked for by filter, and whether the look was good enough for a "no".
    private var searched: [Int: Bool] = [:]

    /// What lexoffice knows about a customer.
    enum Finding: Sendable, Hashable {
        case match(ContactMatch)
        /// The filters lead to too much, or nowhere: a person has to look.
        case unsearchable
        /// lexoffice does not tell its contacts just now.
        case withheld
    }

    mutating func find(_ customer: Customer, _ context: PassContext) async throws -> Finding {
        try await read(context)
        let disowned = try context.store.disowned(String(customer.id))
        switch reading {
        case .unread, .withheld: return .withheld
        case .whole: return .match(index.match(customer, except: disowned))
        case .tooLong: break
        }
        if case let match = index.match(customer, except: disowned), match != .none { return .match(match) }
        guard let isThorough = try await search(customer, context) else { return .withheld }
        let match = index.match(customer, except: disowned)
        return match == .none && !isThorough ? .unsearchable : .match(match)
    }

    /// A contact that could not be read is looked for again, whether or not somebody needs a contact just now.
    mutating func lookAgain(_ context: PassContext) async throws {
        guard try UnreadableRows(context: context, system: .lexoffice, kind: "contact").isDue() else { return }
        try await read(context)
    }

    private mutating func read(_ context: PassContext) async throws {
        guard reading == .unread else { return }
        let list = ItemQuestion(question: .contact, system: .lexoffice, subject: "list")
        let answer = try await context.ask(list) { () async throws -> Listing<LexofficeContact>? in
            do throws(LexofficeError) {
                return try await context.lexoffice.allContacts()
            } catch {
                if error.code == .windowExceeded { return nil }
                throw error
            }
        }
        switch answer {
        case .withheld: reading = .withheld
        case .given(nil): reading = .tooLong
        case .given(let listing?):
            reading = .whole
            try context.store.replace(contacts: listing.rows, at: context.now)
            let rows = UnreadableRows(context: context, system: .lexoffice, kind: "contact")
            try rows.record(listing.unreadable.map(\.place), isWhole: true)
            index = ContactIndex(listing.rows)
            known = Dictionary(listing.rows.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
            try await observeLinked(context)
        }
    }

    /// Whether everything that could be this customer was looked at; nil when lexoffice did not answer.
    private mutating func search(_ customer: Customer, _ context: PassContext) async throws -> Bool? {
        if let isThorough = searched[customer.id] { return isThorough }
        let terms = ContactTerms(customer)
        var isThorough = false
        for filter in terms.filters {
            let item = ItemQuestion(question: .contact, system: .lexoffice, subject: "customer \(customer.id)")
            let answer = try await context.ask(item) { try await context.lexoffice.contacts(matching: filter) }
            guard case .given(let found) = answer else { return nil }
            for contact in found.rows { add(contact) }
            try context.store.record(contacts: found.rows, at: context.now)
            if found.isWhole, filter.isOneWord { isThorough = true }
        }
        searched[customer.id] = isThorough
        return isThorough
    }

    /// What became of the contacts we hold links to, while the whole list is at hand. One that is missing is asked for by its id.
    private func observeLinked(_ context: PassContext) async throws {
        var looks = 0
        for link in try context.store.links(ContactChart.self) {
            let machine = try context.store.machine(ContactChart.self, link.key)
            guard let state = machine?.configuration.state, state == .linked || state == .archived else { continue }
            if let contact = known[link.remoteID] {
                if contact.isArchived != (state == .archived) {
                    try context.advance(ContactChart.self, link.key, contact.isArchived ? .lexArchived : .lexActive)
                }
                continue
            }
            guard looks < Self.looksMax else { return }
            looks += 1
            guard case .given(nil) = try await context.ask(.contact(link.remoteID), { try await context.lexoffice.contact(link.remoteID) })
            else { continue }
            try context.advance(ContactChart.self, link.key, .lexGone, TransitionChanges().with(journal: ["contact": link.remoteID]))
        }
    }

    mutating func add(_ contact: LexofficeContact) {
        guard known.updateValue(contact, forKey: contact.id) == nil, !contact.isArchived else { return }
        index.add(contact)
    }

    func contact(_ id: String, _ store: Store) throws -> LexofficeContact? {
        if let contact = known[id] { return contact }
        return try store.contact(id)
    }
}

/// By what a customer is looked for where the list is too long: the e-mail address, and words of the name one by one, because a filter
/// finds parts of a name and no other spelling of it (lexoffice-api.md §3.1).
struct ContactTerms {
    let filters: [ContactFilter]

    private static let wordsMax = 3

    init(_ customer: Customer) {
        let words = (customer.legalName ?? "").split { !$0.isLetter && !$0.isNumber }.map(String.init)
        // The longest say most; legal forms and salutations are short.
        let telling = Set(words.filter(ContactFilter.isLongEnough)).sorted { ($1.count, $0) < ($0.count, $1) }.prefix(Self.wordsMax)
        let email = customer.email.flatMap { ContactFilter.isLongEnough($0) ? ContactFilter(email: $0) : nil }
        filters = [email].compactMap(\.self) + telling.map { ContactFilter(nameWord: $0) }
    }
}
