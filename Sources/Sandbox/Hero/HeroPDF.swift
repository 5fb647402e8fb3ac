internal import Bookkeeping

/// The file of a document: one valid A4 page, with its e-invoice where it has one, or the e-invoice alone; the same bytes for the same
/// document.
enum HeroPDF {
    static func bytes(_ document: HeroDocumentRecord, _ records: HeroRecords) -> [UInt8] {
        if document.draft.eInvoice?.isAlone == true, let invoice = CrossIndustryInvoice(of: document, records) { return invoice.bytes }
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
        return PDFFile(content: content, attachment: attachment(document, records)).bytes
    }

    private static func attachment(_ document: HeroDocumentRecord, _ records: HeroRecords) -> PDFFile.Attachment? {
        guard let invoice = CrossIndustryInvoice(of: document, records) else { return nil }
        let rendered = (document.renderingSince ?? document.created).isoText.filter(\.isNumber).prefix(14)
        return PDFFile.Attachment(
            name: CrossIndustryInvoice.fileName, bytes: invoice.bytes, conformance: invoice.isExtended ? "EXTENDED" : "EN 16931",
            modified: "D:\(rendered)Z")
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
