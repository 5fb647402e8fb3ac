import Bookkeeping
import EInvoice
import Foundation
import Testing

/// What the corpus does not have: the odd, the doubled, the hostile.
struct InvoiceReadingTests {
    private let cii: String
    private let ubl: String

    init() throws {
        cii = String(decoding: try PDFCorpus.bytes("made/m24_skonto_xrechnung.cii.xml"), as: UTF8.self)
        ubl = String(decoding: try PDFCorpus.bytes("made/m32_ubl_13b_AE.ubl.xml"), as: UTF8.self)
    }

    private func read(_ text: String) -> EInvoiceReading.Result { EInvoiceReader.read(Array(text.utf8)).result }

    private func facts(_ text: String) -> EInvoiceFacts? {
        if case .read(let facts, _) = read(text) { facts } else { nil }
    }

    @Test func otherPrefixesMeanTheSame() throws {
        let renamed = cii.replacing("ram:", with: "x:").replacing("xmlns:ram", with: "xmlns:x").replacing("rsm:", with: "y:")
            .replacing("xmlns:rsm", with: "xmlns:y")
        var (expected, found) = (try #require(facts(cii)), try #require(facts(renamed)))
        (expected.xmlSHA256, found.xmlSHA256) = ("", "")
        #expect(found == expected)
    }

    @Test func theNamespaceDecides() {
        #expect(
            read(cii.replacing("CrossIndustryInvoice:100", with: "CrossIndustryInvoice:99"))
                == .unreadable(cause: "the root element is that of no invoice"))
        #expect(read(ubl.replacing("xsd:Invoice-2", with: "xsd:Order-2")) == .unreadable(cause: "the root element is that of no invoice"))
    }

    @Test(arguments: [
        ("<ram:GrandTotalAmount>1190.00<", "<ram:GrandTotalAmount>1190,00<", "GrandTotalAmount"),
        ("<ram:GrandTotalAmount>1190.00<", "<ram:GrandTotalAmount>99999999999999999999<", "GrandTotalAmount"),
        ("<ram:GrandTotalAmount>1190.00<", "<ram:GrandTotalAmount>10000000001<", "GrandTotalAmount"),
        ("20270315<", "20270231<", "IssueDateTime"), ("20270315<", "15.03.27<", "IssueDateTime"),
        ("<ram:RateApplicablePercent>19<", "<ram:RateApplicablePercent>neunzehn<", "RateApplicablePercent"),
        ("<ram:CategoryCode>S<", "<ram:CategoryCode>Jana Probe<", "CategoryCode"),
        ("<ram:TypeCode>380<", "<ram:TypeCode>Rechnung<", "TypeCode"),
    ]) func figuresThatAreNone(from: String, to: String, name: String) {
        #expect(cii.contains(from))
        guard case .unreadable(let cause) = read(cii.replacing(from, with: to)) else {
            Issue.record("read")
            return
        }
        #expect(cause.hasPrefix(name), "\(cause)")
        #expect(!cause.contains("neunzehn"))
    }

    @Test(arguments: [("19", "19"), ("19.00", "19"), ("19.00000000", "19"), ("5.5", "5.5"), ("0", "0"), ("100", "100")])
    func ratesInAnyLength(text: String, expected: String) throws {
        let rate = "<ram:RateApplicablePercent>19<"
        let read = try #require(facts(cii.replacing(rate, with: "<ram:RateApplicablePercent>\(text)<")))
        #expect(read.groups.map(\.rate.description) == [expected])
    }

    @Test(arguments: ["-19", "100.01", "19.00001", "1e9"]) func ratesThatAreNone(text: String) {
        let rate = "<ram:RateApplicablePercent>19<"
        guard case .unreadable(let cause) = read(cii.replacing(rate, with: "<ram:RateApplicablePercent>\(text)<")) else {
            Issue.record("read")
            return
        }
        #expect(cause.hasSuffix("is no rate of tax"))
    }

    /// A reader that takes the first and one that takes the last would book different invoices.
    @Test func whatStandsThereTwiceMustAgree() {
        let number = "<ram:ID>RE-2027-0124</ram:ID>"
        #expect(cii.contains(number))
        #expect(facts(cii.replacing(number, with: number + number)) != nil)
        let other = read(cii.replacing(number, with: number + "<ram:ID>X</ram:ID>"))
        #expect(other == .unreadable(cause: "ID stands there more than once and says different things"))
    }

    /// The tax in the currency of the books stands beside that of the invoice.
    @Test func taxInTwoCurrencies() {
        let tax = "<ram:TaxTotalAmount currencyID=\"EUR\">190.00</ram:TaxTotalAmount>"
        #expect(cii.contains(tax))
        let both = cii.replacing(tax, with: "<ram:TaxTotalAmount currencyID=\"CHF\">180.00</ram:TaxTotalAmount>" + tax)
        #expect(facts(both)?.totals.taxTotal == Cents(19_000))
        let total = "<cac:TaxTotal><cbc:TaxAmount currencyID=\"CHF\">1.00</cbc:TaxAmount></cac:TaxTotal><cac:TaxTotal>"
        let reading = facts(ubl.replacing("<cac:TaxTotal>", with: total))
        #expect(reading?.totals.taxTotal == .zero)
        #expect(reading?.groups.count == 1)
    }

    @Test func repetitionsHaveAnEnd() {
        let term = "<ram:SpecifiedTradePaymentTerms/>"
        let many = cii.replacing(
            "<ram:SpecifiedTradePaymentTerms>", with: String(repeating: term, count: 1000) + "<ram:SpecifiedTradePaymentTerms>")
        #expect(read(many) == .unreadable(cause: "SpecifiedTradePaymentTerms stands there more than 1000 times"))
    }

    /// Facts are kept with the books: they come back as they went.
    @Test func factsAreKept() throws {
        for name in InvoiceCorpus.own where name.hasPrefix("made/") {
            guard case .read(let facts, _) = EInvoiceReader.read(try PDFCorpus.bytes(name)).result else { continue }
            #expect(try JSONDecoder().decode(EInvoiceFacts.self, from: JSONEncoder().encode(facts)) == facts, "\(name)")
        }
    }

    /// The persisted part holds no person: the samples' names and streets are in no fact.
    @Test func factsNameNobody() throws {
        let text = String(decoding: try JSONEncoder().encode(try #require(facts(cii))), as: UTF8.self)
        for word in ["Muster", "Beispiel", "haustechnik", "Hannover", "SKONTO", "PRJ-215"] { #expect(!text.contains(word), "\(word)") }
        #expect(cii.contains("Muster") && cii.contains("SKONTO"))
    }
}
