internal import Bookkeeping
internal import Persistence
internal import StateCharts

/// Whom a voucher would be booked on, as far as it can be said without writing (domain.md S36-S38).
enum ContactResolution: Sendable, Hashable {
    case linked(String)
    /// The collective contact, by a person's decision.
    case collective
    case toCreate(ContactDraft)
    /// A person must decide, or a doubt must be resolved first.
    case held(ReasonCode, detail: String)
}

struct ContactResolver {
    let context: PassContext
    let settings: Settings

    /// Uses the stored link first, or what a person decided; else matches against the mirror and records what it found. Never creates.
    func resolve(_ customer: Customer?, _ mirror: inout ContactMirror) async throws -> ContactResolution {
        guard let customer else { return .held(.contactRequired, detail: "customer=none") }
        let key = String(customer.id)
        if try machine(key) == nil { try context.store.begin(ContactChart.self, key, by: context.author, at: context.now) }
        guard let machine = try machine(key) else { return .held(.contactRequired, detail: "customer=none") }
        switch machine.configuration.state {
        case .linked:
            guard let link = try context.store.link(ContactChart.self, key) else { return .held(.contactRequired, detail: "link=none") }
            if let silence = try LinkedContacts(context: context).silence(about: link.remoteID) {
                return .held(silence.question == .right ? .rightMissing : .waitingForContact, detail: BoundedWait.detail(silence))
            }
            return .linked(link.remoteID)
        case .collective: return .collective
        case .unlinked, .archived: return try await match(customer, key, &mirror)
        case .ambiguous: return .held(machine.reason ?? .contactAmbiguous, detail: machine.detail ?? "")
        case .rejected: return .held(machine.reason ?? .rejectedByLexoffice, detail: machine.detail ?? "")
        case .searching, .creating, .uncertain: return .held(.waitingForContact, detail: "contact=uncertain")
        case .released:
            try context.advance(ContactChart.self, key, .sysTakenUp, .because(nil))
            return try await match(customer, key, &mirror)
        case .releasedUnresolved: return .held(.waitingForContact, detail: "contact=uncertain")
        }
    }

    private func match(_ customer: Customer, _ key: String, _ mirror: inout ContactMirror) async throws -> ContactResolution {
        let finding = try await mirror.find(customer, except: try LinkedContacts(context: context).strangers(to: key), context)
        // The list may just have shown that an archived contact is back.
        if try machine(key)?.configuration.state == .linked,
            let link = try context.store.link(ContactChart.self, key)
        {
            return .linked(link.remoteID)
        }
        if let id = try former(key, mirror) {
            try found(key, id)
            return .linked(id)
        }
        switch finding {
        case .withheld: return .held(.waitingForContact, detail: "contacts=unanswered")
        case .unsearchable: return .held(.contactNotSearchable, detail: "customer=\(key)")
        case .match(.one(let id)):
            try found(key, id)
            return .linked(id)
        case .match(.many(let ids)): return try ambiguous(key, .contactAmbiguous, ids)
        case .match(.notCustomer(let ids)): return try ambiguous(key, .contactNotCustomer, ids)
        case .match(.similar(let ids)): return try ambiguous(key, .contactSimilar, ids)
        case .match(.none):
            if let held = try unaccepted(key) { return held }
            do {
                return .toCreate(try ContactDraft(customer: customer))
            } catch {
                return .held(error.reason, detail: error.detail)
            }
        }
    }

    /// lexoffice did not take the contact: whoever only looks has to say so as well, and not that it is about to be created.
    private func unaccepted(_ key: String) throws -> ContactResolution? {
        guard let write = try context.unanswered(.taking(.createContact, key, of: nil)) else { return nil }
        if write.isTask(context.policy) { return .held(.notAccepted, detail: BoundedWait.detail(write)) }
        return write.nextAt > context.now ? .held(.waitingForContact, detail: BoundedWait.detail(write)) : nil
    }

    /// The contact this customer was linked to last, while it exists and can be used: the stored link comes first (S38).
    private func former(_ key: String, _ mirror: ContactMirror) throws -> String? {
        let ended = try context.store.tombstones(ContactChart.self, key)
        guard let id = ended.last?.remoteID, try !LinkedContacts(context: context).strangers(to: key).contains(id),
            let contact = try mirror.contact(id, context.store)
        else {
            return nil
        }
        return contact.isUsable ? id : nil
    }

    func found(_ key: String, _ id: String) throws {
        try context.store.atOnce {
            try context.advance(ContactChart.self, key, .sysNeed)
            try context.advance(ContactChart.self, key, .replyFoundOne, .because(nil).with(link: id, journal: ["contact": id]))
        }
    }

    private func ambiguous(_ key: String, _ reason: ReasonCode, _ ids: [String]) throws -> ContactResolution {
        let detail = CandidateText.contacts(ids)
        try context.advance(ContactChart.self, key, .sysNeed)
        try context.advance(ContactChart.self, key, .replyFoundMany, .because(reason, detail: detail, candidates: ids))
        return .held(reason, detail: detail)
    }

    func machine(_ key: String) throws -> Machine<ContactChart>? { try context.store.machine(ContactChart.self, key) }
}
