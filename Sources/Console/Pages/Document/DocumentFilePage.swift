internal import Bookkeeping
internal import Persistence
internal import Reconciliation
internal import Wording

/// `/beleg/NUMBER/pdf`: the file as HERO gives it out now, held against the one that was booked.
struct DocumentFilePage: Sendable {
    /// With the digest of the file that may be shown although it is another one than was booked.
    static let anywayField = "trotzdem"

    struct View: Sendable {
        let what: String
        let help: String
        let booked: String?
        let found: String?
        /// Where the file is shown all the same.
        let anyway: String?
        let back: String
    }

    let parts: ConsoleParts

    func answer(_ name: String, _ request: PageRequest) async throws -> Answer {
        let found = try DocumentPage.found(name, request, try parts.view())
        guard let standing = found.first, found.count == 1, let id = Int(standing.key) else {
            return .page(try DocumentPage(parts: parts).page(name, request))
        }
        switch await parts.heroFile(id) {
        case .failed(let failure): return .page(page(request, standing, failure))
        case .bytes(let bytes): return answer(bytes, standing, request)
        }
    }

    private func answer(_ bytes: [UInt8], _ standing: DocumentStatus, _ request: PageRequest) -> Answer {
        let digest = Digest.sha256(bytes)
        if let booked = standing.booking?.fileSHA256, booked != digest, request.query[Self.anywayField] != digest {
            return .page(differing(booked, digest, standing, request))
        }
        // Nothing but a PDF is shown as one, and no text of others is taken for a page.
        guard bytes.starts(with: Array("%PDF".utf8)) else {
            return .file(type: "application/octet-stream", name: "\(fileName(standing)).xml", bytes: bytes)
        }
        return .foreign(type: "application/pdf", name: "\(fileName(standing)).pdf", bytes: bytes)
    }

    private func fileName(_ standing: DocumentStatus) -> String {
        let name = standing.number ?? standing.key
        return String(name.prefix(100).map { $0 == "/" || $0 == "\\" || $0.isNewline ? "_" : $0 })
    }

    private func differing(_ booked: String, _ found: String, _ standing: DocumentStatus, _ request: PageRequest) -> Page {
        let key = Fields.encoded(standing.key)
        return page(
            request,
            View(
                what: request.text(DocumentWord.pdfDiffers), help: request.text(DocumentWord.pdfDiffersHelp), booked: booked, found: found,
                anyway: "/beleg/\(key)/pdf?\(DocumentPage.idField)=\(key)&\(Self.anywayField)=\(found)", back: back(standing)), status: 200)
    }

    private func page(_ request: PageRequest, _ standing: DocumentStatus, _ failure: HeroFileAnswer.Failure) -> Page {
        page(
            request,
            View(
                what: request.text(DocumentWord.pdfFailed), help: request.text(failure.word), booked: nil, found: nil, anyway: nil,
                back: back(standing)), status: failure == .missing ? 404 : 502)
    }

    private func back(_ standing: DocumentStatus) -> String { DocumentPage.address(standing.key, id: standing.key) }

    private func page(_ request: PageRequest, _ view: View, status: Int) -> Page {
        Page(
            .documentFile, request.text(DocumentWord.pdf), view, words: DocumentWord.self, request.language, section: .documents,
            status: status)
    }
}

extension HeroFileAnswer.Failure {
    fileprivate var word: DocumentWord {
        switch self {
        case .missing: .pdfMissing
        case .tooLarge: .pdfTooLarge
        case .notPDF: .pdfNotPDF
        case .damaged: .pdfDamaged
        case .denied: .pdfDenied
        case .unreachable: .pdfUnreachable
        }
    }
}
