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
    private var mirror: ContactMirror
    private var freshContacts: Set<String> = []
    /// What the end of the pass left undone.
    private(set) var remaining = 0

    /// Tries of one voucher whose contact lexoffice does not know yet, a second apart and more (lexoffice-api.md §6.3).
    private static let freshContactTries = 4

    init(context: PassContext, writer: LexofficeWriter, settings: Settings, mirror: ContactMirror) {
        self.context = context
        self.writer = writer
        self.settings = settings
        self.mirror = mirror
    }

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
        // What may have been executed is looked up first; this certainly was not.
        if error.provesNothingWasWritten { try context.note(item, error.label) }
    }

    // MARK: one document

    private mutating func transfer(_ prospect: TransferCandidate) async throws {
        var prospect = prospect
        guard let machine = try Queue(context: context).enter(prospect) else { return }
        if let next = machine.nextAt, next > context.now { return }
        var pdf: [UInt8] = []
        if prospect.passage == .create {
            if try !context.store.rulings(prospect.key).withoutFile {
                guard let bytes = try await FreshFile(context: context).bytes(prospect.key, machine) else { return }
                pdf = bytes
            }
            guard let sound = try judgedAgain(prospect, machine) else { return }
            prospect.sound = sound
        }
        var contacts = ContactTransfer(context: context, writer: writer, settings: settings)
        let outcome = try await contacts.ensure(prospect.sound.document.customer, &mirror, fresh: &freshContacts)
        if let customer = prospect.sound.document.customer {
            try await weigh(contacts.failure, .taking(.createContact, String(customer.id), of: nil))
        }
        guard case .ready(let contact, let isFresh) = outcome else {
            if case .held(let reason, let detail) = outcome {
                let judgement: Judgement =
                    reason == .waitingForContact ? .waiting(reason, detail: detail) : .blocked(reason, detail: detail)
                try JudgedMove(context: context).apply(judgement, to: prospect.key)
            }
            return
        }
        try await book(prospect, contact, isFresh, pdf)
    }

    /// With the PDF read and its original on the books, a document may come to other figures than when it was planned. Nil when it may
    /// not be booked now.
    private func judgedAgain(_ prospect: TransferCandidate, _ machine: Machine<InvoiceChart>) throws -> MappedDocument? {
        guard let id = Int(prospect.key), let row = try context.store.document(DocumentRow.self, id), let detail = try row.detail() else {
            return nil
        }
        let judgement = try DocumentJudging(context: context, settings: settings).judgement(detail, machine, row.header)
        guard case .sound(let sound) = judgement else {
            try JudgedMove(context: context).apply(judgement, to: prospect.key)
            return nil
        }
        // Whether its contact will do was asked for other categories: the next pass asks again.
        let asked = Set(prospect.sound.voucher.items.map(\.category))
        return Set(sound.voucher.items.map(\.category)) == asked ? sound : nil
    }

    private mutating func book(_ prospect: TransferCandidate, _ contact: VoucherContact, _ isFresh: Bool, _ pdf: [UInt8])
        async throws
    {
        for attempt in 1...Self.freshContactTries {
            var transfer = Transfer(
                context: context, writer: writer, settings: settings, sound: prospect.sound, key: prospect.key, contact: contact,
                contactIsFresh: isFresh && attempt < Self.freshContactTries, pdf: pdf, passage: prospect.passage)
            try await transfer.drive(.sysSend)
            try await weigh(transfer.failure, .taking(.createVoucher, prospect.key, of: prospect.key))
            if transfer.failure != nil { return }
            guard let machine = try context.invoice(prospect.key) else { return }
            if machine.configuration.transfer == .fileDue {
                return prospect.passage == .create && !pdf.isEmpty
                    ? try await send(transfer) : try await sendFile(prospect.key, isKnownToMiss: true)
            }
            if case .relink(let otherwise) = prospect.passage { return try JudgedMove(context: context).apply(otherwise, to: prospect.key) }
            // Back at ready: lexoffice did not know the new contact yet.
            guard machine.configuration.transfer == .ready, isFresh else { return }
            do { try await context.time.sleep(milliseconds: Int64(attempt) * 1000) } catch { return }
        }
    }

    private mutating func send(_ transfer: Transfer) async throws {
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
        if let next = machine.nextAt, next > context.now { return }
        if try isPutOff(machine) { return }
        if !isKnownToMiss, try await adoptedWithFile(machine) { return }
        guard let id = Int(key), let row = try context.store.document(DocumentRow.self, id),
            let booking = try context.store.booking(key),
            let pdf = try await FreshFile(context: context).bytes(key, machine)
        else { return }
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
                pdf: pdf))
    }

    /// The file was asked for in vain lately, or lexoffice did not take it so often that a person has to look.
    private func isPutOff(_ machine: Machine<InvoiceChart>) throws -> Bool {
        if let file = try context.unanswered(.file(machine.key)), file.nextAt > context.now { return true }
        guard let link = try context.store.link(InvoiceChart.self, machine.key),
            let write = try context.unanswered(.taking(.attachFile, link.remoteID, of: machine.key))
        else { return false }
        return write.isTask(context.policy) || write.nextAt > context.now
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
