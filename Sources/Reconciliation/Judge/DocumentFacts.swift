package import Bookkeeping
internal import Hero
internal import Persistence
internal import StateCharts

/// Feeds what HERO shows of one document into the regions HERO owns: life and evidence.
package struct DocumentFacts {
    private typealias Objection = (event: InvoiceEvent, reason: ReasonCode, detail: String)

    let context: PassContext
    let settings: Settings

    /// Begins a machine for a booking-relevant document that is issued, or takes up one an earlier integration let go of.
    /// Drafts, offers and the rest get none (S3, S14).
    func begin(_ header: DocumentHeader) throws {
        let key = String(header.id)
        // A process died between the two steps of beginning: the document was issued then, whatever has become of it since.
        if try context.invoice(key)?.configuration.life == .draft {
            try feed(key, .heroLocked)
            return
        }
        guard isBookingRelevant(header) else { return }
        switch header.lifecycle {
        case .draft, .processing, .deleted: return
        case .issued, .cancelled, .unknown: break
        }
        try context.store.begin(InvoiceChart.self, key, by: context.author, at: context.now)
        if try context.invoice(key)?.configuration.phase == .released { try feed(key, .sysTakenUp, .because(nil)) }
        try feed(key, .heroLocked)
    }

    /// A type we have never seen counts as relevant: it is held with its name, not passed over.
    func isBookingRelevant(_ header: DocumentHeader) -> Bool {
        guard let id = header.documentTypeID, let type = settings.documentTypes.first(where: { $0.id == id }) else { return true }
        return type.isBookingRelevant == true
    }

    func observe(_ row: DocumentRow, missing: Bool) throws {
        let header = row.header
        let key = String(header.id)
        guard let machine = try context.invoice(key), machine.configuration.phase == .tracked else { return }
        if header.lifecycle == .cancelled && machine.configuration.life != .cancelled { try feed(key, .heroCancelled) }
        try weigh(key, objections(row, machine, missing: missing), machine)
    }

    /// What speaks against the document as we know it, the gravest first.
    private func objections(_ row: DocumentRow, _ machine: Machine<InvoiceChart>, missing: Bool) throws -> [Objection] {
        let header = row.header
        let isSent = machine.configuration.isOnBooks || machine.configuration.isInFlight || machine.configuration.isStrayed
        let status = "status=\(header.statusCode ?? -1)"
        var found: [Objection] = []
        // One deleted before it was sent is simply not transferred; its judgement says so.
        if missing || (isSent && header.lifecycle == .deleted) { found.append((.heroMissing, .documentMissing, status)) }
        if case .unknown = header.lifecycle { found.append((.heroAltered, .statusUnknown, status)) }
        if header.lifecycle == .cancelled {
            let reversed = try context.store.hasReversal(ofDocument: header.id)
            if !reversed { found.append((.heroAltered, .cancelledWithoutDocument, status)) }
        }
        if isSent, let known = row.detailFingerprint, known != header.fingerprint {
            found.append((.heroAltered, .documentChanged, "gross=\(header.gross?.description ?? "none")"))
        }
        return found
    }

    private func weigh(_ key: String, _ objections: [Objection], _ machine: Machine<InvoiceChart>) throws {
        let isContested = machine.configuration.evidence == .contested
        let accepted = try context.store.fact(AcceptedObjection.self, about: key)?.reason
        guard let (event, reason, detail) = objections.first(where: { $0.reason != accepted }) else {
            if isContested { try feed(key, .heroIntact, .because(nil)) }
            return
        }
        var commitment = TransitionChanges.because(reason, detail: detail)
        // One reason is shown at a time, and a strayed voucher's comes first; this one follows when that is settled.
        if machine.configuration.isStrayed { commitment.reason = nil }
        if !isContested {
            try feed(key, event, commitment)
        } else if machine.reason != reason || machine.detail != detail {
            try context.store.annotate(InvoiceChart.self, key, commitment)
        }
    }

    @discardableResult
    func feed(_ key: String, _ event: InvoiceEvent, _ commitment: TransitionChanges = TransitionChanges()) throws -> Bool {
        try context.advance(InvoiceChart.self, key, event, commitment).isMoved
    }
}

extension DocumentHeader {
    /// Net and VAT as HERO shows them, together.
    package var gross: Cents? { valueNet.flatMap { net in vat.map { net + $0 } } }
}
