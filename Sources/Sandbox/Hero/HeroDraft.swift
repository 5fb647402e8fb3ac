package import Bookkeeping

/// What a person puts together in HERO's document builder. Prices are cents, quantities thousandths, percentages basis points
/// (1 = 0.01 %), so that the stand-in can work out every total in whole numbers.
package struct HeroDraft: Sendable, Hashable {
    package var typeID: Int
    package var customerID: Int
    /// *Ansprechpartner* on the customer's side; the customer itself when nil.
    package var contactID: Int?
    package var projectID: Int?
    /// *Ansprechpartner* in the firm.
    package var partnerID: Int?
    package var date: BusinessDay?
    package var style: HeroInvoiceStyle?
    package var currency = "EUR"
    /// Unit prices include VAT.
    package var isGross = false
    package var lines: [HeroLine]
    package var discount: HeroDiscount?
    package var deductions: [HeroDeduction] = []
    package var deductionForm = HeroDeductionForm.named
    package var serviceFrom: BusinessDay?
    /// The service day when there is no `serviceFrom`, else the end of the period.
    package var serviceTo: BusinessDay?
    package var dueDays: Int?
    package var cashDiscount: HeroCashDiscount?
    package var numbering = HeroNumbering.next
    /// HERO never gets round to rendering the PDF.
    package var isNeverRendered = false
    /// The printed totals per rate are part of `data`.
    package var statesTotals = true
    /// A PDF made elsewhere: HERO knows its net and its VAT, but no draft and no positions (hero-2026.md §13).
    package var isUploaded = false
    /// Nil where "E-Rechnung erstellen" was not ticked: the PDF carries no XML.
    package var eInvoice: HeroEInvoice?

    /// The same document with every figure negated, as a reversal prints it.
    package var negated: HeroDraft {
        var result = self
        for index in result.lines.indices { result.lines[index].quantity.negate() }
        if case .amount(let amount) = result.discount { result.discount = .amount(-amount) }
        for index in result.deductions.indices {
            result.deductions[index].net.negate()
            result.deductions[index].tax.negate()
        }
        return result
    }
}

/// Values of the enum `InvoiceStyle`.
package enum HeroInvoiceStyle: String, Sendable { case parted, full, cumulative, downpayment }

package enum HeroNumbering: Sendable, Hashable {
    /// The next number of the type's range.
    case next
    /// Published without a number: a fault that occurs.
    case missing
    case exactly(String)
}

package enum HeroDiscount: Sendable, Hashable {
    case percent(basisPoints: Int64)
    /// Cents off the sum of all groups.
    case amount(Int64)
}

/// *Skonto* terms; they change no figure of the document.
package struct HeroCashDiscount: Sendable, Hashable {
    package var basisPoints: Int64
    package var days: Int
}

package struct HeroLine: Sendable, Hashable {
    package enum Kind: String, Sendable { case product, text, subtotal, labourNotice = "labour_notice" }

    package var kind: Kind
    package var name: String
    /// Thousandths of the unit.
    package var quantity: Int64
    package var unit: String
    /// Cents per unit, net or gross by the draft.
    package var unitPrice: Int64
    /// Off this line.
    package var discountBasisPoints: Int64
    /// Whole percent.
    package var rate: Int
    /// Why a 0 % line is 0 %, in the words of `TaxCase`; nil leaves it to the document type. HERO's data do not tell (hero-2026.md §5),
    /// an e-invoice does.
    package var zeroReason: String?
    /// Printed as an alternative, not part of the sum.
    package var isOptional: Bool

    package init(
        _ name: String, quantity: Int64 = 1000, unit: String = "Stk", unitPrice: Int64, discountBasisPoints: Int64 = 0, rate: Int,
        zeroReason: String? = nil, isOptional: Bool = false
    ) {
        kind = .product
        self.name = name
        self.quantity = quantity
        self.unit = unit
        self.unitPrice = unitPrice
        self.discountBasisPoints = discountBasisPoints
        self.rate = rate
        self.zeroReason = zeroReason
        self.isOptional = isOptional
    }

    /// A line that is only printed, such as the labour cost notice of § 35a EStG with its amount.
    package init(information kind: Kind, _ text: String, amount: Int64 = 0) {
        self.init(text, quantity: 0, unit: "", unitPrice: amount, rate: 0)
        self.kind = kind
    }

    package var isCounted: Bool { kind == .product && !isOptional }
}
