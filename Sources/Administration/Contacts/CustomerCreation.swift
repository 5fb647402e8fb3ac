internal import Bookkeeping
internal import Hero
internal import Persistence
internal import Reconciliation
internal import StateCharts
internal import Transport

/// One lexoffice contact on its way into HERO: drives its machine and runs the effects the chart asks for. HERO has no
/// idempotency key, so the write is an intent first, and its outcome is committed with the move it causes.
struct CustomerCreation {
    let context: PassContext
    let writer: HeroWriter
    let card: ContactCard
    let draft: CustomerDraft
    let countryIDs: [String: Int]
    let sighting: ImportSnapshot
    private(set) var result: Result = .untouched

    enum Result: Sendable {
        /// The chart refused: something of it is still open.
        case untouched
        case found(ImportObstacle, [Int])
        case sent(WriteOutcome<CreatedCustomer, HeroError>)
    }

    private typealias Due = Driver<ContactImportChart>.Step

    private var key: String { card.contact.id }

    /// A person has seen the count and asked; then whatever the effects answer, until the chart asks for nothing more.
    mutating func run() async throws {
        try context.store.begin(ContactImportChart.self, key, by: context.author, at: context.now)
        let pair = ImportedPair(context: context)
        let driver = Driver(ContactImportChart.self, context, key) { [key] in try pair.advance(key, $0.event, $0.commitment) }
        try await driver.run((.opConfirm, .because(nil))) { try await perform($0) }
    }

    private mutating func perform(_ effect: ContactImportEffect) async throws -> Due? {
        switch effect {
        case .searchCustomer: try look()
        case .createCustomer: await create()
        // Looked up once the others are done, and by later imports.
        case .resolveCustomer: nil
        // Done by the state with the move itself, or read from where the machine stands.
        case .recordLink, .openIssue, .closeIssue: nil
        }
    }

    private mutating func look() throws -> Due {
        switch sighting.customers.match(card.contact) {
        case .one(let id):
            result = .found(.known, [id])
            return (.replyFoundOne, .because(nil, detail: "customer=\(id)"))
        case .many(let ids):
            result = .found(.several, ids)
            return (.replyFoundMany, ImportDoubt.several(ids))
        case .none: return (.replyFoundNone, try announce())
        }
    }

    private func announce() throws -> TransitionChanges {
        // What is looked for after a lost answer is what was sent, whatever people make of the contact meanwhile.
        try context.store.keep(SentContact(contact: card.contact, newest: sighting.newest), about: key)
        let digest = Digest.sha256(HeroWriter.contactBody(draft, countryIDs: countryIDs))
        return .because(nil).with(openIntent: NewIntent(action: "createContact", digest: digest), journal: ["request_sha256": digest])
    }

    private mutating func create() async -> Due {
        let outcome = await writer.createContact(draft, countryIDs: countryIDs)
        result = .sent(outcome)
        switch outcome {
        case .accepted(let customer) where sighting.everybody.contains(customer.id):
            // HERO was told to create and answered with one it had: not ours to link.
            result = .found(.known, [customer.id])
            var commitment = TransitionChanges.because(nil, detail: "customer=\(customer.id)")
            commitment.closeIntent = ClosedIntent(.resolved, remoteID: String(customer.id))
            return (.replyExisting, commitment)
        case .accepted(let customer):
            var commitment = ImportedPair.tied(to: customer.id).with(closeIntent: ClosedIntent(.done, remoteID: String(customer.id)))
            if !customer.dropped.isEmpty {
                commitment.journal["dropped"] = customer.dropped.joined(separator: ",")
                commitment.detail = "dropped=\(customer.dropped.joined(separator: ","))"
            }
            return (.replyCreated, commitment)
        case .rejected(let error): return (.replyRejected, closing(.rejected, error))
        case .notProcessed(let error): return (.replyNotProcessed, closing(.notProcessed, error))
        case .unknown(let error):
            var commitment = closing(.unknown, error)
            commitment.reason = .some(.outcomeUnknown)
            commitment.detail = "error=\(error.code.name)"
            // The window begins where we give up on the answer, never earlier (statecharts.md §11).
            commitment.doubt = .some(context.doubtNow)
            return (.replyOutcomeUnknown, commitment)
        }
    }

    /// HERO's own words may repeat what was sent; the journal takes the code alone.
    private func closing(_ outcome: ClosedIntent.Outcome, _ error: HeroError) -> TransitionChanges {
        let commitment = TransitionChanges.because(nil, detail: "error=\(error.code.name)").with(
            closeIntent: ClosedIntent(outcome), journal: ["error": error.code.name])
        return commitment
    }
}
