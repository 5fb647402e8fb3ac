internal import Bookkeeping

/// A PDF of one A4 page, the same bytes for the same content; with an attachment shaped as PDF/A-3 asks for. It embeds no fonts and
/// states no output profile, so it is not PDF/A-3 itself.
struct PDFFile {
    struct Attachment {
        var name: String
        var bytes: [UInt8]
        /// Of the Factur-X extension: `EN 16931`, `EXTENDED`.
        var conformance: String
        /// `D:20260914090211Z`.
        var modified: String
    }

    /// Operators of the page; `/F1` is Helvetica.
    var content: [UInt8]
    var attachment: Attachment?

    var bytes: [UInt8] {
        let font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
        let page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 4 0 R >> >> /Contents 5 0 R >>"
        var objects = [
            Array("<< /Type /Catalog /Pages 2 0 R >>".utf8), Array("<< /Type /Pages /Kids [3 0 R] /Count 1 >>".utf8), Array(page.utf8),
            Array(font.utf8), PDFFile.stream("", content),
        ]
        guard let attachment else { return PDFFile.file(objects, version: "1.4") }
        let catalog =
            "<< /Type /Catalog /Pages 2 0 R /Metadata 8 0 R /AF [6 0 R] "
            + "/Names << /EmbeddedFiles << /Names [(\(attachment.name)) 6 0 R] >> >> >>"
        objects[0] = Array(catalog.utf8)
        let specification =
            "<< /Type /Filespec /F (\(attachment.name)) /UF (\(attachment.name)) /AFRelationship /Alternative "
            + "/Desc (E-Rechnung) /EF << /F 7 0 R /UF 7 0 R >> >>"
        let embedded =
            "/Type /EmbeddedFile /Subtype /text#2Fxml "
            + "/Params << /Size \(attachment.bytes.count) /ModDate (\(attachment.modified)) >> "
        let metadata = Array(PDFMetadata(attachment: attachment).text.utf8)
        objects += [
            Array(specification.utf8), PDFFile.stream(embedded, attachment.bytes),
            PDFFile.stream("/Type /Metadata /Subtype /XML ", metadata),
        ]
        return PDFFile.file(objects, version: "1.7")
    }

    /// Without a filter, so that the text in it can be found.
    private static func stream(_ entries: String, _ bytes: [UInt8]) -> [UInt8] {
        let end = bytes.last == UInt8(ascii: "\n") ? "endstream" : "\nendstream"
        return Array("<< \(entries)/Length \(bytes.count) >>\nstream\n".utf8) + bytes + Array(end.utf8)
    }

    private static func file(_ objects: [[UInt8]], version: String) -> [UInt8] {
        var bytes = Array("%PDF-\(version)\n".utf8) + [0x25, 0xE2, 0xE3, 0xCF, 0xD3, 0x0A]
        var offsets: [Int] = []
        for (index, object) in objects.enumerated() {
            offsets.append(bytes.count)
            bytes += Array("\(index + 1) 0 obj\n".utf8) + object + Array("\nendobj\n".utf8)
        }
        let start = bytes.count
        bytes += Array("xref\n0 \(objects.count + 1)\n0000000000 65535 f \n".utf8)
        for offset in offsets {
            bytes += Array("\(padded(offset, 10)) 00000 n \n".utf8)
        }
        bytes += Array("trailer\n<< /Size \(objects.count + 1) /Root 1 0 R >>\nstartxref\n\(start)\n%%EOF\n".utf8)
        return bytes
    }
}

/// XMP that says what the attachment is.
struct PDFMetadata {
    let attachment: PDFFile.Attachment

    var text: String {
        """
        <?xpacket begin="\u{FEFF}" id="W5M0MpCehiHzreSzNTczkc9d"?>
        <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
        <rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
         pdfaid:part="3" pdfaid:conformance="B"/>
        <rdf:Description rdf:about="" xmlns:fx="urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#" fx:DocumentType="INVOICE"
         fx:DocumentFileName="\(attachment.name)" fx:Version="1.0" fx:ConformanceLevel="\(attachment.conformance)"/>
        </rdf:RDF></x:xmpmeta>
        <?xpacket end="w"?>
        """
    }
}
