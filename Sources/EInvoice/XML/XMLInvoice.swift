internal import Bookkeeping
internal import StrictXML

/// The formats of an invoice in XML, told by the name of the root element.
enum InvoiceFormat {
    case crossIndustryInvoice, zugferd1, ublInvoice, ublCreditNote

    init?(_ root: XMLElement) {
        switch (root.namespace, root.localName) {
        case ("urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100", "CrossIndustryInvoice"): self = .crossIndustryInvoice
        case ("urn:ferd:CrossIndustryDocument:invoice:1p0", "CrossIndustryDocument"): self = .zugferd1
        case ("urn:oasis:names:specification:ubl:schema:xsd:Invoice-2", "Invoice"): self = .ublInvoice
        case ("urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2", "CreditNote"): self = .ublCreditNote
        default: return nil
        }
    }
}

/// Reads an invoice out of XML.
enum XMLInvoice {
    private static let rules = XMLRules(content: .full, byteLimit: EInvoiceReader.xmlBytesMaximum)

    /// Nil for XML that is something else.
    static func format(of bytes: [UInt8]) throws(EInvoiceFault) -> InvoiceFormat? { InvoiceFormat(try root(of: bytes)) }

    static func read(_ bytes: [UInt8], sha256: String) throws(EInvoiceFault) -> (EInvoiceFacts, EInvoiceWords) {
        let root = try root(of: bytes)
        switch InvoiceFormat(root) {
        case .crossIndustryInvoice: return try CIIReading(root, names: .current, sha256: sha256).invoice()
        case .zugferd1: return try CIIReading(root, names: .zugferd1, sha256: sha256).invoice()
        case .ublInvoice: return try UBLReading(root, .ublInvoice, sha256: sha256).invoice()
        case .ublCreditNote: return try UBLReading(root, .ublCreditNote, sha256: sha256).invoice()
        case nil: throw EInvoiceFault("the root element is that of no invoice")
        }
    }

    private static func root(of bytes: [UInt8]) throws(EInvoiceFault) -> XMLElement {
        do throws(Fault) {
            return try XMLReader.read(bytes, rules: rules)
        } catch {
            throw EInvoiceFault("line \(error.location.line), column \(error.location.column): \(cause(error))")
        }
    }

    /// The reader's messages repeat names; those of a foreign file are not ours to pass on.
    private static func cause(_ fault: Fault) -> String {
        let plain = fault.message.unicodeScalars.allSatisfy { $0.isASCII && $0.value >= 0x20 }
        return plain && fault.message.utf8.count <= 120 ? fault.message : "malformed"
    }
}
