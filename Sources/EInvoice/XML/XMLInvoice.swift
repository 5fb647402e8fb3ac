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

    /// The root of any XML.
    static func document(_ bytes: [UInt8]) -> Result<XMLElement, EInvoiceFault> {
        do throws(Fault) {
            return .success(try XMLReader.read(bytes, rules: rules))
        } catch {
            return .failure(EInvoiceFault("line \(error.location.line), column \(error.location.column): \(cause(error))"))
        }
    }

    static func read(_ root: XMLElement, sha256: String) throws(EInvoiceFault) -> (EInvoiceFacts, EInvoiceWords) {
        switch InvoiceFormat(root) {
        case .crossIndustryInvoice: return try CIIReading(root, names: .current, sha256: sha256).invoice()
        case .zugferd1: return try CIIReading(root, names: .zugferd1, sha256: sha256).invoice()
        case .ublInvoice: return try UBLReading(root, .ublInvoice, sha256: sha256).invoice()
        case .ublCreditNote: return try UBLReading(root, .ublCreditNote, sha256: sha256).invoice()
        case nil: throw EInvoiceFault("the root element is that of no invoice")
        }
    }

    /// The reader's messages repeat names; those of a foreign file are not ours to pass on.
    private static func cause(_ fault: Fault) -> String {
        let plain = fault.message.unicodeScalars.allSatisfy { $0.isASCII && $0.value >= 0x20 }
        return plain && fault.message.utf8.count <= 120 ? fault.message : "malformed"
    }
}
