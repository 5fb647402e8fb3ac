package import Bookkeeping

/// What people do in HERO's own pages. Ids are given out in ascending order.
extension HeroStandIn {
    /// *Festschreiben*: gives out the number, fixes the figures and starts rendering the PDF. The document's id.
    @discardableResult
    package mutating func publish(_ draft: HeroDraft, now: Instant) -> Int {
        let number: String?
        switch draft.numbering {
        case .next: number = nextNumber(draft, now: now)
        case .missing: number = nil
        case .exactly(let text): number = text
        }
        return append(draft, number: number, statusCode: HeroStatus.published, publishedAt: now, original: nil, now: now)
    }

    /// Saves a draft without publishing it; its number is a placeholder.
    @discardableResult
    package mutating func saveDraft(_ draft: HeroDraft, now: Instant) -> Int {
        let prefix = records.documentTypes[draft.typeID]?.numberPrefix ?? "DOK"
        return append(draft, number: "\(prefix)-xxxx", statusCode: HeroStatus.draft, publishedAt: nil, original: nil, now: now)
    }

    /// *Stornieren*: a *Stornorechnung* with every figure negated, its own number and PDF; the original becomes "Storniert".
    /// Nil when there is no such document, or it is a draft, deleted or cancelled already.
    @discardableResult
    package mutating func cancel(documentID: Int, now: Instant) -> Int? {
        guard let original = records.documents[documentID], original.publishedAt != nil,
            ![HeroStatus.cancelled, HeroStatus.deleted].contains(original.statusCode)
        else { return nil }
        var draft = original.draft.negated
        let reversalType = records.documentTypes.rows.first { $0.baseType == "reversal_invoice" }
        let reason = records.documentTypes[original.draft.typeID]?.zeroReason
        // The type of the reversal says nothing about the tax case of the original, so its lines must.
        for index in draft.lines.indices where draft.lines[index].isCounted && draft.lines[index].rate == 0 {
            draft.lines[index].zeroReason = draft.lines[index].zeroReason ?? reason
        }
        draft.typeID = reversalType?.id ?? draft.typeID
        draft.style = nil
        draft.date = BusinessDay(berlinDayOf: now)
        draft.dueDays = nil
        draft.cashDiscount = nil
        draft.isNeverRendered = false
        draft.isUploaded = false
        // A reversal takes back what was asked for, not what was deducted before.
        draft.eInvoice?.deductions = .rest
        draft.eInvoice?.typeCode = nil
        draft.numbering = .next
        markCancelled(documentID: documentID, now: now)
        return append(
            draft, number: nextNumber(draft, now: now), statusCode: HeroStatus.published, publishedAt: now, original: documentID, now: now)
    }

    /// The old process: the original is stamped "Storniert" and no document of its own appears.
    package mutating func markCancelled(documentID: Int, now: Instant) {
        let keepsBooking = settings.keepsBookingOfCancelled
        _ = records.documents.change(documentID) { document in
            document.statusCode = HeroStatus.cancelled
            document.modified = now
            if !keepsBooking, document.booking?.payments.isEmpty == true { document.booking = nil }
            document.booking?.isCancelled = true
            document.booking?.modified = now
        }
    }

    /// *Rechnungskorrektur* or *Gutschrift*: a reversal document that refers to the original and leaves it valid. HERO prints
    /// negative figures as given; the sign is not guaranteed. Nil when there is no such original.
    @discardableResult
    package mutating func creditNote(for documentID: Int, typeID: Int, lines: [HeroLine], now: Instant) -> Int? {
        guard let original = records.documents[documentID], original.publishedAt != nil else { return nil }
        var draft = HeroDraft(
            typeID: typeID, customerID: original.draft.customerID, date: BusinessDay(berlinDayOf: now), lines: lines)
        draft.contactID = original.draft.contactID
        draft.projectID = original.draft.projectID
        draft.partnerID = original.draft.partnerID
        draft.isGross = original.draft.isGross
        draft.serviceTo = original.draft.serviceTo
        if original.draft.eInvoice != nil { draft.eInvoice = HeroEInvoice() }
        return append(
            draft, number: nextNumber(draft, now: now), statusCode: HeroStatus.published, publishedAt: now, original: documentID, now: now)
    }

    /// Sends the document to the customer.
    package mutating func markSent(documentID: Int, now: Instant) {
        _ = records.documents.change(documentID) { document in
            guard document.statusCode == HeroStatus.published else { return }
            document.statusCode = HeroStatus.sent
            document.modified = now
        }
    }

    /// Changes a document that should be locked: figures and PDF follow, the number stays.
    package mutating func edit(documentID: Int, now: Instant, _ change: (inout HeroDraft) -> Void) {
        guard let typeID = records.documents[documentID]?.draft.typeID else { return }
        let reason = records.documentTypes[typeID]?.zeroReason
        _ = records.documents.change(documentID) { document in
            change(&document.draft)
            document.totals = HeroTotals(of: document.draft, typeReason: reason)
            document.modified = now
            document.booking?.gross = document.totals.gross
            document.booking?.modified = now
            guard document.publishedAt != nil else { return }
            document.fileUUID = HeroSignedLink.uuid(document.id, now.milliseconds)
            document.renderingSince = document.draft.isNeverRendered ? nil : now
        }
    }

    /// Deletes softly: the row stays in every list with status 1000.
    package mutating func softDelete(documentID: Int, now: Instant) {
        _ = records.documents.change(documentID) { document in
            document.statusCode = HeroStatus.deleted
            document.modified = now
        }
    }

    /// A payment, in cents. Nil when there is no such document or it is not booking-relevant; else the id of the payment.
    @discardableResult
    package mutating func enterPayment(
        documentID: Int, value: Cents, discount: Cents = .zero, on day: BusinessDay, now: Instant
    ) -> Int? {
        let id = records.nextPaymentID
        let payment = HeroPaymentRecord(id: id, paidDate: day, value: value.amount, discount: discount.amount, created: now)
        let touchesDocument = settings.isDocumentTouchedByPayment
        let isBooked = records.documents.change(documentID) { document in
            guard document.booking != nil else { return false }
            document.booking?.payments.append(payment)
            document.booking?.modified = now
            if touchesDocument { document.modified = now }
            return true
        }
        guard isBooked == true else { return nil }
        records.nextPaymentID += 1
        return id
    }

    /// Changes or deletes payment entries in HERO's own pages, which its interface cannot. False when there is no such document.
    package mutating func editPayments(documentID: Int, now: Instant, _ change: (inout [HeroPaymentRecord]) -> Void) -> Bool {
        let touchesDocument = settings.isDocumentTouchedByPayment
        return records.documents.change(documentID) { document in
            guard var payments = document.booking?.payments else { return false }
            change(&payments)
            document.booking?.payments = payments
            document.booking?.modified = now
            if touchesDocument { document.modified = now }
            return true
        } == true
    }

    private mutating func nextNumber(_ draft: HeroDraft, now: Instant) -> String {
        let prefix = records.documentTypes[draft.typeID]?.numberPrefix ?? "DOK"
        let range = "\(prefix)-\(BusinessDay(berlinDayOf: now).year)"
        let number = (records.lastNumbers[range] ?? 0) + 1
        records.lastNumbers[range] = number
        return "\(range)-\(padded(number, 4))"
    }

    private mutating func append(
        _ draft: HeroDraft, number: String?, statusCode: Int, publishedAt: Instant?, original: Int?, now: Instant
    ) -> Int {
        let id = records.documents.nextID
        let type = records.documentTypes[draft.typeID]
        let totals = HeroTotals(of: draft, typeReason: type?.zeroReason)
        var booking: HeroBookingRecord?
        if publishedAt != nil, type?.isBookingRelevant == true {
            let dueDate = draft.dueDays.flatMap { days in draft.date?.adding(days: days) }
            booking = HeroBookingRecord(id: records.nextBookingID, gross: totals.gross, dueDate: dueDate, created: now, modified: now)
            records.nextBookingID += 1
        }
        records.documents.append(
            HeroDocumentRecord(
                id: id, number: number, statusCode: statusCode, draft: draft, totals: totals, type: type?.baseType ?? "generic",
                selectedDocumentID: original, created: now, modified: now, publishedAt: publishedAt,
                renderingSince: draft.isNeverRendered ? nil : publishedAt, fileUUID: HeroSignedLink.uuid(id, 0), booking: booking))
        return id
    }
}
