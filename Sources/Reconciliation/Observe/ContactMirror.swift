internal import Bookkeeping
internal import Lexoffice
internal import Persistence
internal import StateCharts
internal import Transport

/// lexoffice's contacts, read at most once in a pass: when a document of a customer without link turns up, and once a day to see what
/// became of the linked ones; the list has no filter by change date (lexoffice-api.md §3.1), so a quiet pass must not touch it. From
/// 10,000 contacts on it cannot be read as a whole; then each customer is looked for by filter.
struct ContactMirror {
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

    /// - Parameter disowned: contacts that are not this customer, whatever they look like.
    mutating func find(_ customer: Customer, except disowned: Set<String>, _ context: PassContext) async throws -> Finding {
        try await read(context)
        switch reading {
        case .unread, .withheld: return .withheld
        case .whole: return .match(index.match(customer, except: disowned))
        case .tooLong: break
        }
        // What an earlier search left may be like the customer where his own contact was not met yet.
        guard let isThorough = try await search(customer, context) else { return .withheld }
        let match = index.match(customer, except: disowned)
        return match == .none && !isThorough ? .unsearchable : .match(match)
    }

    /// Once a day, and for a contact that could not be read, whether or not somebody needs a contact just now.
    mutating func lookAgain(_ context: PassContext) async throws {
        let isUnreadable = try UnreadableRows(context: context, system: .lexoffice, kind: "contact").isDue()
        if try isUnreadable || isDue(context) { try await read(context) }
        try await LinkedContacts(context: context).lookAgain()
    }

    /// A clock set back makes the age negative; that is no reason to trust an old list.
    private func isDue(_ context: PassContext) throws -> Bool {
        guard let last = try context.store.fact(ContactsRead.self) else { return false }
        let age = context.now.milliseconds(since: last.at)
        guard age < 0 || age >= context.policy.sweepEvery else { return false }
        return try !context.store.links(ContactChart.self).isEmpty
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
        case .given(nil):
            reading = .tooLong
            try context.store.keep(ContactsRead(at: context.now))
        case .given(let listing?):
            reading = .whole
            try context.store.keep(ContactsRead(at: context.now))
            try context.store.replace(contacts: listing.rows, at: context.now)
            let rows = UnreadableRows(context: context, system: .lexoffice, kind: "contact")
            try rows.record(listing.unreadable.map(\.place), isWhole: true)
            index = ContactIndex(listing.rows)
            known = Dictionary(listing.rows.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
            try await LinkedContacts(context: context).observe(known)
        }
    }

    /// Whether everything that could be this customer was looked at; nil when lexoffice did not answer.
    private mutating func search(_ customer: Customer, _ context: PassContext) async throws -> Bool? {
        if let isThorough = searched[customer.id] { return isThorough }
        var isThorough = false
        let email = customer.email.flatMap { EmailAddress.first(in: $0) }.flatMap { ContactFilter(email: $0.text) }
        let words = NamePattern.patterns(for: customer).compactMap { ContactFilter(nameWord: $0) }
        for filter in [email].compactMap(\.self) + words {
            let item = ItemQuestion(question: .contact, system: .lexoffice, subject: "customer \(customer.id)")
            let answer = try await context.ask(item) { try await context.lexoffice.contacts(matching: filter) }
            guard case .given(let found) = answer else { return nil }
            for contact in found.rows { add(contact) }
            try context.store.record(contacts: found.rows, at: context.now)
            let rows = UnreadableRows(context: context, system: .lexoffice, kind: "contact")
            try rows.record(found.unreadable.map(\.place), isWhole: false)
            if found.isWhole, filter.isOneWord { isThorough = true }
        }
        searched[customer.id] = isThorough
        return isThorough
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
