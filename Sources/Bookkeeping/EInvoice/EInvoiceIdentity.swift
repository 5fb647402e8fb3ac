/// Whether the XML is about this document at all (einvoice.md §5, rule 2).
struct EInvoiceIdentity {
    let document: Document
    let facts: EInvoiceFacts
    let original: Voucher?

    func check() throws(MappingBlock) {
        guard let number = facts.number, NumberSpelling.mayBeOne(number, document.number ?? "") else {
            throw mismatch("number", Self.shown(facts.number), Self.shown(document.number))
        }
        guard let date = facts.issueDate, date == document.documentDate else {
            throw mismatch("date", facts.issueDate?.description, document.documentDate?.description)
        }
        guard facts.currency == "EUR" else { throw mismatch("currency", Self.shown(facts.currency), Self.shown(document.currency)) }
        guard isClassAgreed else { throw mismatch("type_code", Self.shown(facts.typeCode), document.kind.rawValue) }
        guard isSignAgreed else { throw mismatch("sign", "\(facts.meantGross.signum)", "\(expectedSign)") }
    }

    /// A credit note may be written as an invoice below zero, an invoice never as a credit note.
    private var isClassAgreed: Bool {
        guard EInvoiceTypeCode.isKnown(facts.typeCode) else { return false }
        let isCredit = EInvoiceTypeCode.isCreditNote(facts.typeCode)
        return document.kind.isReversal ? isCredit || facts.meantGross.signum == expectedSign || facts.meantGross == .zero : !isCredit
    }

    private var isSignAgreed: Bool { facts.meantGross == .zero || facts.meantGross.signum == expectedSign }

    /// Which way the money goes by HERO: its kind for reversals, whose sign is not reliable (C10), its own sums for all others.
    private var expectedSign: Int {
        if document.kind == .cancellation, original?.type == .salesCreditNote { return 1 }
        if document.kind.isReversal { return -1 }
        // A final invoice whose rest is below zero is the whole invoice above it (G15).
        if facts.totals.prepaid ?? .zero != .zero { return 1 }
        let stated = ((document.totalNet ?? .zero) + (document.totalTax ?? .zero)).signum
        return stated == 0 ? 1 : stated
    }

    private func mismatch(_ field: String, _ einvoice: String?, _ hero: String?) -> MappingBlock {
        MappingBlock(.eInvoiceMismatch, "field=\(field) einvoice=\(einvoice ?? "none") hero=\(hero ?? "none")")
    }

    /// A number is repeated as far as it looks like one: the field may hold anything.
    private static func shown(_ text: String?) -> String? {
        guard let text else { return nil }
        let isPlain =
            text.utf8.count <= 40
            && text.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                    || [0x23, 0x2D, 0x2E, 0x2F, 0x5F].contains(byte)
            }
        return isPlain && !text.isEmpty ? text : "unreadable"
    }
}
