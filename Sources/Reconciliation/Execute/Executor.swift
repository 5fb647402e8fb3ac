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
    private(set) var problems: [Problem] = []
    private(set) var filesSent = 0
    /// What the end of the pass left undone.
    private(set) var remaining = 0
    private var failuresInARow = 0

    /// So many failures one after the other are a failing system, not a failing document.
    private static let failuresTolerated = 3
    /// Tries of one voucher whose contact lexoffice does not know yet, a second apart and more (lexoffice-api.md §6.3).
    private static let freshContactTries = 4

    init(context: PassContext, writer: LexofficeWriter, settings: Settings, mirror: ContactMirror) {
        self.context = context
        self.writer = writer
        self.settings = settings
        self.mirror = mirror
    }

    /// - Parameter start: of the pass.
    mutating func run(_ prospects: Prospects, filesDue: [String], since start: Instant, mayContinue: @Sendable () -> Bool)
        async throws(Interruption)
    {
        let ordered = prospects.newFirst(since: start)
        remaining = ordered.count + filesDue.count
        let total = remaining
        for prospect in ordered {
            guard mayContinue() else { return }
            context.progress(PassProgress(stage: .transferring, done: total - remaining, total: total))
            try await guarded(prospect.key) { executor in try await executor.transfer(prospect) }
            remaining -= 1
        }
        for key in filesDue {
            guard mayContinue() else { return }
            context.progress(PassProgress(stage: .transferring, done: total - remaining, total: total))
            try await guarded(key) { executor in try await executor.sendFile(key) }
            remaining -= 1
        }
    }

    /// Keeps a document's trouble with the document, unless it is the system's.
    private mutating func guarded(_ key: String, _ work: (inout Executor) async throws -> Bool) async throws(Interruption) {
        do {
            if try await work(&self) { failuresInARow = 0 } else { failuresInARow += 1 }
            guard failuresInARow < Self.failuresTolerated else {
                throw Interruption(
                    .unavailable, system: "lexoffice", cause: "\(failuresInARow) writes in a row had no answer",
                    hint: "Nothing to do: each of them is looked up before anything is sent again.")
            }
        } catch let error as Interruption {
            guard error.kind == .unavailable, error.system == "hero", failuresInARow + 1 < Self.failuresTolerated else { throw error }
            failuresInARow += 1
            problems.append(Problem(key: key, cause: error.cause, hint: error.hint))
        } catch {
            throw Interruption(.defect, system: "state", cause: "\(type(of: error))", hint: "Please report this.")
        }
    }

    // MARK: one document

    /// False when lexoffice gave no answer.
    private mutating func transfer(_ prospect: Prospect) async throws(Interruption) -> Bool {
        guard let machine = try machine(prospect.key), [.waiting, .ready].contains(machine.configuration.transfer) else { return true }
        if let next = machine.nextAt, next > context.now { return true }
        guard try originalIsSettled(prospect) else { return true }
        var pdf: [UInt8] = []
        if prospect.passage == .create {
            guard let bytes = try await freshFile(prospect.key, machine) else { return true }
            pdf = bytes
        }
        var contacts = ContactTransfer(context: context, writer: writer, settings: settings)
        let outcome = try await contacts.ensure(prospect.sound.document.customer, &mirror, fresh: &freshContacts)
        if let interruption = contacts.interruption { throw interruption }
        guard case .ready(let contact, let isFresh) = outcome else {
            if case .held(let reason, let detail) = outcome {
                let judgement: Judgement = reason == .waitingForContact ? .waiting(reason) : .blocked(reason, detail: detail)
                try Verdict(context: context).apply(judgement, to: machine)
            }
            return !contacts.wasUnanswered
        }
        return try await book(prospect, contact, isFresh, pdf)
    }

    private mutating func book(_ prospect: Prospect, _ contact: VoucherContact, _ isFresh: Bool, _ pdf: [UInt8]) async throws(Interruption)
        -> Bool
    {
        for attempt in 1...Self.freshContactTries {
            var transfer = Transfer(
                context: context, writer: writer, settings: settings, sound: prospect.sound, key: prospect.key, contact: contact,
                contactIsFresh: isFresh && attempt < Self.freshContactTries, pdf: pdf, passage: prospect.passage)
            try await transfer.drive(.sysDependenciesMet)
            try await transfer.drive(.sysSend)
            if let interruption = transfer.interruption { throw interruption }
            if transfer.wasUnanswered { return false }
            guard let machine = try machine(prospect.key) else { return true }
            if machine.configuration.transfer == .fileDue {
                return prospect.passage == .create ? try await send(transfer) : try await sendFile(prospect.key, isKnownToMiss: true)
            }
            if case .relink(let otherwise) = prospect.passage {
                try Verdict(context: context).apply(otherwise, to: machine)
                return true
            }
            // Back at ready: lexoffice did not know the new contact yet.
            guard machine.configuration.transfer == .ready, isFresh else { return true }
            do { try await context.time.sleep(milliseconds: Int64(attempt) * 1000) } catch { return true }
        }
        return true
    }

    private mutating func send(_ transfer: Transfer) async throws(Interruption) -> Bool {
        var transfer = transfer
        try await transfer.drive(.sysSendFile, transfer.announceFile())
        if let interruption = transfer.interruption { throw interruption }
        if !transfer.wasUnanswered { filesSent += 1 }
        return !transfer.wasUnanswered
    }

    /// A file that is still due from an earlier pass.
    /// - Parameter isKnownToMiss: the voucher was read just now and has no file.
    private mutating func sendFile(_ key: String, isKnownToMiss: Bool = false) async throws(Interruption) -> Bool {
        guard let machine = try machine(key), machine.configuration.transfer == .fileDue else { return true }
        if let next = machine.nextAt, next > context.now { return true }
        if !isKnownToMiss, try await adoptedWithFile(machine) { return true }
        guard let id = Int(key), let row = try storing({ () throws(StoreError) in try context.store.document(id) }),
            let booking = try storing({ () throws(StoreError) in try context.store.booking(key) }),
            let pdf = try await freshFile(key, machine)
        else { return true }
        let contact: VoucherContact = booking.contactID.map { .contact(id: $0) } ?? .collective(name: nil)
        // One that a person adopted may be of a kind we cannot read, or have been without its PDF until now.
        var document = Document(id: id, number: booking.voucher.number, kind: .invoice)
        var file: DetailRecord.FileNote?
        if case .document(let known, let note)? = row.detail.flatMap({ RowText.decode(DetailRecord.self, $0) }) {
            (document, file) = (known, note)
        }
        let sound = SoundDocument(
            document: document, voucher: booking.voucher, flags: [], file: file ?? DetailRecord.FileNote(uuid: "", name: nil, size: nil))
        return try await send(
            Transfer(
                context: context, writer: writer, settings: settings, sound: sound, key: key, contact: contact, contactIsFresh: false,
                pdf: pdf))
    }

    /// A process that died right after adopting a voucher did not get to say that it carries a file.
    private func adoptedWithFile(_ machine: Machine<InvoiceChart>) async throws(Interruption) -> Bool {
        guard machine.lastEvent == InvoiceEvent.replyLookupMatch.rawValue,
            let link = try storing({ () throws(StoreError) in try context.store.link(kind: "invoice", key: machine.key) }),
            let voucher = try await asking({ try await context.lexoffice.voucher(link.remoteID) }), !voucher.fileIDs.isEmpty
        else { return false }
        try context.advance(InvoiceChart.self, machine.key, .lexFilePresent)
        return true
    }

    /// The original may have failed in this very pass; then its cancellation waits.
    private func originalIsSettled(_ prospect: Prospect) throws(Interruption) -> Bool {
        let standing = try OriginalLookup(store: context.store).standing(.document(prospect.sound.document, file: nil))
        guard standing == .pending else { return true }
        if let machine = try machine(prospect.key) { try Verdict(context: context).apply(.waiting(.waitingForOriginal), to: machine) }
        return false
    }

    /// The PDF as HERO has it now, read before anything is written: a voucher whose file is unusable is not created.
    /// Nil when the document changed since it was judged, or has to wait.
    private func freshFile(_ key: String, _ machine: Machine<InvoiceChart>) async throws(Interruption) -> [UInt8]? {
        guard let id = Int(key), let row = try storing({ () throws(StoreError) in try context.store.document(id) }),
            let document = try await asking({ try await context.hero.document(id: id) }),
            document.header.fingerprint == row.detailFingerprint, let file = document.file
        else { return nil }
        do throws(HeroError) {
            let bytes = try await context.hero.downloadFile(file)
            if bytes.count <= Judge.fileBytesMax { return bytes }
        } catch {
            switch error.code {
            case .fileNotPDF:
                try refuseFile(.fileNotPDF, machine, row)
                return nil
            case .fileTooLarge: break
            case .notFound: return nil
            default: throw Interruption(error)
            }
        }
        try refuseFile(.fileTooLarge, machine, row)
        return nil
    }

    private func refuseFile(_ reason: ReasonCode, _ machine: Machine<InvoiceChart>, _ row: DocumentObservation) throws(Interruption) {
        guard let text = row.detail, case .document(let document, var file?)? = RowText.decode(DetailRecord.self, text) else { return }
        let detail = "file=\(Judge.token(file.uuid))"
        if machine.configuration.isOffBooks {
            file.refusal = reason
            let noted = RowText.encode(DetailRecord.document(document, file: file))
            try storing { () throws(StoreError) in
                try context.store.record(
                    detail: noted, fingerprint: row.detailFingerprint ?? "", modified: row.detailModified, ofDocument: row.id)
            }
            try Verdict(context: context).apply(.blocked(reason, detail: detail), to: machine)
            return
        }
        // On the books already: tried again later, and shown with its reason until then.
        var commitment = Commitment.because(reason, detail: detail)
        commitment.retry = .later(context.now.adding(milliseconds: context.policy.retryDelay(afterAttempts: machine.attempts)))
        try storing { () throws(StoreError) in try context.store.annotate(InvoiceChart.self, machine.key, commitment) }
    }

    private func machine(_ key: String) throws(Interruption) -> Machine<InvoiceChart>? {
        try storing { () throws(StoreError) in try context.store.machine(InvoiceChart.self, key) }
    }
}
