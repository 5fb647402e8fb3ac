@testable import Bookkeeping

/// A final invoice over 10,640.63 net at 19 % and what belongs to it, as hand-made as its figures.
enum EInvoiceSample {
    static let day = BusinessDay(year: 2027, month: 5, day: 15)

    /// One group of 1,000.00 at 19 %.
    static func invoice(_ change: (inout EInvoiceFacts) -> Void = { _ in }) -> EInvoiceFacts {
        var facts = EInvoiceFacts(
            syntax: .crossIndustryInvoice, profile: "urn:cen.eu:en16931:2017", number: "RE-1", typeCode: "380", issueDate: day,
            currency: "EUR", deliveryDate: BusinessDay(year: 2027, month: 5, day: 10), buyerCountry: "DE",
            lines: EInvoiceLines(count: 2, net: Cents(100_000)),
            totals: EInvoiceTotals(
                lineTotal: Cents(100_000), taxBasis: Cents(100_000), taxTotal: Cents(19_000), grandTotal: Cents(119_000),
                payable: Cents(119_000)),
            groups: [group("S", 19, 100_000, 19_000, entries: 2)], xmlSHA256: "")
        change(&facts)
        return facts
    }

    /// The same as a document of HERO.
    static func document(_ change: (inout Document) -> Void = { _ in }) -> Document {
        var document = Document(
            id: 1, number: "RE-1", kind: .invoice, documentDate: day, totalNet: Cents(100_000), totalTax: Cents(19_000))
        change(&document)
        return document
    }

    static func group(_ category: String, _ rate: Int, _ net: Int64, _ tax: Int64, entries: Int = 1) -> EInvoiceTaxGroup {
        EInvoiceTaxGroup(category: category, rate: ExactDecimal(rate), net: Cents(net), tax: Cents(tax), entries: entries)
    }

    /// One group without tax.
    static func untaxed(_ category: String) -> EInvoiceFacts {
        invoice {
            $0.groups = [group(category, 0, 100_000, 0)]
            ($0.totals.taxTotal, $0.totals.grandTotal, $0.totals.payable) = (.zero, Cents(100_000), Cents(100_000))
        }
    }

    static func untaxedDocument(_ taxCase: TaxCase = .standard) -> Document {
        document {
            $0.totalTax = .zero
            $0.taxCase = taxCase
        }
    }

    /// 877 with two advances of 5,950.00 and 3,570.00: 3,142.35 are left, 501.72 of it tax.
    static func final(_ change: (inout EInvoiceFacts) -> Void = { _ in }) -> EInvoiceFacts {
        var facts = invoice {
            $0.typeCode = "877"
            $0.lines = EInvoiceLines(count: 2, net: Cents(1_064_063))
            $0.totals = EInvoiceTotals(
                lineTotal: Cents(1_064_063), taxBasis: Cents(1_064_063), taxTotal: Cents(202_172), grandTotal: Cents(1_266_235),
                prepaid: Cents(952_000), payable: Cents(314_235))
            $0.groups = [group("S", 19, 1_064_063, 202_172, entries: 4)]
            $0.advances = [advance(595_000, [("S", 19, 95_000)], "A-1"), advance(357_000, [("S", 19, 57_000)], "A-2")]
        }
        change(&facts)
        return facts
    }

    static func advance(_ paid: Int64, _ taxes: [(String, Int, Int64)], _ number: String? = nil) -> EInvoiceAdvance {
        EInvoiceAdvance(
            paid: Cents(paid), number: number,
            taxes: taxes.map { EInvoiceAdvanceTax(category: $0.0, rate: ExactDecimal($0.1), tax: Cents($0.2)) })
    }

    static func earlier(_ number: String, _ parts: (Int, Int64, Int64)...) -> EarlierVoucher {
        EarlierVoucher(
            number: number, parts: parts.map { EarlierPart(rate: ExactDecimal($0.0), gross: Cents($0.1), tax: Cents($0.2)) })
    }
}
