internal import Bookkeeping
internal import Hero
internal import Lexoffice
internal import Persistence
internal import Reconciliation
internal import StateCharts
internal import Wording

/// What both systems say about the thing an answer is about. Read before anything is written, so that what is written is one transaction.
struct AnswerReading {
    private(set) var vouchers: [ObservedVoucher] = []
    /// The contact that is to be the customer.
    private(set) var contact: LexofficeContact?
    /// HERO's entries on the document of a payment.
    private(set) var entries: HeroEntries?

    static func read(_ answer: Answer, _ name: String, _ context: PassContext) async throws -> AnswerReading {
        var reading = AnswerReading()
        switch try AnsweredThing.named(name, answer, context.store) {
        case .contact(_, _, let machine):
            if case .contact(.chosen(let id)) = answer { try await reading.readContact(id, machine, context) }
        case .payment(let payment): if case .adopt(let reference, _) = answer { try await reading.readEntries(reference, payment, context) }
        case .document(let standing):
            guard case .document = try AnswerSubject.of(standing, context.store) else { break }
            try await reading.readVoucher(answer, standing, context)
        }
        return reading
    }

    /// A contact that a voucher can name, whatever it is called.
    private mutating func readContact(_ id: String, _ machine: Machine<ContactChart>?, _ context: PassContext) async throws {
        let state = "contact \((machine?.configuration ?? ContactChart.initial).state.rawValue)"
        guard let found = try await context.lexoffice.contact(id) else {
            throw AnswerFailure.refused(state: state, why: "lexoffice has no contact of this id")
        }
        guard found.isUsable else {
            let why = found.isArchived ? "this contact is archived in lexoffice" : "this contact is no customer in lexoffice"
            throw AnswerFailure.refused(state: state, why: why)
        }
        contact = found
    }

    private mutating func readEntries(_ reference: String, _ payment: PaymentStatus, _ context: PassContext) async throws {
        guard AdoptReference.entry.fits(reference) else { throw AnswerFailure.noReference(.entry) }
        let headers = try await context.hero.documentHeaders(ids: [payment.key.documentID])
        let taken = try context.takenEntries(ofDocument: payment.key.documentID)
        entries = headers.first.flatMap { HeroEntries($0, taken: taken) }
    }

    private mutating func readVoucher(_ answer: Answer, _ standing: DocumentStatus, _ context: PassContext) async throws {
        switch answer {
        case .adopt(let id, let others):
            vouchers = try await Adoption(context: context).read([id] + others, standing)
            try await readDetail(standing, context)
        case .accept:
            guard standing.step(of: .accept) != .event(.opAcknowledge) else { return }
            guard let id = standing.voucherID else {
                throw AnswerFailure.refused(state: standing.machine.configuration.description, why: "no voucher")
            }
            let others = try context.store.fact(JointVouchers.self, about: standing.key)?.others ?? []
            vouchers = try await Adoption(context: context).read([id] + others, standing)
        case .retry, .absent, .waive, .contact, .rule, .cumulative: break
        }
    }

    /// What HERO shows now is what the voucher stands for from now on, also of a document that was held before it was read.
    private func readDetail(_ standing: DocumentStatus, _ context: PassContext) async throws {
        guard let id = Int(standing.key), let settings = try Settings.load(context.store),
            let row = try context.store.document(DocumentRow.self, id)
        else { return }
        _ = try await DocumentReading(context: context, settings: settings).detail(row)
    }
}
