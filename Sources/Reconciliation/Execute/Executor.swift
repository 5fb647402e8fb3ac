internal import Bookkeeping
internal import Hero
internal import Lexoffice
internal import Persistence
internal import StateCharts
internal import Transport

/// Carries out what a survey found possible: contacts before their vouchers, originals before cancellations, the file right
/// after its voucher, one effect at a time. A document that fails is left in a state that says so; the next one goes on.
struct Executor {
    let context: PassContext
    let writer: LexofficeWriter
    let settings: Settings
    private(set) var mirror: ContactMirror
    private(set) var freshContacts: Set<String> = []
    /// What the end of the pass left undone.
    private(set) var remaining = 0

    /// Tries of one voucher whose contact lexoffice does not know yet, a second apart and more (lexoffice-api.md §6.3).
    private static let freshContactTries = 4

    /// - Parameter start: of the pass.
    mutating func run(_ prospects: TransferCandidates, filesDue: [String], since start: Instant, mayContinue: @Sendable () async -> Bool)
        async throws
    {
        let ordered = prospects.newFirst(since: start)
        remaining = ordered.count + filesDue.count
        let total = remaining
        for prospect in ordered {
            guard await mayContinue() else { return }
            context.progress(PassProgress(stage: .transferring, done: total - remaining, total: total))
            try await transfer(prospect)
            remaining -= 1
        }
        for key in filesDue {
            guard await mayContinue() else { return }
            context.progress(PassProgress(stage: .transferring, done: total - remaining, total: total))
            try await sendFile(key)
            remaining -= 1
        }
    }

    /// After a write that lexoffice did not take or answer: its trouble stays with the document, unless lexoffice as a whole is in
    /// trouble.
    private func weigh(_ error: LexofficeError?, _ item: ItemQuestion) async throws {
        guard let error else { return }
        let failure = ItemFailure(error)
        guard failure.mayBeTheItems else { throw failure.interruption }
        try await context.probes.confirm(.lexoffice, context, after: failure)
        if let right = error.deniedRight, try await isDenied(right, item) {
            try context.note(.right(right), error.label)
            return
        }
        // What may have been executed is looked up first; this certainly was not.
        if error.provesNothingWasWritten { try context.note(item, error.label) }
    }

    /// A new voucher or contact is nobody's yet, so that its refusal is the right's. A file's may be its voucher's, which is then not
    /// shown either.
    private func isDenied(_ right: LexofficeRight, _ item: ItemQuestion) async throws -> Bool {
        guard right == .files else { return true }
        guard
            case .given(let voucher) = try await context.ask(
                .voucher(item.subject, of: item.document), { try await context.lexoffice.voucher(item.subject) })
        else { return false }
        return voucher != nil
    }

    /// Waits for the right, if that is what it was refused for.
    private func rest(_ key: String, without right: LexofficeRight) throws {
        guard let record = try context.unanswered(.right(right)) else { return }
        try JudgedMove(context: context).apply(.waiting(.rightMissing, detail: BoundedWait.detail(record)), to: key)
    }

    // MARK: one document

    private mutating func transfer(_ prospect: TransferCandidate) async throws {
        var prospect = prospect
        guard let machine = try Queue(context: context).enter(prospect) else { return }
        if let next = machine.nextAt, next > context.now { return }
        if prospect.passage == .create, try context.suspended(.vouchers) != nil { return try rest(prospect.key, without: .vouchers) }
        var pdf: [UInt8] = []
        if prospect.passage == .create {
            if try !context.store.rulings(prospect.key).withoutFile {
                guard let bytes = try await FreshFile(context: context).bytes(prospect.key, machine) else { return }
                pdf = bytes
            }
            guard let sound = try judgedAgain(prospect, machine) else { return }
            prospect.sound = sound
        }
        guard let (contact, isFresh) = try await ensureContact(prospect) else { return }
        guard try await book(prospect, contact, isFresh, pdf) == .lostContact else { return }
        // Looked for again at once, and not taken again; one look is enough for one pass.
        guard let (other, isNew) = try await ensureContact(prospect), other != contact else { return }
        _ = try await book(prospect, other, isNew, pdf)
    }

    /// Nil when there is none yet; the document says what it waits for.
    private mutating func ensureContact(_ prospect: TransferCandidate) async throws -> (VoucherContact, isFresh: Bool)? {
        var contacts = ContactTransfer(context: context, writer: writer, settings: settings)
        let outcome = try await contacts.ensure(prospect.sound.document.customer, &mirror, fresh: &freshContacts)
        if let customer = prospect.sound.document.customer {
            try await weigh(contacts.failure, .taking(.createContact, String(customer.id), of: nil))
        }
        switch outcome {
        case .ready(let contact, let isFresh): return (contact, isFresh)
        case .held(let reason, let detail):
            let isWait = reason == .waitingForContact || reason == .rightMissing
            let judgement: Judgement = isWait ? .waiting(reason, detail: detail) : .blocked(reason, detail: detail)
            try JudgedMove(context: context).apply(judgement, to: prospect.key)
            if contacts.failure?.deniedRight != nil { try rest(prospect.key, without: .contacts) }
            return nil
        }
    }

    /// With the PDF read and its original on the books, a document may come to other figures than when it was planned. Nil when it may
    /// not be booked now.
    private func judgedAgain(_ prospect: TransferCandidate, _ machine: Machine<InvoiceChart>) throws -> MappedDocument? {
        guard let id = Int(prospect.key), let row = try context.store.document(DocumentRow.self, id), let detail = try row.detail() else {
            return nil
        }
        let judgement = try DocumentJudging(context: context, settings: settings).judgement(detail, machine, row.header)
        guard case .sound(var sound) = judgement else {
            try JudgedMove(context: context).apply(judgement, to: prospect.key)
            return nil
        }
        if lacksEInvoice(sound) { sound.flags.append(.eInvoiceMissing) }
        // Whether its contact will do was asked for other categories: the next pass asks again.
        let asked = Set(prospect.sound.voucher.items.map(\.category))
        return Set(sound.voucher.items.map(\.category)) == asked ? sound : nil
    }

    /// Its PDF was read just now. Invoices of up to 250 euros need none (§ 33 UStDV).
    private func lacksEInvoice(_ sound: MappedDocument) -> Bool {
        guard let from = settings.eInvoicesFrom, sound.document.customer?.isCompany == true, sound.voucher.gross > Cents(25_000),
            sound.voucher.voucherDate >= from
        else { return false }
        if case .facts(let facts)? = sound.file.eInvoice { return !EInvoiceProfile(facts).isEInvoice }
        return true
    }

    private enum Booked { case asFarAsItGoes, lostContact }

    private mutating func book(_ prospect: TransferCandidate, _ contact: VoucherContact, _ isFresh: Bool, _ pdf: [UInt8])
        async throws -> Booked
    {
        for attempt in 1...Self.freshContactTries {
            var transfer = Transfer(
                context: context, writer: writer, settings: settings, sound: prospect.sound, key: prospect.key, contact: contact,
                contactIsFresh: isFresh && attempt < Self.freshContactTries, pdf: pdf, passage: prospect.passage)
            try await transfer.drive(.sysSend)
            try await weigh(transfer.failure, .taking(.createVoucher, prospect.key, of: prospect.key))
            if transfer.contactIsLost { return .lostContact }
            if let failure = transfer.failure {
                if failure.deniedRight != nil { try rest(prospect.key, without: .vouchers) }
                break
            }
            guard let machine = try context.invoice(prospect.key) else { break }
            if machine.configuration.transfer == .fileDue {
                if prospect.passage == .create && !pdf.isEmpty {
                    try await send(transfer)
                } else {
                    try await sendFile(prospect.key, isKnownToMiss: true)
                }
                break
            }
            if case .relink(let otherwise) = prospect.passage {
                try JudgedMove(context: context).apply(otherwise, to: prospect.key)
                break
            }
            // Back at ready: lexoffice did not know the new contact yet.
            guard machine.configuration.transfer == .ready, isFresh else { break }
            do { try await context.time.sleep(milliseconds: Int64(attempt) * 1000) } catch { break }
        }
        return .asFarAsItGoes
    }

    private mutating func send(_ transfer: Transfer) async throws {
        // It stays due, and goes on once the right is there.
        if try context.suspended(.files) != nil { return }
        var transfer = transfer
        try await transfer.drive(.sysSendFile, try transfer.announceFile())
        let voucher = try context.store.link(InvoiceChart.self, transfer.key)
        try await weigh(transfer.failure, .taking(.attachFile, voucher?.remoteID ?? "", of: transfer.key))
    }

    /// A file that is still due from an earlier pass.
    /// - Parameter isKnownToMiss: the voucher was read just now and has no file.
    private mutating func sendFile(_ key: String, isKnownToMiss: Bool = false) async throws {
        guard let machine = try context.invoice(key), machine.configuration.transfer == .fileDue else { return }
        if try context.store.rulings(key).withoutFile {
            try context.advance(InvoiceChart.self, key, .lexFilePresent, .because(nil))
            return
        }
        if try await isAttachedByHand(machine) { return }
        if let next = machine.nextAt, next > context.now { return }
        if try context.suspended(.files) != nil { return }
        if try isPutOff(machine) { return }
        if !isKnownToMiss, try await adoptedWithFile(machine) { return }
        guard let id = Int(key), let row = try context.store.document(DocumentRow.self, id),
            let booking = try context.store.booking(key),
            let fetched = try await FreshFile(context: context).file(key, machine)
        else { return }
        var (pdf, objection): ([UInt8], ReasonCode?) = ([], nil)
        switch fetched {
        case .bytes(let bytes): pdf = bytes
        // Asked for again and again it would stay what it is: a person's, once.
        case .unusable(let reason): objection = reason
        case .refused: return
        }
        let contact: VoucherContact = booking.contactID.map { .contact(id: $0) } ?? .collective(name: nil)
        // One that a person adopted may be of a kind we cannot read, or have been without its PDF until now.
        var document = Document(id: id, number: booking.voucher.number, kind: .invoice)
        var file: DetailRecord.FileNote?
        if case .document(let known, let note)? = try row.detail() { (document, file) = (known, note) }
        let sound = MappedDocument(
            document: document, voucher: booking.voucher, flags: [], file: file ?? DetailRecord.FileNote(uuid: "", name: nil, size: nil))
        try await send(
            Transfer(
                context: context, writer: writer, settings: settings, sound: sound, key: key, contact: contact, contactIsFresh: false,
                pdf: pdf, objection: objection))
    }

    /// The file was asked for in vain lately, or lexoffice did not take it so often that a person has to look.
    private func isPutOff(_ machine: Machine<InvoiceChart>) throws -> Bool {
        if let file = try context.unanswered(.file(machine.key)), file.nextAt > context.now { return true }
        guard let link = try context.store.link(InvoiceChart.self, machine.key),
            let write = try context.unanswered(.taking(.attachFile, link.remoteID, of: machine.key))
        else { return false }
        return write.isTask(context.policy) || write.nextAt > context.now
    }

    /// Of a file that lexoffice never took somebody was told to attach one; it is not sent any more, and so looked for.
    private func isAttachedByHand(_ machine: Machine<InvoiceChart>) async throws -> Bool {
        guard let link = try context.store.link(InvoiceChart.self, machine.key) else { return false }
        let item = ItemQuestion.taking(.attachFile, link.remoteID, of: machine.key)
        guard try context.unanswered(item)?.isTask(context.policy) == true,
            case .given(let found) = try await context.ask(
                .voucher(link.remoteID, of: machine.key), { try await context.lexoffice.voucher(link.remoteID) }),
            let voucher = found, !voucher.fileIDs.isEmpty
        else { return false }
        try context.answered(item)
        try context.advance(InvoiceChart.self, machine.key, .lexFilePresent, .because(nil))
        return true
    }

    /// A process that died right after adopting a voucher did not get to say that it carries a file.
    private func adoptedWithFile(_ machine: Machine<InvoiceChart>) async throws -> Bool {
        guard machine.lastEvent == InvoiceEvent.replyLookupMatch.rawValue,
            let link = try context.store.link(InvoiceChart.self, machine.key),
            case .given(let found) = try await context.ask(
                .voucher(link.remoteID, of: machine.key), { try await context.lexoffice.voucher(link.remoteID) }),
            let voucher = found, !voucher.fileIDs.isEmpty
        else { return false }
        try context.advance(InvoiceChart.self, machine.key, .lexFilePresent)
        return true
    }
}
