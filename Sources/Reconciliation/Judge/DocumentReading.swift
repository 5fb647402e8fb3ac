package import Bookkeeping
package import Hero
package import Persistence
internal import StateCharts

/// A document as the rows keep it.
extension DocumentHeader: ListedDocument {}
package typealias DocumentRow = DocumentObservation<DocumentHeader, DetailRecord>

extension DocumentRow {
    /// Of what was read in full; nil where nothing was, or what is no document of ours.
    package func kind() throws -> DocumentKind? { try detail(DetailRecord.Glance.self)?.document?._0.kind }
}

extension Store {
    /// The other documents that reverse the same one.
    package func siblings(of header: DocumentHeader) throws -> [DocumentHeader] {
        guard let original = header.selectedDocumentID else { return [] }
        return try reversals(DocumentRow.self, of: [original]).map(\.header).filter { $0.id != header.id }
    }
}

/// The full document: from the row where that is fresh, else from HERO.
package struct DocumentReading {
    let context: PassContext
    let settings: Settings
    let digest: String

    /// - Parameter digest: of the settings, for whom reading many documents makes it once.
    package init(context: PassContext, settings: Settings, digest: String? = nil) {
        self.context = context
        self.settings = settings
        self.digest = digest ?? settings.judgementDigest
    }

    package enum Outcome: Sendable {
        case read(DetailRecord)
        /// HERO no longer has it.
        case gone
        /// It reverses a document that HERO does not show.
        case originalMissing(Int)
    }

    package func detail(_ row: DocumentRow) async throws -> ItemAnswer<Outcome> {
        // The header as it is now, the settings the translation uses, and the translation.
        let (id, stamp) = (row.id, row.stamp(digest + DocumentTranslation.revision))
        if row.detailModified == stamp, let detail = try row.detail(), !isWaitingForFile(detail) { return .given(.read(detail)) }
        let answer = try await context.ask(.document(id)) { () async throws -> (HeroDocument, DocumentHeader?)? in
            guard let document = try await context.hero.document(id: id) else { return nil }
            return (document, try await self.original(of: document.header))
        }
        let document: HeroDocument
        let original: DocumentHeader?
        switch answer {
        case .withheld(let record): return .withheld(record)
        case .given(nil): return .given(.gone)
        case .given(let found?): (document, original) = found
        }
        guard
            let detail = DetailRecord(
                settings.translation.translate(document, original: original, siblings: try context.store.siblings(of: document.header)))
        else {
            return .given(.originalMissing(document.header.selectedDocumentID ?? 0))
        }
        try context.store.record(detail: detail, fingerprint: document.header.fingerprint, modified: stamp, ofDocument: id)
        return .given(.read(detail))
    }

    private func isWaitingForFile(_ detail: DetailRecord) -> Bool { if case .document(_, file: nil) = detail { true } else { false } }

    /// The header of the document this one reverses; without it a cancellation cannot be told from a credit note.
    private func original(of header: DocumentHeader) async throws -> DocumentHeader? {
        guard let id = header.selectedDocumentID else { return nil }
        if let row = try context.store.document(DocumentRow.self, id) { return row.header }
        return try await context.hero.documentHeaders(ids: [id]).first
    }
}

/// Where the original of a reversal stands in our books.
struct OriginalLookup {
    let store: Store

    func standing(_ detail: DetailRecord) throws -> OriginalStatus {
        guard case .document(let document, _) = detail, document.kind.isReversal, let id = document.originalID else { return .none }
        let key = String(id)
        guard let machine = try store.machine(InvoiceChart.self, key) else { return .foreign }
        switch machine.configuration.transfer {
        case .waived: return .waived
        case .outOfScope: return .foreign
        // An earlier integration let go of it in doubt; it is taken up when that is settled.
        case .none: return machine.configuration.phase == .releasedUnresolved ? .pending : .foreign
        case .unjudged, .waiting, .blocked, .ready, .checking, .rejected, .clash, .creating, .uncertain: return .pending
        case .fileDue, .fileSending, .fileUnsure, .fileRefused, .fileComplete, .edited, .gone, .doubled:
            let booking = try store.booking(key)
            return booking.map { .booked($0.voucher) } ?? .foreign
        }
    }
}
