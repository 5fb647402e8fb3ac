/// What booking needs of an e-invoice, as it is stated there: amounts unsigned by the class of the document, nothing computed.
/// No name, no address and no free text that could hold one, because these facts are kept (einvoice.md §2).
package struct EInvoiceFacts: Sendable, Hashable, Codable {
    package var syntax: EInvoiceSyntax
    /// BT-24, the guideline the invoice says it follows.
    package var profile: String?
    /// BT-1, byte for byte.
    package var number: String?
    /// BT-3, a code of UNTDID 1001.
    package var typeCode: String?
    /// BT-2
    package var issueDate: BusinessDay?
    /// BT-5, three letters.
    package var currency: String?
    /// BT-72
    package var deliveryDate: BusinessDay?
    /// BT-73 and BT-74, the ends included.
    package var periodStart: BusinessDay?
    package var periodEnd: BusinessDay?
    /// BT-9 of the payment terms that grant no discount.
    package var dueDate: BusinessDay?
    /// BT-55, ISO 3166 alpha-2.
    package var buyerCountry: String?
    package var lines: EInvoiceLines
    package var totals: EInvoiceTotals
    /// BG-23 in the order of the file.
    package var groups: [EInvoiceTaxGroup]
    /// BG-20 and BG-21 in the order of the file.
    package var allowances: [EInvoiceAllowance]
    /// BG-X-45, advances with their tax.
    package var advances: [EInvoiceAdvance]
    /// BG-3, earlier invoices this one refers to.
    package var preceding: [EInvoiceReference]
    /// BG-DEX-09 of the XRechnung extension: sums of others that are collected along.
    package var thirdPartyPayments: [Cents]
    /// Of the XML's bytes, 64 hexadecimal digits.
    package var xmlSHA256: String

    package init(
        syntax: EInvoiceSyntax, profile: String? = nil, number: String? = nil, typeCode: String? = nil, issueDate: BusinessDay? = nil,
        currency: String? = nil, deliveryDate: BusinessDay? = nil, periodStart: BusinessDay? = nil, periodEnd: BusinessDay? = nil,
        dueDate: BusinessDay? = nil, buyerCountry: String? = nil, lines: EInvoiceLines = EInvoiceLines(),
        totals: EInvoiceTotals = EInvoiceTotals(), groups: [EInvoiceTaxGroup] = [], allowances: [EInvoiceAllowance] = [],
        advances: [EInvoiceAdvance] = [], preceding: [EInvoiceReference] = [], thirdPartyPayments: [Cents] = [], xmlSHA256: String
    ) {
        self.syntax = syntax
        self.profile = profile
        self.number = number
        self.typeCode = typeCode
        self.issueDate = issueDate
        self.currency = currency
        self.deliveryDate = deliveryDate
        self.periodStart = periodStart
        self.periodEnd = periodEnd
        self.dueDate = dueDate
        self.buyerCountry = buyerCountry
        self.lines = lines
        self.totals = totals
        self.groups = groups
        self.allowances = allowances
        self.advances = advances
        self.preceding = preceding
        self.thirdPartyPayments = thirdPartyPayments
        self.xmlSHA256 = xmlSHA256
    }

    /// -1 where amounts are stated positive and mean the opposite.
    package var sign: Int64 { EInvoiceTypeCode.isCreditNote(typeCode) ? -1 : 1 }

    /// *Lieferdatum*: the delivery day, else the end of the period (einvoice.md §5, rule 8).
    package var shippingDate: BusinessDay? { deliveryDate ?? periodEnd }

    /// What the invoice asks for in all, by its meaning: below zero is money the customer gets.
    package var meantGross: Cents { Cents(sign * (totals.grandTotal ?? groups.map(\.gross).sum()).amount) }
}

/// How the XML is written.
package enum EInvoiceSyntax: String, Sendable, Codable, CaseIterable {
    case crossIndustryInvoice = "CII"
    case ublInvoice = "UBL Invoice"
    case ublCreditNote = "UBL CreditNote"
    /// The format of 2014; in law no e-invoice.
    case zugferd1 = "ZUGFeRD 1.0"
}

/// The classes of BT-3 (einvoice.md §2).
package enum EInvoiceTypeCode {
    private static let creditNotes: Set<String> = [
        "81", "83", "261", "296", "308", "381", "396", "420", "458", "502", "503", "532",
    ]
    private static let invoices: Set<String> = ["326", "380", "384", "386", "388", "389", "875", "876", "877"]

    package static func isCreditNote(_ code: String?) -> Bool { code.map(creditNotes.contains) ?? false }

    /// Neither class, or no code at all: what such a paper means is not known.
    package static func isKnown(_ code: String?) -> Bool { code.map { creditNotes.contains($0) || invoices.contains($0) } ?? false }
}
