internal import Bookkeeping
internal import Hero
internal import Persistence
internal import StateCharts

/// The full document: from the row where that is fresh, else from HERO.
struct DocumentReading {
    let context: PassContext
    let settings: Settings

    /// Nil when HERO no longer has it; the next observation will say so.
    func detail(_ row: DocumentObservation, _ header: DocumentHeader) async throws(Interruption) -> DetailRecord? {
        let stamp = self.stamp(row)
        if row.detailModified == stamp, let text = row.detail, let detail = RowText.decode(DetailRecord.self, text),
            !isWaitingForFile(detail)
        {
            return detail
        }
        guard let document = try await asking({ try await context.hero.document(id: header.id) }) else { return nil }
        let original = try await original(of: document.header)
        guard let detail = DetailRecord(settings.translation.translate(document, original: original)) else { return nil }
        try storing { () throws(StoreError) in
            try context.store.record(
                detail: RowText.encode(detail), fingerprint: document.header.fingerprint, modified: stamp, ofDocument: header.id)
        }
        return detail
    }

    /// The header as it was when the document was read, and the settings the translation used.
    private func stamp(_ row: DocumentObservation) -> String {
        Digest.sha256(Array((row.header + settings.judgementDigest).utf8))
    }

    private func isWaitingForFile(_ detail: DetailRecord) -> Bool {
        if case .document(_, file: nil) = detail { true } else { false }
    }

    /// The header of the document this one reverses; without it a cancellation cannot be told from a credit note.
    private func original(of header: DocumentHeader) async throws(Interruption) -> DocumentHeader? {
        guard let id = header.selectedDocumentID else { return nil }
        if let row = try storing({ () throws(StoreError) in try context.store.document(id) }) {
            return RowText.decode(DocumentHeader.self, row.header)
        }
        return try await asking { try await context.hero.documentHeaders(ids: [id]) }.first
    }
}

/// Where the original of a reversal stands in our books.
struct OriginalLookup {
    let store: Store

    func standing(_ detail: DetailRecord) throws(Interruption) -> OriginalStanding {
        guard case .document(let document, _) = detail, document.kind.isReversal, let id = document.originalID else { return .none }
        let key = String(id)
        guard let machine = try storing({ () throws(StoreError) in try store.machine(InvoiceChart.self, key) }) else { return .foreign }
        switch machine.configuration.transfer {
        case .waived: return .waived
        case .outOfScope: return .foreign
        // An earlier integration let go of it in doubt; it is taken up when that is settled.
        case .none: return machine.configuration.phase == .releasedUnresolved ? .pending : .foreign
        case .unjudged, .waiting, .blocked, .ready, .checking, .rejected, .clash, .creating, .uncertain: return .pending
        case .fileDue, .fileSending, .fileUnsure, .fileRefused, .fileComplete, .edited, .gone, .doubled:
            let booking = try storing { () throws(StoreError) in try store.booking(key) }
            return booking.map { .booked($0.voucher) } ?? .foreign
        }
    }
}
