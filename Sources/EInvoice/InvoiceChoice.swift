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
enum InvoiceChoice {
    case none
    /// An invoice, or what was to be one and cannot be read.
    case one(InvoiceCandidate)
    /// Names of invoices that differ.
    case several([String])

    init(among candidates: [InvoiceCandidate]) {
        var chosen: [InvoiceCandidate] = []
        for candidate in candidates where Self.isInvoice(candidate) && !chosen.contains(where: { $0.bytes == candidate.bytes }) {
            chosen.append(candidate)
        }
        switch chosen.count {
        case 0: self = .none
        case 1: self = .one(chosen[0])
        default: self = .several(chosen.map(\.name))
        }
    }

    /// A file that cannot be read counts where its name or its text says it is an invoice: it must not pass for none.
    private static func isInvoice(_ candidate: InvoiceCandidate) -> Bool {
        do throws(EInvoiceFault) {
            return try XMLInvoice.format(of: candidate.bytes) != nil || candidate.isNamedInvoice
        } catch {
            return candidate.isNamedInvoice || namesAnInvoice(candidate.bytes)
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
