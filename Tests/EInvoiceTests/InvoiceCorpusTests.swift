import EInvoice
import Foundation
import Reporting
import Testing

/// Every file of the corpus against figures that others computed: pypdf, lxml and the compiled rules of EN 16931.
struct InvoiceCorpusTests {
    /// Of the test set, not of the file.
    private static let ours: Set<String> = ["case", "sha256", "cen_schematron", "extract_error", "error"]

    /// Where we decide otherwise than the corpus proposes, and why.
    private static let decided: [String: [String: JSONValue]] = [
        // Whoever cannot open a file does not know that it holds no invoice: both are held, and nothing is decrypted here.
        "pdf-variants/04_encrypted_empty_user_pw_aes256.pdf": ["result": .text("UNREADABLE"), "hold": .text("EINVOICE_UNREADABLE")],
        "pdf-variants/06_encrypted_user_pw.pdf": ["result": .text("UNREADABLE")],
        // Like every other invoice that cannot be read.
        "public/p22_invalid_encoding_attribute.pdf": ["hold": .text("EINVOICE_UNREADABLE")],
    ]

    @Test func everyFileIsTried() throws {
        #expect(try InvoiceCorpus.expected.get().count == 55)
        #expect(InvoiceCorpus.own.count == 28)
        #expect(InvoiceCorpus.foreign.count == 27)
    }

    @Test(arguments: InvoiceCorpus.own) func ownFile(_ name: String) throws { try check(name) }

    @Test(
        .enabled(if: PDFCorpus.hasPublic, "the public samples are not here; EINVOICE_CORPUS names their folder"),
        arguments: InvoiceCorpus.foreign)
    func foreignFile(_ name: String) throws { try check(name) }

    private func check(_ name: String) throws {
        let bytes = try PDFCorpus.bytes(name)
        let lines = EInvoiceJSON.lines([EInvoiceLook(file: name, bytes: bytes.count, reading: EInvoiceReader.read(bytes))], exit: 0)
        let record = try JSONDecoder().decode([String: JSONValue].self, from: Data(lines[1].utf8))
        var expected = try #require(try InvoiceCorpus.expected.get()[name])
        let decided = Self.decided[name] ?? [:]
        if case .text("UNREADABLE") = decided["result"] { expected = expected.filter { ["bytes", "result", "hold"].contains($0.key) } }
        expected.merge(decided) { $1 }
        for (key, value) in expected where !Self.ours.contains(key) {
            #expect((record[key] ?? .null).stated == value.stated, "\(name) \(key)")
        }
    }
}
