import Crypto
import EInvoice
import Foundation
import Testing

/// What other writers made is read as other readers read it.
@Suite struct PDFCorpusTests {
    @Test func theCorpusIsThere() {
        #expect(PDFCorpus.own.count == 12)
        #expect(PDFCorpus.foreign.count == 17)
    }

    @Test(arguments: PDFCorpus.own) func ownFilesHoldWhatIsExpected(name: String) throws { try check(name) }

    @Test(.enabled(if: PDFCorpus.hasPublic), arguments: PDFCorpus.foreign)
    func publicFilesHoldWhatIsExpected(name: String) throws { try check(name) }

    private func check(_ name: String) throws {
        let expectation = try #require(try PDFCorpus.expectations()[name])
        let bytes = try PDFCorpus.bytes(name)
        var budget = PDFBudget()
        guard !PDFCorpus.encrypted.contains(name) else {
            let fault = #expect(throws: PDFFault.self) { try PDFAttachments.read(bytes, &budget) }
            #expect(fault?.code == .encrypted)
            return
        }
        let attachments = try PDFAttachments.read(bytes, &budget)
        #expect(attachments.map(\.name).sorted() == expectation.attachments)
        guard let embedded = expectation.embedded else { return }
        let attachment = try #require(attachments.first { $0.name == embedded })
        let digest = SHA256.hash(data: try attachment.contents(&budget)).map { byte in
            String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
        }
        #expect(digest.joined() == expectation.sha256)
        #expect(attachment.relationship != nil)
    }

    /// The reader is pure: whatever it is given twice it reads twice.
    @Test func aFileMayBeUnpackedAgain() throws {
        var budget = PDFBudget()
        let attachment = try #require(try PDFAttachments.read(PDFCorpus.bytes("pdf-variants/01_facturx_plain.pdf"), &budget).first)
        #expect(try attachment.contents(&budget) == attachment.contents(&budget))
    }
}
