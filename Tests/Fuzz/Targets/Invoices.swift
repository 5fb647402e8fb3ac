import Bookkeeping
import EInvoice
import Reporting
import Wording

/// The e-invoice inside a PDF or XML, and everything that is made of it.
enum Invoices {
    static let target = FuzzTarget(name: "einvoices", mebibytesMaximum: 128, tokens: tokens) {
        let seeds = Corpus.fixtures("einvoice/made") + Corpus.fixtures("einvoice/pdf-variants")
        return FuzzTarget.Prepared(seeds: seeds) { read($0) }
    }

    private static let tokens = [
        "<![CDATA[", "]]>", "<!--", "-->", "<?x ", "?>", "<!DOCTYPE a>", "&#x10FFFF;", "&amp;", "&e;", " xmlns=\"\"", " xmlns:ram=\"u\"",
        "<ram:TaxTotalAmount currencyID=\"EUR\">", "<ram:ApplicableTradeTax>", "</ram:ApplicableTradeTax>", "<ram:SpecifiedAdvancePayment>",
        "381", "877", "AE", "20270229", "99999999999999999999", "-0.005", "1e40", "\u{FEFF}", "endstream", "/EmbeddedFiles", "0 R",
    ]

    private static func read(_ bytes: [UInt8]) {
        let reading = EInvoiceReader.read(bytes)
        _ = EInvoiceText(language: .de).lines(reading)
        hold(
            EInvoiceJSON.lines([EInvoiceLook(file: "f", bytes: bytes.count, reading: reading)], exit: 0).count == 3, "a record of one line")
        guard case .read(let facts, _) = reading.result else { return }
        let rules = MappingRules(categories: [:])
        for kind in DocumentKind.allCases {
            let document = Document(
                id: 1, number: facts.number, kind: kind, documentDate: facts.issueDate, totalNet: facts.totals.taxBasis,
                totalTax: facts.totals.taxTotal)
            let earlier = facts.preceding.map { EarlierVoucher(number: $0.number, parts: []) }
            _ = EInvoiceBooking(document: document, facts: facts, earlier: earlier, rules: rules, original: nil).outcome()
        }
        guard case .rest(let groups) = EInvoiceRemainder(of: facts), EInvoiceChecks.findings(in: facts).isEmpty else { return }
        let left = groups.map(\.gross).sum(), paid = Cents(facts.sign * (facts.totals.prepaid ?? .zero).amount)
        hold(left + paid == facts.meantGross, "the rest and what was paid are the whole")
    }
}
