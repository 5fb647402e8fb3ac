/// What HERO says about one document, translated: no JSON, no floats, no wire names. HERO owns every field (design §1.5).
package struct Document: Sendable, Hashable, Codable {
    /// HERO's id: stable, ascending.
    package var id: Int
    /// The printed number, byte for byte (S21). Nil while HERO has not assigned one.
    package var number: String?
    package var kind: DocumentKind
    /// `EUR` is the only one booked.
    package var currency: String
    /// *Belegdatum* (S22).
    package var documentDate: BusinessDay?
    /// When HERO created it; nil when HERO delivers none (S18).
    package var createdAt: Instant?
    /// *Lieferdatum*: the service day, or the end of the service period (S23).
    package var serviceDate: BusinessDay?
    package var dueDate: BusinessDay?
    package var priceMode: PriceMode
    package var taxCase: TaxCase
    /// As the builder's data tell them; empty where HERO has none.
    package var lines: [DocumentLine]
    package var discount: DocumentDiscount?
    /// Earlier part invoices printed as subtracted (C6).
    package var deductions: [Deduction]
    /// The lines as HERO tells them a second time, where they may meet the totals better: earlier part invoices may stand among
    /// them as negative ones (hero-2026.md §7). Nil where HERO does not, or not readably.
    package var positions: [DocumentLine]?
    /// Path of what could not be read of HERO's lines; the figures have to come from another source (hero-2026.md D).
    package var unreadLines: String?
    /// Totals per rate as printed; empty when HERO delivers only the sums below (C7).
    package var printed: [PrintedTotal]
    /// Sums HERO shows for the whole document, net and VAT amount; nil when it shows none.
    package var totalNet: Cents?
    package var totalTax: Cents?
    /// HERO's id and number of the document this one reverses.
    package var originalID: Int?
    package var originalNumber: String?
    /// What this one reverses lowered turnover itself, so reversing it raises turnover again (hero-2026.md §8).
    package var reversesCredit: Bool?
    package var customer: Customer?
    /// *Ansprechpartner* as chosen by configuration (S27).
    package var contactPerson: String?
    package var projectNumber: String?
    package var projectName: String?

    package init(
        id: Int, number: String?, kind: DocumentKind, currency: String = "EUR", documentDate: BusinessDay? = nil,
        createdAt: Instant? = nil, serviceDate: BusinessDay? = nil, dueDate: BusinessDay? = nil, priceMode: PriceMode = .net,
        taxCase: TaxCase = .standard, lines: [DocumentLine] = [], discount: DocumentDiscount? = nil, deductions: [Deduction] = [],
        positions: [DocumentLine]? = nil, unreadLines: String? = nil, printed: [PrintedTotal] = [], totalNet: Cents? = nil,
        totalTax: Cents? = nil, originalID: Int? = nil, originalNumber: String? = nil, reversesCredit: Bool? = nil,
        customer: Customer? = nil, contactPerson: String? = nil, projectNumber: String? = nil,
        projectName: String? = nil
    ) {
        self.id = id
        self.number = number
        self.kind = kind
        self.currency = currency
        self.documentDate = documentDate
        self.createdAt = createdAt
        self.serviceDate = serviceDate
        self.dueDate = dueDate
        self.priceMode = priceMode
        self.taxCase = taxCase
        self.lines = lines
        self.discount = discount
        self.deductions = deductions
        self.positions = positions
        self.unreadLines = unreadLines
        self.printed = printed
        self.totalNet = totalNet
        self.totalTax = totalTax
        self.originalID = originalID
        self.originalNumber = originalNumber
        self.reversesCredit = reversesCredit
        self.customer = customer
        self.contactPerson = contactPerson
        self.projectNumber = projectNumber
        self.projectName = projectName
    }
}

/// The closed list of booking-relevant kinds (S14); anything else never becomes a ``Document``.
package enum DocumentKind: String, Sendable, Codable, CaseIterable {
    case invoice
    case partialInvoice = "partial_invoice"
    case progressInvoice = "progress_invoice"
    case cumulativeInvoice = "cumulative_invoice"
    case finalInvoice = "final_invoice"
    /// *Stornorechnung*: reverses one document in full.
    case cancellation
    /// *Rechnungskorrektur* or commercial *Gutschrift*: the original stays valid.
    case creditNote = "credit_note"

    package var isReversal: Bool { self == .cancellation || self == .creditNote }
}

package enum PriceMode: String, Sendable, Codable { case net, gross }

/// Why a document or line is taxed as it is (C13). The VAT case travels to lexoffice in the posting category alone.
package enum TaxCase: String, Sendable, Codable, CaseIterable {
    case standard
    case construction13b = "construction_13b"
    /// The recipient owes the tax by the document's type, but his country is another one, or none is named.
    case recipientElsewhere = "recipient_elsewhere"
    case smallBusiness = "small_business"
    case photovoltaic0 = "photovoltaic_0"
    case intraEUGoods = "intra_eu_goods"
    case euService13b = "eu_service_13b"
    case exportGoods = "export_goods"
    case exportService = "export_service"
    case nonTaxable = "non_taxable"
}

package struct DocumentLine: Sendable, Hashable, Codable {
    package var quantity: ExactDecimal
    /// Net or gross by the document's price mode, in euros.
    package var unitPrice: ExactDecimal
    /// Percent off this line, 0…100.
    package var discountPercent: ExactDecimal?
    /// Percent, e.g. 19.
    package var rate: ExactDecimal
    /// Overrides the document's case.
    package var taxCase: TaxCase?
    /// Text, subtotal, labour-cost notice, optional position: printed, never booked (C2, V13).
    package var isInformation: Bool

    package init(
        quantity: ExactDecimal, unitPrice: ExactDecimal, discountPercent: ExactDecimal? = nil, rate: ExactDecimal,
        taxCase: TaxCase? = nil, isInformation: Bool = false
    ) {
        self.quantity = quantity
        self.unitPrice = unitPrice
        self.discountPercent = discountPercent
        self.rate = rate
        self.taxCase = taxCase
        self.isInformation = isInformation
    }
}

package enum DocumentDiscount: Sendable, Hashable, Codable {
    case percent(ExactDecimal)
    case amount(Cents)
}

package struct Deduction: Sendable, Hashable, Codable {
    package var number: String
    package var rate: ExactDecimal
    package var net: Cents
    package var tax: Cents

    package init(number: String, rate: ExactDecimal, net: Cents, tax: Cents) {
        self.number = number
        self.rate = rate
        self.net = net
        self.tax = tax
    }
}

package struct PrintedTotal: Sendable, Hashable, Codable {
    package var rate: ExactDecimal
    package var net: Cents
    package var tax: Cents

    package init(rate: ExactDecimal, net: Cents, tax: Cents) {
        self.rate = rate
        self.net = net
        self.tax = tax
    }
}
