internal import Bookkeeping
internal import Hero
internal import Lexoffice
internal import Persistence
internal import StateCharts
internal import Transport

/// One document on its way into the books: drives its machine and runs the effects the chart asks for. Every write is an
/// intent first, committed with the move that announces it, and its outcome is committed with the move it causes.
struct Transfer {
    let context: PassContext
    let writer: LexofficeWriter
    let settings: Settings
    let sound: MappedDocument
    let key: String
    let contact: VoucherContact
    /// Created so recently that lexoffice may not know it everywhere yet (lexoffice-api.md §6.3).
    let contactIsFresh: Bool
    /// Empty where nothing may be created: the voucher may carry its file already.
    let pdf: [UInt8]
    var passage = TransferMode.create
    /// What is wrong with the file, so that it need not be sent: it comes to rest as one that lexoffice refused.
    var objection: ReasonCode?
    /// The adopted voucher was read in full and has a file.
    private(set) var carriesFile = false
    /// Why lexoffice did not take something, or did not say whether it did; whose trouble that is, the caller finds out.
    private(set) var failure: LexofficeError?
    /// lexoffice refused the voucher because its contact is gone or cannot be used any more, and the link to it has been given up; or it
    /// would not tell of the contact, which is asked for again.
    private(set) var contactIsLost = false

    private typealias Due = Driver<InvoiceChart>.Step

    mutating func drive(_ event: InvoiceEvent, _ commitment: TransitionChanges = TransitionChanges()) async throws {
        let transfer = self
        let driver = Driver(InvoiceChart.self, context, key, advance: { try transfer.advance($0) })
        try await driver.run((event, commitment)) { try await perform($0) }
    }

    /// Where the look before the create finds nothing, both moves and the announcement wait for the disk once.
    private func advance(_ step: Due) throws -> Advance<InvoiceChart> {
        guard step.event == .sysSend, passage == .create else {
            return try context.advance(InvoiceChart.self, key, step.event, step.commitment)
        }
        return try context.store.atOnce {
            let begun = try context.advance(InvoiceChart.self, key, step.event, step.commitment)
            guard begun.effects.contains(.lookupVoucher), try verdict() == .none else { return begun }
            let announced = try context.advance(InvoiceChart.self, key, .replyLookupNone, announceCreate())
            return announced.after(begun.effects.filter { $0 != .lookupVoucher })
        }
    }

    private mutating func perform(_ effect: InvoiceEffect) async throws -> Due? {
        switch effect {
        case .lookupVoucher: try await lookup()
        case .createVoucher: try await create()
        case .attachFile: try await attach()
        case .recordLink: try linked()
        // Asked again by a later pass, when the window may have passed.
        case .resolveVoucher: nil
        // Done by the state with the move itself, or read from where the machine stands.
        case .takeSnapshot, .openIssue, .closeIssue, .disownCandidates, .dropLink, .recordUnresolved, .reportPaid, .reportUnpaid,
            .waiveCounterpart, .restoreCounterpart, .acceptEdit:
            nil
        }
    }

    // MARK: the look before the create

    private mutating func lookup() async throws -> Due {
        switch (try verdict(), passage) {
        case (.match(let id), _): return try await adoption(of: id)
        case (.none, .create): return (.replyLookupNone, try announceCreate())
        // Neither created nor held: it goes back to where it was, and is judged again.
        case (.none, _): return (.replyLookupFailed, TransitionChanges())
        case (_, let passage) where passage.isQuiet: return (.replyLookupFailed, TransitionChanges())
        case (.clash(let ids), _):
            return (.replyLookupClash, .because(.duplicateNumber, detail: CandidateText.vouchers(ids), candidates: ids))
        case (.gone(let ids), _): return (.replyLookupClash, .because(.voucherGone, detail: CandidateText.vouchers(ids), candidates: ids))
        }
    }

    private func verdict() throws -> LookupVerdict {
        try NumberLookup(store: context.store, rules: settings.rules).verdict(key: key, voucher: sound.voucher, contactID: contactID)
    }

    /// The list shows too little to adopt on: the whole voucher is read and compared once.
    private mutating func adoption(of id: String) async throws -> Due {
        let answer = try await context.ask(.voucher(id, of: key)) { try await context.lexoffice.voucher(id) }
        guard case .given(let answered) = answer, let found = answered else { return (.replyLookupFailed, TransitionChanges()) }
        let differing = AdoptionComparison(expected: sound.voucher, contactID: contactID, rules: settings.rules).differing(from: found)
        if passage.isQuiet, !differing.isEmpty { return (.replyLookupFailed, TransitionChanges()) }
        guard differing.isEmpty else {
            let detail = AdoptionComparison.detail(id, differing)
            return (.replyLookupClash, .because(.duplicateNumber, detail: detail, candidates: [id]))
        }
        var commitment = booked(id)
        // The words and days of whoever typed it in are what it is held against from now on.
        var voucher = sound.voucher
        (voucher.remark, voucher.dueDate, voucher.shippingDate) = (found.remark ?? "", found.dueDate, found.shippingDate)
        voucher.number = found.number ?? voucher.number
        commitment.booking = Booking(voucher: voucher, contactID: contactID)
        commitment.journal["adopted"] = "number"
        carriesFile = !found.fileIDs.isEmpty
        return (.replyLookupMatch, commitment)
    }

    private func announceCreate() throws -> TransitionChanges {
        try IntegrationLevel(context: context).announceFirstIntent()
        let digest = bodyDigest
        return .because(nil).with(
            booking: Booking(voucher: sound.voucher, contactID: contactID), openIntent: NewIntent(action: "createVoucher", digest: digest),
            journal: ["request_sha256": digest])
    }

    // MARK: the create

    private mutating func create() async throws -> Due {
        let outcome = await writer.createVoucher(sound.voucher, contact: contact, categories: settings.categoryIDs)
        switch outcome {
        case .accepted(let voucher):
            var commitment = booked(voucher.id)
            commitment.closeIntent = ClosedIntent(.done, remoteID: voucher.id)
            commitment.journal["status"] = String(voucher.status)
            try context.answered(.taking(.createVoucher, key, of: key))
            if let contactID { try context.store.forget(RefusedContact.self, about: contactID) }
            return (.replyCreated, commitment)
        case .rejected(let error) where contactIsFresh && error.namesContact: return (.replyNotProcessed, closing(.rejected, error))
        case .rejected(let error) where try await isAboutALostContact(error):
            contactIsLost = true
            try context.answered(.taking(.createVoucher, key, of: key))
            return (.replyNotProcessed, closing(.rejected, error))
        case .rejected(let error):
            // A no is an answer.
            try context.answered(.taking(.createVoucher, key, of: key))
            return (.replyRejected, closing(.rejected, error, .rejectedByLexoffice, detail: error.issuesText))
        case .notProcessed(let error):
            failure = error
            return (.replyNotProcessed, closing(.notProcessed, error))
        case .unknown(let error):
            failure = error
            // The window begins where we give up on the answer, never earlier (statecharts.md §11).
            let doubt = closing(.unknown, error, .outcomeUnknown, detail: "error=\(error.label)").with(doubt: .some(context.doubtNow))
            return (.replyOutcomeUnknown, doubt)
        }
    }

    /// The refusal names the contact, and the contact itself says why. Where it is not told, nobody knows better yet.
    private func isAboutALostContact(_ error: LexofficeError) async throws -> Bool {
        guard error.namesContact, let contactID, let customer = sound.document.customer else { return false }
        switch try await LinkedContacts(context: context).look(at: contactID, of: String(customer.id)) {
        case .usable: return false
        case .lost: return true
        case .untold:
            try context.store.keep(RefusedContact(at: context.now), about: contactID)
            return true
        }
    }

    /// What a voucher on the books carries with it. The number of cents and the flags are the proof an auditor reads.
    private func booked(_ id: String) -> TransitionChanges {
        let flags = sound.flags.map(\.text).joined(separator: ",")
        var commitment = TransitionChanges.because(nil, detail: flags.isEmpty ? nil : flags).with(
            retry: .progress, doubt: .some(nil), link: id, booking: Booking(voucher: sound.voucher, contactID: contactID),
            journal: ["voucher": id, "gross": String(sound.voucher.gross.amount), "tax": String(sound.voucher.tax.amount)])
        if !flags.isEmpty { commitment.journal["flags"] = flags }
        if case .facts(let invoice)? = sound.file.eInvoice {
            commitment.journal["einvoice_sha256"] = invoice.xmlSHA256
            commitment.journal["einvoice_profile"] = Token.of(invoice.profile ?? "none")
            commitment.journal["einvoice_type"] = Token.of(invoice.typeCode ?? "none")
        }
        return commitment
    }

    private func linked() throws -> Due? {
        try IntegrationLevel(context: context).recordFirstTransfer()
        if let link = try context.store.link(InvoiceChart.self, key) {
            try OpenItemObservation(context: context).weighUnbooked(link.remoteID)
        }
        return carriesFile ? (.lexFilePresent, TransitionChanges()) : nil
    }

    // MARK: the file

    /// The intent for the file; the caller feeds `sys.sendFile` with it.
    func announceFile() throws -> TransitionChanges {
        let digest = Digest.sha256(pdf)
        var commitment = TransitionChanges().with(openIntent: NewIntent(action: "attachFile", digest: digest))
        // An adopted voucher is booked in the words of whoever typed it in.
        let booked = try context.store.booking(key)?.voucher
        commitment.booking = Booking(voucher: booked ?? sound.voucher, contactID: contactID, fileSHA256: digest)
        commitment.journal["pdf_sha256"] = digest
        return commitment
    }

    private mutating func attach() async throws -> Due? {
        guard let link = try context.store.link(InvoiceChart.self, key) else { return nil }
        if let objection {
            var commitment = TransitionChanges.because(objection, detail: "file=\(Token.of(sound.file.uuid))")
            commitment.closeIntent = ClosedIntent(.rejected)
            return (.replyFileRejected, commitment)
        }
        switch await writer.attachFile(voucherID: link.remoteID, fileName: fileName, bytes: pdf) {
        case .accepted(let file):
            var commitment = TransitionChanges().with(journal: ["file": file.id, "status": String(file.status)])
            try context.answered(.taking(.attachFile, link.remoteID, of: key))
            if try context.store.isFileElsewhere(file.id, key: key) {
                commitment.closeIntent = ClosedIntent(.rejected, remoteID: file.id)
                commitment.reason = .some(.fileElsewhere)
                commitment.detail = "file=\(Token.of(file.id))"
                return (.replyFileRejected, commitment)
            }
            commitment.closeIntent = ClosedIntent(.done, remoteID: file.id)
            commitment.retry = .progress
            // What was said of the file before is over.
            if try context.store.machine(InvoiceChart.self, key)?.reason != nil { commitment.reason = .some(nil) }
            return (.replyFileAccepted, commitment)
        case .rejected(let error):
            try context.answered(.taking(.attachFile, link.remoteID, of: key))
            return (.replyFileRejected, closing(.rejected, error, error.fileReason, detail: error.issuesText))
        case .notProcessed(let error):
            failure = error
            return (.replyFileNotProcessed, closing(.notProcessed, error))
        case .unknown(let error):
            failure = error
            return (.replyFileUnknown, closing(.unknown, error))
        }
    }

    private var fileName: String { sound.file.name ?? "\(sound.voucher.number).pdf" }

    // MARK: outcomes

    private func closing(
        _ outcome: ClosedIntent.Outcome, _ error: LexofficeError, _ reason: ReasonCode? = nil, detail: String? = nil
    ) -> TransitionChanges {
        var commitment = TransitionChanges().with(closeIntent: ClosedIntent(outcome), journal: ["error": error.label])
        if let reason { commitment.reason = .some(reason) }
        commitment.detail = detail
        if let status = error.status { commitment.journal["status"] = String(status) }
        return commitment
    }

    private var contactID: String? { if case .contact(let id) = contact { id } else { nil } }

    private var bodyDigest: String {
        // A body that cannot be made is not sent either: the writer refuses with the reason.
        let body = try? LexofficeWriter.voucherBody(sound.voucher, contact: contact, categories: settings.categoryIDs)
        return Digest.sha256(body ?? [])
    }
}

extension Settings {
    var categoryIDs: [PostingCategory: String] { rules.categories.mapValues(\.id) }
}

extension LexofficeError {
    /// The remote does not (yet) know the contact.
    var namesContact: Bool {
        switch code {
        case .notFound: true
        case .validation(let issues): issues.contains { $0.field?.lowercased().contains("contactid") == true }
        default: false
        }
    }

    /// Of a refused file: what lexoffice has against it.
    var fileReason: ReasonCode {
        switch fileObjection {
        case .tooLarge: .fileTooLarge
        case .unsafe: .fileUnsafe
        case .unreadableImage: .fileImageUnreadable
        case .otherKind: .fileKindRefused
        case .noXRechnung: .fileNotXRechnung
        case nil: .fileRefused
        }
    }

    /// Codes and fields alone, fit for the journal.
    var issuesText: String {
        guard case .validation(let issues) = code, !issues.isEmpty else { return "error=\(label)" }
        return issues.prefix(5).map { "\($0.code):\($0.field ?? "-")" }.joined(separator: ",")
    }
}
