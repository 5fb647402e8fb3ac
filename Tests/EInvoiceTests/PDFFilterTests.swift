import EInvoice
import Testing

/// How embedded files are packed.
@Suite struct PDFFilterTests {
    private static let text = "Rechnung 2026-0142, 1.190,00 EUR"

    private func pdf(_ members: String, _ data: [UInt8]) -> HandmadePDF {
        var pdf = HandmadePDF()
        pdf.object(1, "<< /Type /Catalog /AF [2 0 R] >>")
        pdf.object(2, "<< /UF (a.xml) /EF << /F 3 0 R >> >>")
        pdf.stream(3, members, data)
        pdf.object(7, "[/FlateDecode]")
        pdf.object(8, "<< /Predictor 15 /Colors 9 0 R /Columns 4 >>")
        pdf.object(9, "2")
        pdf.table()
        return pdf
    }

    @Test(arguments: ["/Filter /FlateDecode", "/Filter [/FlateDecode]", "/Filter 7 0 R", "/Filter [/FlateDecode] /DecodeParms [null]"])
    func flate(members: String) throws {
        #expect(try pdf(members, Packing.zlib(Array(Self.text.utf8))).files() == ["a.xml": Self.text])
    }

    @Test(arguments: [
        ("/Filter /ASCIIHexDecode", "52 65 63 68\n6e756E67>", "Rechnung"), ("/Filter /ASCIIHexDecode", "4>", "@"),
        ("/Filter /ASCII85Decode", "87cURD]i,\"Ebo80~>", "Hello World!"), ("/Filter /ASCII85Decode", "87cURDZ~>", "Hello"),
        ("/Filter /ASCII85Decode", "z~>", "\0\0\0\0"), ("/Filter [/ASCIIHexDecode /ASCIIHexDecode]", "34 31 3E>", "A"),
        ("", "plain", "plain"),
    ])
    func letters(members: String, data: String, content: String) throws {
        #expect(try pdf(members, Array(data.utf8)).files() == ["a.xml": content])
    }

    /// Thirty-two bytes in rows of eight, two bytes for each column.
    @Test(arguments: [0, 1, 2, 3, 4] as [UInt8]) func rowsOfPNG(way: UInt8) throws {
        let bytes = Array(Self.text.utf8)
        let rows = stride(from: 0, to: bytes.count, by: 8).map { Array(bytes[$0..<$0 + 8]) }
        let data = Packing.zlib(Packing.rows(rows, way: way, distance: 2))
        #expect(try pdf("/Filter /FlateDecode /DecodeParms 8 0 R", data).files() == ["a.xml": Self.text])
    }

    @Test func rowsOfTIFF() throws {
        let bytes = Array(Self.text.utf8)
        let data = bytes.indices.map { $0 % 8 == 0 ? bytes[$0] : bytes[$0] &- bytes[$0 - 1] }
        let members = "/Filter /FlateDecode /DecodeParms << /Predictor 2 /Columns 8 >>"
        #expect(try pdf(members, Packing.zlib(data)).files() == ["a.xml": Self.text])
    }

    @Test(arguments: [
        ("/Filter /LZWDecode", PDFFault.Code.unsupported), ("/Filter /Crypt", .unsupported), ("/Filter 5", .unsupported),
        ("/Filter /FlateDecode", .damaged), ("/Filter /ASCIIHexDecode", .damaged), ("/Filter /ASCII85Decode", .damaged),
        ("/Filter [/FlateDecode /FlateDecode /FlateDecode /FlateDecode /FlateDecode]", .overLimit),
        ("/Filter /FlateDecode /DecodeParms << /Predictor 7 >>", .unsupported),
        ("/Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 0 >>", .damaged),
        ("/Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 9223372036854775807 /Colors 32 >>", .damaged),
    ])
    func whatCannotBeUnpacked(members: String, code: PDFFault.Code) {
        #expect(pdf(members, Array("v no packing |".utf8)).fault() == code)
    }

    /// Half of an invoice is none: neither a cut nor a changed bit gives bytes.
    @Test func brokenPackingIsNoFile() {
        let packed = Packing.zlib(Array(String(repeating: Self.text, count: 20).utf8))
        for count in 0..<packed.count { #expect(pdf("/Filter /FlateDecode", Array(packed.prefix(count))).fault() == .damaged, "\(count)") }
        for index in packed.indices {
            var other = packed
            other[index] ^= 0x10
            #expect(pdf("/Filter /FlateDecode", other).fault() == .damaged, "\(index)")
        }
    }

    /// The others are told even if one is lost.
    @Test func aBrokenFileIsItsOwnTrouble() throws {
        var pdf = HandmadePDF(catalog: "/AF [2 0 R 4 0 R]")
        pdf.object(4, "<< /F (b.bin) /EF << /F 5 0 R >> >>")
        pdf.stream(5, "/Filter /LZWDecode", [1, 2, 3])
        pdf.table()
        var budget = PDFBudget()
        let attachments = try PDFAttachments.read(pdf.bytes, &budget)
        #expect(attachments.map(\.name) == ["a.xml", "b.bin"])
        #expect(try attachments[0].contents(&budget) == Array("<a/>".utf8))
        #expect(throws: PDFFault.self) { try attachments[1].contents(&budget) }
    }
}
