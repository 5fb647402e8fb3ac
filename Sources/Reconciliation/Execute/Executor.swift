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
    mutating func run(_ prospects: TransferCandidates, filesDue: [String], since start: Instant, mayContinue: @Sendable () -> Bool)
        async throws
    {
        let ordered = prospects.newFirst(since: start)
        remaining = ordered.count + filesDue.count
        let total = remaining
        for prospect in ordered {
            guard mayContinue() else { return }
            context.progress(PassProgress(stage: .transferring, done: total - remaining, total: total))
            try await transfer(prospect)
            remaining -= 1
        }
        for key in filesDue {
            guard mayContinue() else { return }
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
        guard let machine = try Queue(context: context).enter(prospect) else { return }
        if let next = machine.nextAt, next > context.now { return }
        var pdf: [UInt8] = []
        if prospect.passage == .create {
            guard let bytes = try await freshFile(prospect.key, machine) else { return }
            pdf = bytes
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
            let judgement: Judgement =
                reason == .waitingForContact ? .waiting(reason, detail: detail) : .blocked(reason, detail: detail)
            try JudgedMove(context: context).apply(judgement, to: prospect.key)
            return nil
        }
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
            if transfer.failure != nil { break }
            guard let machine = try machine(prospect.key) else { break }
            if machine.configuration.transfer == .fileDue {
                if prospect.passage == .create { try await send(transfer) } else { try await sendFile(prospect.key, isKnownToMiss: true) }
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
        var transfer = transfer
        try await transfer.drive(.sysSendFile, try transfer.announceFile())
        let voucher = try context.store.link(InvoiceChart.self, transfer.key)
        try await weigh(transfer.failure, .taking(.attachFile, voucher?.remoteID ?? "", of: transfer.key))
    }

    /// A file that is still due from an earlier pass.
    /// - Parameter isKnownToMiss: the voucher was read just now and has no file.
    private mutating func sendFile(_ key: String, isKnownToMiss: Bool = false) async throws {
        guard let machine = try machine(key), machine.configuration.transfer == .fileDue else { return }
        if let next = machine.nextAt, next > context.now { return }
        if try isPutOff(machine) { return }
        if !isKnownToMiss, try await adoptedWithFile(machine) { return }
        guard let id = Int(key), let row = try context.store.document(DocumentRow.self, id),
            let booking = try context.store.booking(key),
            let pdf = try await freshFile(key, machine)
        else { return }
        let contact: VoucherContact = booking.contactID.map { .contact(id: $0) } ?? .collective(name: nil)
        // One that a person adopted may be of a kind we cannot read, or have been without its PDF until now.
        var document = Document(id: id, number: booking.voucher.number, kind: .invoice)
        var file: DetailRecord.FileNote?
        if case .document(let known, let note)? = try row.detail() {
            (document, file) = (known, note)
        }
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

    /// The PDF as HERO has it now, read before anything is written: a voucher whose file is unusable is not created.
    /// Nil when the document changed since it was judged, or has to wait; then it is written down for what.
    private func freshFile(_ key: String, _ machine: Machine<InvoiceChart>) async throws -> [UInt8]? {
        guard let id = Int(key), let row = try context.store.document(DocumentRow.self, id) else { return nil }
        let answer = try await context.ask(.file(key), refusing: Self.refusal) { () async throws -> FileFetch in
            guard let document = try await context.hero.document(id: id) else { return .refused("not_found") }
            guard document.header.fingerprint == row.detailFingerprint else { return .refused("changed_meanwhile") }
            guard let file = document.file else { return .refused("no_file") }
            do throws(HeroError) {
                let bytes = try await context.hero.downloadFile(file)
                return bytes.count <= Judge.fileBytesMax ? .bytes(bytes) : .unusable(.fileTooLarge)
            } catch {
                switch error.code {
                case .fileNotPDF: return .unusable(.fileNotPDF)
                case .fileTooLarge: return .unusable(.fileTooLarge)
                default: throw error
                }
            }
        }
        switch answer {
        case .given(.bytes(let bytes)): return bytes
        case .given(.unusable(let reason)): try refuseFile(reason, machine, row)
        case .given(.refused): break
        case .withheld(let record):
            if machine.configuration.isOffBooks {
                try JudgedMove(context: context).apply(BoundedWait(context: context).judgement(record), to: key)
            }
        }
        return nil
    }

    private enum FileFetch: Sendable {
        case bytes([UInt8])
        /// It came, and lexoffice would not take it.
        case unusable(ReasonCode)
        /// HERO answered, and there was nothing to fetch.
        case refused(String)
    }

    private static func refusal(_ fetch: FileFetch) -> String? { if case .refused(let code) = fetch { code } else { nil } }

    private func refuseFile(_ reason: ReasonCode, _ machine: Machine<InvoiceChart>, _ row: DocumentRow) throws {
        guard case .document(let document, var file?)? = try row.detail() else { return }
        let detail = "file=\(Token.of(file.uuid))"
        if machine.configuration.isOffBooks {
            file.refusal = reason
            try context.store.record(
                detail: DetailRecord.document(document, file: file), fingerprint: row.detailFingerprint ?? "", modified: row.detailModified,
                ofDocument: row.id)
            try JudgedMove(context: context).apply(.blocked(reason, detail: detail), to: machine.key)
            return
        }
        // On the books already: tried again later, and shown with its reason until then.
        var commitment = TransitionChanges.because(reason, detail: detail)
        commitment.retry = .later(context.now.adding(milliseconds: context.policy.retryDelay(afterAttempts: machine.attempts)))
        try context.store.annotate(InvoiceChart.self, machine.key, commitment)
    }

    private func machine(_ key: String) throws -> Machine<InvoiceChart>? {
        try context.store.machine(InvoiceChart.self, key)
    }
}
