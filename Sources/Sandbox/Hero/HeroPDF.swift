internal import Bookkeeping

/// The PDF of a document: one valid A4 page, the same bytes for the same document.
enum HeroPDF {
    static func bytes(_ document: HeroDocumentRecord, _ records: HeroRecords) -> [UInt8] {
        var content: [UInt8] = Array("BT /F1 10 Tf 14 TL 50 790 Td\n".utf8)
        for line in text(document, records).prefix(50) {
            content.append(UInt8(ascii: "("))
            content.append(contentsOf: encoded(line))
            content.append(contentsOf: ") Tj T*\n".utf8)
        }
        content.append(contentsOf: "ET\n".utf8)
        // A real page with its fonts and logo is never this small.
        let filler = "% " + String(repeating: "-", count: 77) + "\n"
        for _ in 0..<30 { content.append(contentsOf: filler.utf8) }
        let font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
        let page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 4 0 R >> >> /Contents 5 0 R >>"
        let objects: [[UInt8]] = [
            Array("<< /Type /Catalog /Pages 2 0 R >>".utf8),
            Array("<< /Type /Pages /Kids [3 0 R] /Count 1 >>".utf8),
            Array(page.utf8),
            Array(font.utf8),
            Array("<< /Length \(content.count) >>\nstream\n".utf8) + content + Array("endstream".utf8),
        ]
        return file(objects)
    }

    private static func file(_ objects: [[UInt8]]) -> [UInt8] {
        var bytes = Array("%PDF-1.4\n".utf8) + [0x25, 0xE2, 0xE3, 0xCF, 0xD3, 0x0A]
        var offsets: [Int] = []
        for (index, object) in objects.enumerated() {
            offsets.append(bytes.count)
            bytes += Array("\(index + 1) 0 obj\n".utf8) + object + Array("\nendobj\n".utf8)
        }
        let start = bytes.count
        bytes += Array("xref\n0 \(objects.count + 1)\n0000000000 65535 f \n".utf8)
        for offset in offsets {
            let digits = String(offset)
            bytes += Array((String(repeating: "0", count: 10 - digits.utf8.count) + digits + " 00000 n \n").utf8)
        }
        bytes += Array("trailer\n<< /Size \(objects.count + 1) /Root 1 0 R >>\nstartxref\n\(start)\n%%EOF\n".utf8)
        return bytes
    }

    private static func text(_ document: HeroDocumentRecord, _ records: HeroRecords) -> [String] {
        let type = records.documentTypes[document.draft.typeID]
        let customer = records.customers[document.draft.customerID]
        var lines = [
            "\(records.company.name), \(records.company.street), \(records.company.zipcode) \(records.company.city)", "",
            customer?.fullName ?? "", customer?.address?.street ?? "",
            [customer?.address?.zipcode, customer?.address?.city].compactMap(\.self).joined(separator: " "), "",
            "\(type?.name ?? document.type) \(document.number ?? "")", "Datum: \(document.draft.date?.description ?? "")",
        ]
        if let original = document.selectedDocumentID.flatMap({ records.documents[$0] }) { lines.append("zu \(original.number ?? "")") }
        lines.append("")
        for line in document.draft.lines.prefix(25) {
            lines.append(line.kind == .product ? "\(line.name)   \(Cents(HeroTotals.amount(of: line)))" : line.name)
        }
        lines.append("")
        for deduction in document.draft.deductions.prefix(8) {
            lines.append("abzgl. \(deduction.number)   \(Cents(deduction.net)) + \(Cents(deduction.tax)) USt")
        }
        lines.append("Netto \(Cents(document.totals.net))")
        for group in document.totals.groups where group.rate != 0 { lines.append("\(group.rate) % USt \(Cents(group.tax))") }
        lines.append("Gesamt \(Cents(document.totals.gross)) EUR")
        return lines
    }

    /// Latin-1 with the three characters escaped that end a PDF string; what Latin-1 lacks becomes a question mark.
    private static func encoded(_ line: String) -> [UInt8] {
        line.unicodeScalars.flatMap { scalar -> [UInt8] in
            guard let byte = UInt8(exactly: scalar.value), byte >= 0x20 else { return [UInt8(ascii: "?")] }
            return [UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "\\")].contains(byte) ? [UInt8(ascii: "\\"), byte] : [byte]
        }
    }
}
