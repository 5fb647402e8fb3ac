internal import StrictXML

/// An embedded file that may be the invoice.
struct InvoiceCandidate {
    let name: String
    let bytes: [UInt8]

    /// The names the formats give it, in any case.
    private static let invoiceNames: Set<String> = ["factur-x.xml", "zugferd-invoice.xml", "xrechnung.xml"]

    static func isXML(_ name: String) -> Bool { name.lowercased().hasSuffix(".xml") }

    var isNamedInvoice: Bool { Self.invoiceNames.contains(name.lowercased()) }
}

/// Which of a PDF's embedded files is the invoice: told by what is in it, because names and relationships are often wrong
/// (einvoice.md §3).
struct InvoiceChoice {
    /// An invoice, or what was to be one and cannot be read; with what was read of it.
    private(set) var chosen: (file: InvoiceCandidate, document: Result<XMLElement, EInvoiceFault>)?
    /// Names of invoices that differ from it.
    private(set) var others: [String] = []

    mutating func consider(_ file: InvoiceCandidate) {
        if let chosen, chosen.file.bytes == file.bytes { return }
        let document = XMLInvoice.document(file.bytes)
        guard Self.isInvoice(file, document) else { return }
        if chosen == nil { chosen = (file, document) } else { others.append(file.name) }
    }

    /// A file that cannot be read counts where its name or its text says it is an invoice: it must not pass for none.
    private static func isInvoice(_ file: InvoiceCandidate, _ document: Result<XMLElement, EInvoiceFault>) -> Bool {
        if file.isNamedInvoice { return true }
        return switch document {
        case .success(let root): InvoiceFormat(root) != nil
        case .failure: namesAnInvoice(file.bytes)
        }
    }

    private static func namesAnInvoice(_ bytes: [UInt8]) -> Bool {
        // UTF-16 is every other byte of it.
        let text = bytes.prefix(4096).filter { $0 != 0 }
        return ["CrossIndustryInvoice", "CrossIndustryDocument", "schema:xsd:Invoice-2", "schema:xsd:CreditNote-2"].contains { word in
            let word = Array(word.utf8)
            return text.indices.contains { text[$0...].starts(with: word) }
        }
    }
}
