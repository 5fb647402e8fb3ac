internal import Bookkeeping
internal import Lexoffice

/// What is to become of a document that is not on the books yet. Pure: the same facts give the same judgement.
enum Judgement: Sendable, Hashable {
    case outOfScope(ReasonCode)
    /// A person must change something first.
    case blocked(ReasonCode, detail: String, candidates: [String] = [])
    /// Comes by itself.
    case waiting(ReasonCode, detail: String? = nil)
    /// The original was waived, and so is its cancellation.
    case counterpartWaived
    case sound(MappedDocument)

    /// Now, or as soon as what it waits for is there.
    var wouldBeBooked: Bool {
        switch self {
        case .sound, .waiting: true
        case .outOfScope, .blocked, .counterpartWaived: false
        }
    }

    /// It is held for its figures, and nobody looked into its PDF yet.
    func mayBeSettledByEInvoice(in detail: DetailRecord) -> Bool {
        guard case .blocked(let reason, _, _) = self, case .document(_, let file?) = detail else { return false }
        return Self.figureReasons.contains(reason) && file.eInvoice == nil && file.refusal == nil
    }

    private static let figureReasons: Set<ReasonCode> = [
        .totalMismatch, .taxRoundingDiff, .mixedSign, .unsupportedRate, .zeroRateWithoutReason, .customerCountry, .missingFigures,
        .unreadableDocument,
        .cancellationMismatch, .cumulativeUnclear, .deductionUnclear, .splitNotAllowed,
    ]

    /// Transferred by a state that was lost, or so it should have been.
    var isLoss: Bool { if case .blocked(.voucherNotFound, _, _) = self { true } else { false } }
}

/// A document with everything a transfer needs except its contact.
struct MappedDocument: Sendable, Hashable {
    var document: Document
    var voucher: Voucher
    var flags: [Flag]
    var file: DetailRecord.FileNote
}

/// Where the document stands that another one reverses.
enum OriginalStatus: Sendable, Hashable {
    case none
    /// Booked by us: its cancellation copies these figures (C11).
    case booked(Voucher)
    /// Will be booked, but is not yet.
    case pending
    /// Never ours: before the start date, or unknown to us (S35).
    case foreign
    case waived
}

struct Judge: Sendable {
    let rules: MappingRules
    let startDate: BusinessDay
    /// Largest file lexoffice takes, inclusive (domain.md E4).
    static let fileBytesMax = LexofficeWriter.fileLimit

    /// Judged by the header alone, before the document is read in full; nil when it is in scope.
    func scope(id: Int, createdAt: Instant?, date: BusinessDay?) -> Judgement? {
        let header = Document(id: id, number: nil, kind: .invoice, documentDate: date, createdAt: createdAt)
        switch StartDateRule(startDate: startDate).eligibility(of: header) {
        case .eligible: return nil
        case .beforeStart: return .outOfScope(.beforeStart)
        case .ambiguous(let utc, let berlin): return .blocked(.startDateAmbiguous, detail: "as_utc=\(utc) as_berlin=\(berlin)")
        }
    }

    /// - Parameters:
    ///   - fileRequired: false for a document whose voucher exists: it may carry the file already.
    ///   - evidence: beside what HERO says of it.
    func judge(
        _ detail: DetailRecord, original: OriginalStatus, fileOverdue: Bool, fileRequired: Bool = true,
        evidence: MappingEvidence = MappingEvidence()
    ) -> Judgement {
        switch detail {
        case .notBookingRelevant: return .outOfScope(.notBookingRelevant)
        case .unknownType(let name): return .blocked(.unknownDocumentType, detail: "type=\(Token.of(name))")
        case .unreadable(let field): return .blocked(.unreadableDocument, detail: "field=\(Token.of(field))")
        case .document(let document, let file):
            let file = fileRequired ? file : DetailRecord.FileNote(uuid: "", name: nil, size: nil, eInvoice: file?.eInvoice)
            return judge(document, file, original, fileOverdue, evidence)
        }
    }

    private func judge(
        _ document: Document, _ file: DetailRecord.FileNote?, _ original: OriginalStatus, _ fileOverdue: Bool, _ evidence: MappingEvidence
    ) -> Judgement {
        if original == .waived { return .counterpartWaived }
        // Which way it is booked hangs on the original's voucher alone.
        if document.reversesCredit == true, original == .pending { return .waiting(.waitingForOriginal) }
        var booked: Voucher?
        if case .booked(let voucher) = original { booked = voucher }
        switch VoucherMapping(rules: rules).voucher(for: document, original: booked, evidence: evidence) {
        case .skipped(let reason): return .outOfScope(reason)
        case .blocked(let reason, let detail): return .blocked(reason, detail: detail)
        case .voucher(let voucher, var flags):
            if document.kind.isReversal, original == .pending { return .waiting(.waitingForOriginal) }
            if document.kind == .cancellation, original == .foreign { flags.append(.cancellationWithoutOriginal) }
            if isBackdated(document) { flags.append(.backdated) }
            guard let file else { return fileOverdue ? .blocked(.fileMissing, detail: "file=none") : .waiting(.waitingForFile) }
            if let refusal = file.refusal { return .blocked(refusal, detail: "file=\(Token.of(file.uuid))") }
            if let size = file.size, size > Self.fileBytesMax { return .blocked(.fileTooLarge, detail: "bytes=\(size)") }
            return .sound(MappedDocument(document: document, voucher: voucher, flags: flags, file: file))
        }
    }

    private func isBackdated(_ document: Document) -> Bool {
        StartDateRule(startDate: startDate).eligibility(of: document) == .eligible(backdated: true)
    }
}
