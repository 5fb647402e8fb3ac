internal import Bookkeeping
internal import Lexoffice
package import Persistence
package import Reconciliation
internal import StateCharts
internal import Transport
internal import Wording

/// A person's word on whom the documents of a customer are booked (contract.md `resolve`).
package enum ContactAnswer: Sendable, Hashable, Codable {
    /// On lexoffice's collective customer.
    case collective
    /// On none of the contacts that were found: a new one is created.
    case new
    /// On this contact of lexoffice's, by its id.
    case chosen(String)

    /// Whether this is the id of a contact: a UUID, as lexoffice's are.
    package static func isReference(_ text: String) -> Bool { AdoptReference(text) == .voucher }
}

/// The lexoffice contact of a document's customer. An answer moves the contact alone; the documents that wait for it are judged by the
/// next pass, as any other.
struct ContactAnswers {
    let context: PassContext

    private func state(of document: DocumentStatus) throws -> ContactState {
        let machine = try DocumentCustomer.key(document, context.store).flatMap { try context.store.machine(ContactChart.self, $0) }
        return machine?.configuration.state ?? ContactChart.initial.state
    }

    func give(_ answer: ContactAnswer, to document: DocumentStatus, _ reading: AnswerReading) throws {
        guard let key = try DocumentCustomer.key(document, context.store) else {
            throw AnswerFailure.refused(state: document.machine.configuration.description, why: "no customer of this document is known")
        }
        try context.store.begin(ContactChart.self, key, by: context.author, at: context.now)
        switch answer {
        case .collective: try feed(key, .opUseCollective, .because(nil))
        case .new:
            let state = try state(of: document)
            let candidates = try context.store.candidates(ContactChart.self, key)
            if state == .ambiguous, candidates.isEmpty {
                throw AnswerFailure.refused(
                    state: "contact \(state.rawValue)", why: "lexoffice cannot be searched for this customer; use --collective")
            }
            // Never taken for this customer again: the next search finds nobody, and the create that follows is one like any other.
            let commitment = TransitionChanges.because(nil).with(journal: ["disowned": candidates.joined(separator: ",")])
            try feed(key, .opCreateNew, commitment)
        case .chosen: try choose(reading.contact, key)
        }
        try forgetQuestions(key)
    }

    /// A contact that a voucher can name, whatever it is called.
    private func choose(_ contact: LexofficeContact?, _ key: String) throws {
        guard let contact else { return }
        var commitment = TransitionChanges.because(nil)
        commitment.link = contact.id
        commitment.doubt = .some(nil)
        commitment.journal = ["contact": contact.id, "chosen": "by-hand"]
        try feed(key, .opChoose, commitment)
        try context.store.record(contacts: [contact], at: context.now)
    }

    /// The contact is looked for anew. A decision for the collective customer stands, unless the document is held because of it.
    func retry(_ document: DocumentStatus) throws {
        guard let key = try DocumentCustomer.key(document, context.store) else { return }
        try forgetQuestions(key)
        // Whoever put the linked contact right in lexoffice is not answered from memory.
        if let link = try context.store.link(ContactChart.self, key) { try context.store.forget(contact: link.remoteID) }
        var open: Set<ContactState> = [.ambiguous, .rejected]
        if document.machine.reason == .contactRequired { open.insert(.collective) }
        guard open.contains(try state(of: document)) else { return }
        try context.advance(ContactChart.self, key, .opRetry, .because(nil))
    }

    /// What was asked in vain is asked now.
    private func forgetQuestions(_ key: String) throws {
        try context.answered(.taking(.createContact, key, of: nil))
        try context.answered(ItemQuestion(question: .contact, system: .lexoffice, subject: "customer \(key)"))
        try context.answered(ItemQuestion(question: .contact, system: .lexoffice, subject: "list"))
    }

    private func feed(_ key: String, _ event: ContactEvent, _ commitment: TransitionChanges) throws {
        guard case .refused = try context.advance(ContactChart.self, key, event, commitment) else { return }
        let state = try context.store.machine(ContactChart.self, key)?.configuration.description
        throw AnswerFailure.refused(state: "contact \(state ?? "-")", why: "which contact is meant is no open question")
    }
}

package enum DocumentCustomer {
    /// The key of its contact, as the document was read last.
    package static func key(_ document: DocumentStatus, _ store: Store) throws -> String? {
        guard let id = Int(document.key), case .document(let document, _)? = try store.document(DocumentRow.self, id)?.detail()
        else { return nil }
        return document.customer.map { String($0.id) }
    }
}
