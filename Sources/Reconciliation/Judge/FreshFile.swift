internal import Bookkeeping
internal import EInvoice
internal import Hero
internal import Persistence
internal import StateCharts

/// The PDF of a document as HERO has it now.
struct FreshFile {
    let context: PassContext

    /// Read before anything is written: a voucher whose file is unusable is not created, and what the e-invoice in it states is booked.
    /// Nil when the document changed since it was judged, or has to wait; then it is written down for what.
    func bytes(_ key: String, _ machine: Machine<InvoiceChart>) async throws -> [UInt8]? {
        if case .bytes(let bytes)? = try await file(key, machine) { bytes } else { nil }
    }

    /// The same for a voucher that is on the books: what is wrong with its file is then the caller's to deal with.
    func file(_ key: String, _ machine: Machine<InvoiceChart>) async throws -> FileFetch? {
        guard let id = Int(key), let row = try context.store.document(DocumentRow.self, id) else { return nil }
        switch try await fetch(row) {
        case .given(.bytes(let bytes)):
            let found = EInvoiceNote(EInvoiceReader.read(bytes))
            // Most carry none, and are booked at once.
            if found != .none { try note(row) { $0.eInvoice = found } }
            return .bytes(bytes)
        case .given(.unusable(let reason)):
            guard machine.configuration.isOffBooks else { return .unusable(reason) }
            try refuseFile(reason, machine, row)
        case .given(.refused): break
        case .withheld(let record):
            if machine.configuration.isOffBooks {
                try JudgedMove(context: context).apply(BoundedWait(context: context).judgement(record), to: key)
            }
        }
        return nil
    }

    /// What HERO's words leave open may stand in the e-invoice: for a document that is held for its figures, the PDF is looked into once.
    /// What was found, or why there was nothing to find, is kept; the document itself is not moved.
    func inspect(_ row: DocumentRow) async throws {
        switch try await fetch(row) {
        case .given(.bytes(let bytes)):
            let found = EInvoiceNote(EInvoiceReader.read(bytes))
            try note(row) { $0.eInvoice = found }
        case .given(.unusable(let reason)): try note(row) { $0.refusal = reason }
        case .given(.refused), .withheld: break
        }
    }

    private func fetch(_ row: DocumentRow) async throws -> ItemAnswer<FileFetch> {
        let id = row.id
        return try await context.ask(.file(String(id)), refusing: Self.refusal) { () async throws -> FileFetch in
            guard let document = try await context.hero.document(id: id) else { return .refused("not_found") }
            guard document.header.fingerprint == row.detailFingerprint else { return .refused("changed_meanwhile") }
            guard let file = document.file else { return .refused("no_file") }
            if let size = file.size, size > Judge.fileBytesMax { return .unusable(.fileTooLarge) }
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
    }

    enum FileFetch: Sendable {
        case bytes([UInt8])
        /// It came, and lexoffice would not take it.
        case unusable(ReasonCode)
        /// HERO answered, and there was nothing to fetch.
        case refused(String)
    }

    private static func refusal(_ fetch: FileFetch) -> String? { if case .refused(let code) = fetch { code } else { nil } }

    private func refuseFile(_ reason: ReasonCode, _ machine: Machine<InvoiceChart>, _ row: DocumentRow) throws {
        guard case .document(_, let file?)? = try row.detail() else { return }
        try note(row) { $0.refusal = reason }
        try JudgedMove(context: context).apply(.blocked(reason, detail: "file=\(Token.of(file.uuid))"), to: machine.key)
    }

    /// What was found out about the file stands with the document until HERO changes it.
    private func note(_ row: DocumentRow, _ change: (inout DetailRecord.FileNote) -> Void) throws {
        guard case .document(let document, var file?)? = try row.detail() else { return }
        change(&file)
        try context.store.record(
            detail: DetailRecord.document(document, file: file), fingerprint: row.detailFingerprint ?? "", modified: row.detailModified,
            ofDocument: row.id)
    }
}
