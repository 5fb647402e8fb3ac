import Bookkeeping
import EInvoice
import Testing

/// Which embedded file is the invoice: what is in it decides, not its name (einvoice.md §3).
struct InvoiceChoiceTests {
    private let invoice: [UInt8]
    private let other: [UInt8]
    private let note = Array("<note>hello</note>".utf8)

    init() throws {
        invoice = try PDFCorpus.bytes("made/m05_document_discount_two_rates.cii.xml")
        other = try PDFCorpus.bytes("made/m32_ubl_13b_AE.ubl.xml")
    }

    private func read(_ files: (String, [UInt8])...) -> EInvoiceReading {
        var pdf = HandmadePDF()
        let names = files.indices.map { "(\(files[$0].0)) \(2 + 2 * $0) 0 R" }.joined(separator: " ")
        pdf.object(1, "<< /Type /Catalog /Names << /EmbeddedFiles << /Names [\(names)] >> >> >>")
        for (index, file) in files.enumerated() {
            let number = 2 + 2 * index
            pdf.object(number, "<< /Type /Filespec /F (\(file.0)) /UF (\(file.0)) /EF << /F \(number + 1) 0 R >> >>")
            pdf.stream(number + 1, "/Type /EmbeddedFile", file.1)
        }
        pdf.table()
        return EInvoiceReader.read(pdf.bytes)
    }

    private func number(_ reading: EInvoiceReading) -> String? {
        guard case .read(let facts, _) = reading.result else { return nil }
        return facts.number
    }

    @Test(arguments: ["factur-x.xml", "FACTUR-X.XML", "zugferd-invoice.xml", "ZUGFeRD-invoice.xml", "xrechnung.xml", "RE-2027-0105.xml"])
    func anyNameOfAnXML(name: String) {
        let reading = read(("Aufmass.pdf", [0x25]), ("notiz.xml", note), (name, invoice))
        #expect(number(reading) == "RE-2027-0105")
        #expect(reading.embedded == name)
        #expect(reading.attachments == ["Aufmass.pdf", "notiz.xml", name])
    }

    @Test func noneAtAll() {
        #expect(read().result == .none)
        #expect(read(("notiz.xml", note), ("factur-x.pdf", invoice)).result == .none)
        #expect(read(("broken.xml", Array("<a>".utf8))).result == .none)
    }

    @Test func theSameTwiceIsOne() {
        let reading = read(("a.xml", invoice), ("factur-x.xml", invoice))
        #expect(number(reading) == "RE-2027-0105")
    }

    @Test func differentOnesAreAmbiguous() {
        #expect(read(("factur-x.xml", invoice), ("xrechnung.xml", other)).result == .ambiguous(["factur-x.xml", "xrechnung.xml"]))
        #expect(read(("factur-x.xml", invoice), ("x.xml", invoice + [0x0A])).result == .ambiguous(["factur-x.xml", "x.xml"]))
        #expect(read(("factur-x.xml", invoice), ("x.xml", Array(invoice.dropLast(9)))).result == .ambiguous(["factur-x.xml", "x.xml"]))
    }

    /// What its name or its text says is an invoice must not pass for none.
    @Test func brokenOnesAreNotPassedOver() {
        for reading in [
            read(("factur-x.xml", Array("<a>".utf8))), read(("x.xml", Array(invoice.dropLast(9)))), read(("factur-x.xml", note)),
        ] {
            guard case .unreadable = reading.result else {
                Issue.record("\(reading.result)")
                continue
            }
            #expect(reading.xmlSHA256?.count == 64)
        }
    }

    @Test func neitherPDFNorXML() {
        #expect(EInvoiceReader.read([]).result == .unreadable(cause: "line 1, column 1: the file has no element"))
        #expect(EInvoiceReader.read(note).result == .unreadable(cause: "the root element is that of no invoice"))
        guard case .unreadable = EInvoiceReader.read(Array("%PDF-1.7 and no more".utf8)).result else {
            Issue.record("a PDF of one line")
            return
        }
    }
}
