internal import Bookkeeping
internal import Lexoffice
internal import Persistence
internal import StateCharts
internal import Transport

/// Finds or creates the lexoffice contact of one customer, once (S36-S38): later documents use the stored link.
struct ContactTransfer {
    let context: PassContext
    let writer: LexofficeWriter
    let settings: Settings

    enum Outcome: Sendable {
        case ready(VoucherContact, isFresh: Bool)
        /// Uncertain, ambiguous or refused; the contact's machine says why.
        case held(ReasonCode, detail: String)
    }

    /// Why lexoffice did not take the contact, or did not say whether it did.
    private(set) var failure: LexofficeError?
    /// The same contact without what lexoffice refused of it.
    private(set) var reduced: ContactDraft?

    /// - Parameter fresh: contacts created in this pass.
    mutating func ensure(_ customer: Customer?, _ mirror: inout ContactMirror, fresh: inout Set<String>) async throws
        -> Outcome
    {
        // Resolved again, because an earlier document of this pass may have linked or created it meanwhile.
        let resolver = ContactResolver(context: context, settings: settings)
        switch try await resolver.resolve(customer, &mirror) {
        case .linked(let id): return .ready(.contact(id: id), isFresh: fresh.contains(id))
        case .collective: return .ready(.collective(name: nil), isFresh: false)
        case .held(let reason, let detail): return .held(reason, detail: detail)
        case .toCreate(let draft):
            guard let customer else { return .held(.contactRequired, detail: "customer=none") }
            return try await create(draft, customer, &mirror, fresh: &fresh)
        }
    }

    private mutating func create(_ draft: ContactDraft, _ customer: Customer, _ mirror: inout ContactMirror, fresh: inout Set<String>)
        async throws -> Outcome
    {
        let key = String(customer.id)
        let item = ItemQuestion.taking(.createContact, key, of: nil)
        if let right = try context.suspended(.contacts) { return .held(.rightMissing, detail: BoundedWait.detail(right)) }
        var draft = draft
        var outcome = try await attempt(draft, customer, item)
        // Each time with a field less, so that it ends.
        while let less = reduced {
            draft = less
            outcome = try await attempt(draft, customer, item)
        }
        guard case .ready(.contact(let id), _) = outcome else { return outcome }
        if draft.leftOut.isEmpty {
            try context.store.forget(LeftOutFields.self, about: key)
        } else {
            try context.store.keep(LeftOutFields(fields: draft.leftOut), about: key)
        }
        let contact = LexofficeContact(draft, id: id)
        mirror.add(contact)
        fresh.insert(id)
        try context.store.record(contacts: [contact], at: context.now)
        return outcome
    }

    private mutating func attempt(_ draft: ContactDraft, _ customer: Customer, _ item: ItemQuestion) async throws -> Outcome {
        let key = String(customer.id)
        reduced = nil
        var outcome = Outcome.held(.waitingForContact, detail: "contact=searched")
        let transfer = self
        let driver = Driver(ContactChart.self, context, key, advance: { try transfer.advance(key, $0, draft, customer) })
        try await driver.run((.sysNeed, TransitionChanges())) { effect in
            switch effect {
            case .createContact:
                let (answer, due) = try await send(draft, key, item)
                outcome = answer
                return due
            // Looked up by a later pass; or done by the state with the move itself, or read from where the machine stands.
            case .searchContact, .resolveContact, .recordLink, .dropLink, .openIssue, .closeIssue, .disownCandidates, .recordUnresolved:
                return nil
            }
        }
        return outcome
    }

    /// It was looked for already, and found nowhere: both moves and the announcement wait for the disk once.
    private func advance(_ key: String, _ step: Driver<ContactChart>.Step, _ draft: ContactDraft, _ customer: Customer)
        throws -> Advance<ContactChart>
    {
        try context.store.atOnce {
            let begun = try context.advance(ContactChart.self, key, step.event, step.commitment)
            guard begun.effects.contains(.searchContact) else { return begun }
            let announced = try context.advance(ContactChart.self, key, .replyFoundNone, announcement(draft, customer))
            return announced.after(begun.effects.filter { $0 != .searchContact })
        }
    }

    private func announcement(_ draft: ContactDraft, _ customer: Customer) throws -> TransitionChanges {
        let digest = Digest.sha256(LexofficeWriter.contactBody(draft))
        try context.store.keep(SentCustomer(customer: customer), about: String(customer.id))
        return .because(nil).with(openIntent: NewIntent(action: "createContact", digest: digest), journal: ["request_sha256": digest])
    }

    private mutating func send(_ draft: ContactDraft, _ key: String, _ item: ItemQuestion) async throws
        -> (Outcome, Driver<ContactChart>.Step)
    {
        switch await writer.createContact(draft) {
        case .accepted(let contact):
            let commitment = closing(.done, ["contact": contact.id, "status": String(contact.status)]).with(
                link: contact.id, closeIntent: ClosedIntent(.done, remoteID: contact.id))
            try context.answered(item)
            return (.ready(.contact(id: contact.id), isFresh: true), (.replyCreated, commitment))
        case .rejected(let error):
            try context.answered(item)
            reduced = Self.reduced(draft, error)
            if let reduced {
                let fields = reduced.leftOut.map(\.rawValue).joined(separator: ",")
                return (
                    .held(.waitingForContact, detail: "without=\(fields)"), (.replyNotProcessed, closing(.rejected, ["without": fields]))
                )
            }
            let commitment = closing(.rejected, ["error": error.label], .rejectedByLexoffice, detail: error.issuesText)
            return (.held(.rejectedByLexoffice, detail: error.issuesText), (.replyRejected, commitment))
        case .notProcessed(let error):
            failure = error
            let commitment = closing(.notProcessed, ["error": error.label])
            return (.held(.waitingForContact, detail: "error=\(error.label)"), (.replyNotProcessed, commitment))
        case .unknown(let error):
            failure = error
            let commitment = closing(.unknown, ["error": error.label], .outcomeUnknown, detail: "error=\(error.label)").with(
                doubt: .some(context.doubtNow))
            return (.held(.waitingForContact, detail: "contact=uncertain"), (.replyOutcomeUnknown, commitment))
        }
    }

    /// Without what the refusal names, where the contact can do without it (lexoffice-api.md §3.1).
    private static func reduced(_ draft: ContactDraft, _ error: LexofficeError) -> ContactDraft? {
        let less = error.refusedContactFields.reduce(draft) { $0.without($1) ?? $0 }
        return less == draft ? nil : less
    }

    private func closing(
        _ outcome: ClosedIntent.Outcome, _ journal: [String: String], _ reason: ReasonCode? = nil, detail: String? = nil
    ) -> TransitionChanges {
        var commitment = TransitionChanges().with(closeIntent: ClosedIntent(outcome), journal: journal)
        if let reason { commitment.reason = .some(reason) }
        commitment.detail = detail
        return commitment
    }
}

extension LexofficeContact {
    /// The contact as it now exists, for matching later customers of the same pass.
    fileprivate init(_ draft: ContactDraft, id: String) {
        let name: String
        switch draft.party {
        case .company(let company, _, _): name = company
        case .person(let person): name = [person.firstName, person.lastName].compactMap(\.self).joined(separator: " ")
        }
        self.init(
            id: id, name: name, isCompany: draft.isCompany, isCustomer: true, vatID: draft.vatID,
            emails: draft.email.map { [$0] } ?? [], addresses: draft.address.map { [$0] } ?? [],
            customerReference: ContactNote.reference(in: draft.note))
    }
}
