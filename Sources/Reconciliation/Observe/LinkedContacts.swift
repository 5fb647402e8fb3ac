internal import Bookkeeping
internal import Lexoffice
internal import Persistence
internal import StateCharts

/// What becomes of the contacts our customers are linked to. Offices tidy up: a contact is deleted, archived, or no customer any more
/// (lexoffice-2026.md §3). Seen in the list, told by a webhook or by a refusal, it is believed only of the contact itself, and never
/// taken for this customer again while lexoffice's lists may lag behind.
struct LinkedContacts {
    /// Contacts asked for by id in one pass, because the list does not show them.
    private static let looksMax = 50

    let context: PassContext

    /// Those a webhook named.
    func lookAgain() async throws {
        guard let news = try context.store.fact(ContactNews.self) else { return }
        for link in try links() where news.ids.contains(link.remoteID) { try await look(at: link.remoteID, of: link.key) }
        try context.store.forget(ContactNews.self)
    }

    /// All of them, while the whole list is at hand. One that is missing there is asked for by its id.
    func observe(_ known: [String: LexofficeContact]) async throws {
        var looks = 0
        for link in try links() {
            if let contact = known[link.remoteID] {
                try observe(contact, of: link.key)
            } else if looks < Self.looksMax {
                looks += 1
                try await look(at: link.remoteID, of: link.key)
            }
        }
    }

    enum Verdict { case usable, lost, untold }

    /// Whether a sales voucher can name the contact, from the contact itself.
    @discardableResult
    func look(at id: String, of key: String) async throws -> Verdict {
        guard case .given(let found) = try await context.ask(.contact(id), { try await context.lexoffice.contact(id) }) else {
            return .untold
        }
        try context.store.forget(RefusedContact.self, about: id)
        guard let found else {
            try context.store.forget(contact: id)
            try context.store.keep(DeadContact(at: context.now), about: id)
            try advance(key, id, .lexGone, why: "not_found")
            return .lost
        }
        try context.store.record(contacts: [found], at: context.now)
        if !found.isUsable { try context.store.keep(DeadContact(at: context.now), about: id) }
        try observe(found, of: key)
        return found.isUsable ? .usable : .lost
    }

    /// lexoffice refused a voucher because of this contact, and would not say just now what is the matter with it: nothing is sent for it
    /// before it is asked again.
    func silence(about id: String) throws -> Unanswered? {
        guard try context.store.fact(RefusedContact.self, about: id) != nil else { return nil }
        let silence = try context.unanswered(.contact(id)) ?? context.unanswered(.right(.contacts))
        return silence.flatMap { $0.nextAt > context.now ? $0 : nil }
    }

    /// Contacts that are not taken for this customer: a person said so, or the link to it was given up, just now or because it could not
    /// be used, and still cannot.
    func strangers(to key: String) throws -> Set<String> {
        var strangers = try context.store.disowned(key)
        // Still there, and of no use: looked for is another one.
        if let link = try context.store.link(ContactChart.self, key) { strangers.insert(link.remoteID) }
        for ended in try context.store.tombstones(ContactChart.self, key) where try isDead(ended.remoteID) || isOfNoUse(ended.remoteID) {
            strangers.insert(ended.remoteID)
        }
        return strangers
    }

    /// lexoffice said of it, just now, that it is gone or cannot be used, whatever its lists say.
    private func isDead(_ id: String) throws -> Bool {
        guard let death = try context.store.fact(DeadContact.self, about: id) else { return false }
        return context.now.milliseconds(since: death.at) < context.policy.settle
    }

    /// As last seen.
    private func isOfNoUse(_ id: String) throws -> Bool { try context.store.contact(id).map { !$0.isUsable } ?? false }

    /// A contact of a person cannot be that of the company the customer is now (domain.md V5): it is let go and not taken again.
    func giveUp(_ id: String, of key: String) throws {
        try advance(key, id, .lexArchived, why: "person", disown: [id])
    }

    private func observe(_ contact: LexofficeContact, of key: String) throws {
        if !contact.isUsable {
            try advance(key, contact.id, .lexArchived, why: contact.isArchived ? "archived" : "no_customer")
        } else if try !isDead(contact.id), try !context.store.disowned(key).contains(contact.id) {
            try advance(key, contact.id, .lexActive, why: "usable")
        }
    }

    /// Moves only where it is news.
    private func advance(_ key: String, _ id: String, _ event: ContactEvent, why: String, disown: [String] = []) throws {
        let state = try context.store.machine(ContactChart.self, key)?.configuration.state
        guard state == .linked && event != .lexActive || state == .archived && event != .lexArchived else { return }
        var commitment = TransitionChanges()
        commitment.journal = ["contact": id, "why": why]
        commitment.disown = disown
        try context.advance(ContactChart.self, key, event, commitment)
    }

    private func links() throws -> [Link] {
        try context.store.links(ContactChart.self).filter { link in
            let state = try context.store.machine(ContactChart.self, link.key)?.configuration.state
            return state == .linked || state == .archived
        }
    }
}
