internal import Bookkeeping
internal import Hero

/// Reads one document as a pass would and keeps of it what says nothing of anybody.
struct TranslationContext {
    private let translation: DocumentTranslation
    private let headers: [DocumentHeader]
    private let byID: [Int: DocumentHeader]

    init(account: HeroAccount?, headers: [DocumentHeader], byID: [Int: DocumentHeader]) {
        translation = DocumentTranslation(
            documentTypes: account?.documentTypes ?? [], contactPerson: .employee, isSmallBusiness: false,
            companyCurrency: account?.currency)
        self.headers = headers
        self.byID = byID
    }

    func sight(of document: HeroDocument) -> HeroSeen.DocumentSeen {
        let header = document.header
        var sight = HeroSeen.DocumentSeen(header: header, evidence: document.evidence)
        let original = header.selectedDocumentID.flatMap { byID[$0] }
        guard case .document(let read, _) = translation.translate(document, original: original), let sums = LineSums(read) else {
            return sight
        }
        if sums.outcome != .notComparable {
            let deducted = read.deductions.isEmpty ? nil : read.deductions.map(\.net).sum()
            sight.rest = RestEvidence.outcome(of: header, lines: sums.net, deducted: deducted, among: headers)
        }
        // Lines of the whole job beside the rest as `value` are explained by the earlier invoices.
        if sight.rest != .rest || sums.outcome != .higher { sight.sums = sums.outcome }
        return sight
    }
}
