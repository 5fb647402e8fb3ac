import EInvoice
import Testing

/// Every way in which a PDF may say that it embeds a file, written by hand.
@Suite struct PDFEncodingTests {
    private static let one = ["a.xml": "<a/>"]

    @Test(arguments: [
        "/Names << /EmbeddedFiles << /Names [(key) 2 0 R] >> >>", "/AF [2 0 R]", "/AF 2 0 R",
        "/Names << /EmbeddedFiles << /Names [(key) 2 0 R] >> >> /AF [2 0 R]",
        "/Names << /EmbeddedFiles << /Kids [<< /Limits [(a) (z)] /Names [(key) 2 0 R] >>] >> >>",
        "/Names << /EmbeddedFiles << /Names [(key) << /UF (a.xml) /EF << /UF 3 0 R >> >>] >> >>",
        "/Names << /EmbeddedFiles << /Names [(a.xml) << /EF << /F 3 0 R >> >>] >> >>",
        "/N#61mes<</Embedded#46iles<</Names[<6B>2 0 R]>>>>", "/Names null /AF [null (outside.xml) << /F (b.xml) >> 2 0 R]",
        "/AF [2 0 R] % a comment >>\n", "/Open (a \\( string \\) with (brackets) /AF [ ]) /AF [2 0 R]",
        "/Size -0.5 /Far 99999999999999999999 /Flag true /Word unknown /AF [2 0 R]", "/AF [] /AF [2 0 R]",
    ])
    func theCatalogLeadsToTheFile(catalog: String) throws {
        var pdf = HandmadePDF(catalog: catalog)
        pdf.table()
        #expect(try pdf.files() == Self.one)
    }

    @Test(arguments: [
        "", "/Names << /Dests << /Names [(a) 2 0 R] >> >>", "/Names << /EmbeddedFiles << /Names [] >> >>",
        "/Names << /EmbeddedFiles << /Kids [] >> >>", "/Pages 2 0 R", "/AF []", "/AF [<< /F (a.xml) >>]", "/AF (a.xml)",
    ])
    func theCatalogLeadsToNone(catalog: String) throws {
        var pdf = HandmadePDF(catalog: catalog)
        pdf.table()
        #expect(try pdf.files().isEmpty)
    }

    @Test func aTreeOfNamesIsWalkedInItsOrder() throws {
        var pdf = HandmadePDF()
        pdf.object(1, "<< /Type /Catalog /Names 10 0 R >>")
        pdf.object(10, "<< /EmbeddedFiles 11 0 R >>")
        pdf.object(11, "<< /Kids 12 0 R >>")
        pdf.object(12, "[13 0 R 14 0 R]")
        pdf.object(13, "<< /Limits [(a) (b)] /Kids [15 0 R 16 0 R] >>")
        pdf.object(14, "<< /Limits [(c) (c)] /Names 17 0 R >>")
        pdf.object(15, "<< /Names [(a) 20 0 R] >>")
        pdf.object(16, "<< /Names [(b) 21 0 R] >>")
        pdf.object(17, "[(c) 22 0 R]")
        for (index, name) in ["a.pdf", "B.XML", "c.txt"].enumerated() {
            pdf.object(20 + index, "<< /F (\(name)) /EF << /F \(30 + index) 0 R >> >>")
            pdf.stream(30 + index, "", Array(name.utf8))
        }
        pdf.table()
        var budget = PDFBudget()
        #expect(try PDFAttachments.read(pdf.bytes, &budget).map(\.name) == ["a.pdf", "B.XML", "c.txt"])
        #expect(try pdf.files() == ["a.pdf": "a.pdf", "B.XML": "B.XML", "c.txt": "c.txt"])
    }

    /// The tree says what the file is called, `/AF` what it is to the document.
    @Test func aFileThatComesTwiceIsOne() throws {
        var pdf = HandmadePDF(catalog: "/Names << /EmbeddedFiles << /Names [(k) 4 0 R] >> >> /AF [2 0 R]")
        pdf.object(4, "<< /F (tree.xml) /EF << /F 3 0 R >> >>")
        pdf.table()
        var budget = PDFBudget()
        let attachments = try PDFAttachments.read(pdf.bytes, &budget)
        #expect(attachments.map(\.name) == ["tree.xml"])
        #expect(attachments.map(\.relationship) == ["Data"])
    }

    @Test(arguments: [
        ("<FEFF007200E90031002E0058004D004C>", "ré1.XML"), ("<FFFE61002E00>", "a."), ("<EFBBBF C3A9>", "é"), ("(\\351\\200\\240)", "é•€"),
        ("(a\\\r\nb\\\nc\\061)", "abc1"), ("(\\)\\(\\\\\\n)", ")(\\\n"), ("<616>", "a`"), ("(x(y)z)", "x(y)z"),
        ("<FEFFD83DDE00>", "\u{1F600}"),
    ])
    func namesAreDecoded(written: String, name: String) throws {
        var pdf = HandmadePDF(catalog: "/AF [<< /UF \(written) /F (other) /EF << /F 3 0 R >> >>]")
        pdf.table()
        #expect(try pdf.files() == [name: "<a/>"])
    }

    @Test func theLastVersionCounts() throws {
        var pdf = HandmadePDF(catalog: "/AF [2 0 R]", content: "<old/>")
        pdf.table()
        let first = pdf.tableStart
        pdf.stream(3, "", Array("<new/>".utf8))
        pdf.table("/Root 1 0 R /Prev \(first)")
        #expect(try pdf.files() == ["a.xml": "<new/>"])
    }

    /// It is not found again by looking for it either.
    @Test func aDeletedObjectIsNothing() throws {
        var pdf = HandmadePDF(catalog: "/AF 4 0 R")
        pdf.object(4, "[2 0 R]")
        pdf.table()
        #expect(try pdf.files() == Self.one)
        let (first, second) = (pdf.tableStart, pdf.bytes.count)
        pdf.raw("xref\n4 1\n0000000000 00001 f \ntrailer\n<< /Root 1 0 R /Prev \(first) >>\nstartxref\n\(second)\n%%EOF\n")
        #expect(try pdf.files().isEmpty)
    }

    @Test(arguments: [false, true]) func streamsOfObjectsAndPlaces(isPredicted: Bool) throws {
        var pdf = HandmadePDF()
        pdf.stream(3, "", Array("<a/>".utf8))
        pdf.objectStream(5, [(1, "<< /Type /Catalog /AF [2 0 R] >>"), (2, "<< /UF (a.xml) /EF << /F 3 0 R >> >>")])
        pdf.placesStream(6, isPredicted: isPredicted)
        #expect(try pdf.files() == Self.one)
    }

    /// The table says that the objects in the stream are deleted; the stream beside it knows them.
    @Test func aHybridFileHasBoth() throws {
        var pdf = HandmadePDF()
        pdf.stream(3, "", Array("<a/>".utf8))
        pdf.objectStream(5, [(2, "<< /UF (a.xml) /EF << /F 3 0 R >> >>")])
        pdf.placesStream(6, "", isLast: false)
        let places = pdf.tableStart
        pdf.object(1, "<< /Type /Catalog /AF [2 0 R] >>")
        let catalog = pdf.bytes.count - "1 0 obj\n<< /Type /Catalog /AF [2 0 R] >>\nendobj\n".utf8.count
        let table = pdf.bytes.count
        let digits = String(catalog)
        pdf.raw("xref\n0 3\n0000000002 65535 f \n\(String(repeating: "0", count: 10 - digits.count))\(digits) 00000 n \n")
        pdf.raw("0000000000 00000 f \ntrailer\n<< /Root 1 0 R /XRefStm \(places) >>\nstartxref\n\(table)\n%%EOF\n")
        #expect(try pdf.files() == Self.one)
    }

    @Test func aLengthMayStandElsewhere() throws {
        var pdf = HandmadePDF()
        pdf.object(1, "<< /Type /Catalog /AF [2 0 R] >>")
        pdf.object(2, "<< /F (a.xml) /EF << /F 3 0 R >> >>")
        let content = "<a>endstream</a>"
        pdf.stream(3, "", Array(content.utf8), length: "4 0 R")
        pdf.object(4, String(content.utf8.count))
        pdf.table()
        #expect(try pdf.files() == ["a.xml": content])
    }

    /// Offsets count from where the PDF begins.
    @Test func somethingMayStandBeforeThePDF() throws {
        var pdf = HandmadePDF(catalog: "/AF [2 0 R]")
        pdf.table()
        #expect(try HandmadePDF.files(in: Array("HTTP rubbish\r\n".utf8) + pdf.bytes) == Self.one)
    }
}
