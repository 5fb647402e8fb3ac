import EInvoice
import TestSupport
import Testing

/// PDFs that are not as they should be: what is there is found, what is lost is said to be lost, and nothing ends the program.
@Suite struct PDFDamageTests {
    private static let one = ["a.xml": "<a/>"]

    private static func sound(catalog: String = "/AF [2 0 R]") -> HandmadePDF {
        var pdf = HandmadePDF(catalog: catalog)
        pdf.table()
        return pdf
    }

    private static func text(_ pdf: HandmadePDF) -> String { String(decoding: pdf.bytes, as: UTF8.self) }

    private static func replacing(_ old: String, _ new: String, in pdf: HandmadePDF = sound()) throws -> [UInt8] {
        let text = text(pdf)
        let parts = text.split(separator: old, maxSplits: 1, omittingEmptySubsequences: false)
        try #require(parts.count == 2)
        return Array((parts[0] + new + parts[1]).utf8)
    }

    /// The table cannot be used; the objects are all there.
    @Test(arguments: [
        ("startxref", "startxrex"), ("startxref\n", "startxref\n9999999999"), ("xref\n0 1", "xrex\n0 1"), ("xref\n0 1", "xref\n0 99"),
        ("%PDF-1.7\n", "%PDF-1.7\nmore bytes, so that no offset is right\n"), ("trailer\n<<", "trailer\n"), ("65535 f \n", "65535 f\n"),
        ("/Root 1 0 R", "/Root 2 0 R"), ("/Root 1 0 R", "/Root 9 0 R"), ("/Root 1 0 R", "/Rood 1 0 R"), ("trailer", "trailex"),
        ("00000 n \n", "00000 x \n"), ("1 0 obj", "1 0 obj "), ("/Root 1 0 R", "/Root 1 0 R /Prev 5"),
        ("/Root 1 0 R", "/Root 1 0 R /Prev 99999999999999999999"), ("/Root 1 0 R", "/Root 1 0 R /XRefStm 7"),
        ("/Root 1 0 R", "/Root 1 0 R /XRefStm 9223372036854775807"),
    ])
    func objectsAreLookedFor(old: String, new: String) throws {
        #expect(try HandmadePDF.files(in: Self.replacing(old, new)) == Self.one)
    }

    @Test(arguments: [
        ("/Length 4", "/Length 3"), ("/Length 4", "/Length 400"), ("/Length 4", "/Length -4"), ("/Length 4", "/Length 9223372036854775807"),
        ("/Length 4", "/Length (4)"), ("/Length 4", "/Length 3 0 R"), ("/Length 4", "/Length 8 0 R"), ("/Length 4", ""),
        ("\nendstream\nendobj", "\nendobj"),
    ])
    func theLengthMayBeWrong(old: String, new: String) throws {
        #expect(try HandmadePDF.files(in: Self.replacing(old, new)) == Self.one)
    }

    /// The catalog says that there is a file. No silent "there is none".
    @Test(arguments: [
        ("/AF [2 0 R]", "/AF [7 0 R]"), ("/AF [2 0 R]", "/AF 7 0 R"), ("/EF << /F 3 0 R", "/EF << /F 7 0 R"),
        ("/EF << /F", "/EF 7 0 R << /F"),
        ("/EF << /F 3 0 R", "/EF << /F 1 0 R"), ("/Type /Catalog", "/Type /Katalog"), ("3 0 obj", "4 0 obj"), ("stream\n", "\n"),
        ("/AF [2 0 R]", "/AF [2 0 R"), ("/AF [2 0 R]", "/Names 7 0 R"), ("/AF [2 0 R]", "/Names << /EmbeddedFiles 7 0 R >>"),
        ("/AF [2 0 R]", "/Names 3"), ("/EF << /F 3 0 R >>", "/EF (a.xml)"),
        ("/EF << /F 3 0 R >>", "/EF << >>"), ("/AF [2 0 R]", "/Names << /EmbeddedFiles [2 0 R] >>"),
        ("/AF [2 0 R]", "/Names << /EmbeddedFiles << /Kids [7 0 R] >> >>"),
    ])
    func whatIsLostIsSaidToBe(old: String, new: String) throws {
        #expect(HandmadePDF.fault(of: try Self.replacing(old, new)) == .damaged)
    }

    @Test(arguments: ["", "%PDF-1.7", "no PDF at all", "%PDF-1.7\nstartxref\n0\n%%EOF", "obj obj obj 1 0 obj", "trailer << /Root 1 0 R >>"])
    func whatIsNoPDFIsDamaged(text: String) { #expect(HandmadePDF.fault(of: Array(text.utf8)) == .damaged) }

    @Test(arguments: ["/Root 1 0 R /Encrypt 9 0 R", "/Root 1 0 R /Encrypt << /Filter /Standard >>"])
    func encryptedIsNotNone(trailer: String) throws {
        var pdf = HandmadePDF(catalog: "/AF [2 0 R]")
        pdf.table(trailer)
        #expect(pdf.fault() == .encrypted)
        #expect(HandmadePDF.fault(of: try Self.replacing("xref\n0 1", "xrex\n0 1", in: pdf)) == .encrypted)
    }

    /// The trailer is lost that would say so.
    @Test func anEncryptedFileCutOffIsEncrypted() {
        var pdf = HandmadePDF(catalog: "/AF [2 0 R]")
        pdf.object(9, "<< /Filter /Standard /V 5 /R 6 /O (x) /U (y) /P -4 >>")
        #expect(pdf.fault() == .encrypted)
    }

    @Test func theLastVersionIsFoundWithoutTables() throws {
        var pdf = HandmadePDF(catalog: "/AF [2 0 R]", content: "<old/>")
        pdf.stream(3, "", Array("<new/>".utf8))
        #expect(pdf.fault() == .damaged)
        pdf.raw("%%EOF")
        #expect(try pdf.files() == ["a.xml": "<new/>"])
    }

    /// An attached PDF has objects of the same numbers.
    @Test(arguments: ["/Length 8 0 R", ""]) func objectsInsideAStreamAreNotFound(other: String) throws {
        var pdf = HandmadePDF()
        pdf.object(1, "<< /Type /Catalog /AF [2 0 R 4 0 R] >>")
        pdf.object(2, "<< /F (a.xml) /EF << /F 3 0 R >> >>")
        pdf.stream(3, "", Array("<a/>".utf8))
        pdf.object(4, "<< /F (b.pdf) /EF << /F 5 0 R >> >>")
        let inner = Self.text(Self.sound(catalog: "")).split(separator: "3 0 obj").first.map(String.init) ?? ""
        pdf.stream(5, other, Array((inner + "3 0 obj (other)").utf8))
        pdf.raw("%%EOF")
        let files = try pdf.files()
        #expect(files.keys.sorted() == ["a.xml", "b.pdf"])
        #expect(files["a.xml"] == "<a/>")
    }

    @Test func packedObjectsAreFoundWithoutTables() throws {
        var pdf = HandmadePDF()
        pdf.stream(3, "", Array("<a/>".utf8))
        pdf.objectStream(5, [(1, "<< /Type /Catalog /AF [2 0 R] >>"), (2, "<< /UF (a.xml) /EF << /F 3 0 R >> >>")])
        pdf.raw("%%EOF\n")
        #expect(try pdf.files() == Self.one)
        // A later version of one of them counts.
        pdf.object(2, "<< /UF (b.xml) /EF << /F 3 0 R >> >>")
        pdf.raw("%%EOF\n")
        #expect(try pdf.files() == ["b.xml": "<a/>"])
        pdf.objectStream(6, [(2, "<< /UF (c.xml) /EF << /F 3 0 R >> >>")])
        pdf.raw("%%EOF\n")
        #expect(try pdf.files() == ["c.xml": "<a/>"])
    }

    /// Cut anywhere, it is the whole file or none.
    @Test(arguments: ["01_facturx_plain.pdf", "02_object_streams.pdf", "21_af_only.pdf"])
    func noBeginningIsReadAsAnother(name: String) throws {
        let bytes = try PDFCorpus.bytes("pdf-variants/\(name)")
        let whole = try HandmadePDF.files(in: bytes)
        for count in 0..<bytes.count {
            do {
                let files = try HandmadePDF.files(in: Array(bytes.prefix(count)))
                let isWhole = files == whole
                #expect(isWhole, "\(count)")
            } catch { #expect(error.code == .damaged, "\(count)") }
        }
    }

    /// Any byte may be another.
    @Test(arguments: PDFCorpus.own) func noByteEndsTheProgram(name: String) throws {
        let bytes = try PDFCorpus.bytes(name)
        var chance = SeededGenerator(seed: 11)
        var refused = 0
        for _ in 0..<2_000 {
            var other = bytes
            for _ in 0...chance.below(4) { other[chance.below(other.count)] = UInt8(chance.below(256)) }
            var budget = PDFBudget()
            do {
                for attachment in try PDFAttachments.read(other, &budget) {
                    #expect(attachment.name.utf8.count <= 4096)
                    #expect(try attachment.contents(&budget).count <= PDFBudget.streamBytesMaximum)
                }
            } catch { refused += 1 }
        }
        #expect(refused > 0)
    }
}
