import EInvoice

/// PDFs as HERO hands them out, read to the last embedded file.
enum PDFFiles {
    static let target = FuzzTarget(name: "pdf", mebibytesMaximum: 160, tokens: tokens) {
        FuzzTarget.Prepared(seeds: Corpus.fixtures("einvoice/pdf-variants")) { read($0) }
    }

    private static let tokens = [
        " obj", "endobj", "stream\n", "\nendstream", "xref\n0 1\n", "trailer", "startxref\n", "%%EOF", "<<", ">>", "[", "]", "(", ")",
        " 0 R",
        "/Type/Catalog", "/Type/ObjStm", "/Type/XRef", "/Root 1 0 R", "/Prev ", "/XRefStm ", "/Encrypt 9 0 R", "/Names", "/EmbeddedFiles",
        "/Kids", "/AF", "/EF", "/UF", "/F", "/Length ", "/N ", "/First ", "/W[1 4 2]", "/Index[", "/Size ", "/Filter/FlateDecode",
        "/Filter/ASCII85Decode", "/Filter[/FlateDecode/FlateDecode]", "/DecodeParms<</Predictor 12/Columns 7>>", "9999999999",
    ]

    private static func read(_ bytes: [UInt8]) {
        var budget = PDFBudget()
        do throws(PDFFault) {
            let attachments = try PDFAttachments.read(bytes, &budget)
            for attachment in attachments {
                let contents = try attachment.contents(&budget)
                hold(contents.count <= PDFBudget.streamBytesMaximum, "an embedded file within its bound")
            }
            var other = PDFBudget()
            let again = try PDFAttachments.read(bytes, &other)
            hold(again.map(\.name) == attachments.map(\.name), "the same bytes hold the same files")
        } catch {
            hold(!error.cause.isEmpty, "a fault says its cause")
        }
    }
}
