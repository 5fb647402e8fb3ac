internal import Bookkeeping

/// Every figure the XML of a document states, in cents. Net prices only: a document with gross prices has no e-invoice here.
struct EInvoiceFigures {
    struct Line {
        var name: String
        /// Thousandths.
        var quantity: Int64
        var unit: String
        /// Never negative, as the sign stands at the quantity.
        var unitPrice: Int64
        /// Off this line.
        var allowance: Int64
        /// After the allowance (BT-131).
        var net: Int64
        var category: EInvoiceCategory
    }

    struct Sum {
        var category: EInvoiceCategory
        var net: Int64
        var tax: Int64
    }

    /// An earlier invoice and what it asked for.
    struct Advance {
        var number: String
        var date: BusinessDay?
        var sums: [Sum]

        var gross: Int64 { sums.reduce(0) { $0 + $1.net + $1.tax } }
    }

    private(set) var lines: [Line] = []
    /// Shares of the discount on the whole document, by group (BG-20).
    private(set) var allowances: [Sum] = []
    /// BG-23.
    private(set) var groups: [Sum] = []
    let advances: [Advance]
    /// BT-113.
    private(set) var prepaid: Int64 = 0

    var lineTotal: Int64 { lines.reduce(0) { $0 + $1.net } }
    var allowanceTotal: Int64 { allowances.reduce(0) { $0 + $1.net } }
    var net: Int64 { groups.reduce(0) { $0 + $1.net } }
    var tax: Int64 { groups.reduce(0) { $0 + $1.tax } }
    var gross: Int64 { net + tax }

    /// `sign` -1 turns the figures of a credit note, which are positive in its XML.
    init(of document: HeroDocumentRecord, as form: HeroEInvoice.Deductions, typeReason: String?, sign: Int64) {
        advances = EInvoiceFigures.advances(document.draft, typeReason: typeReason)
        var whole = document.draft
        whole.deductions = []
        var undiscounted = whole
        undiscounted.discount = nil
        lines = whole.lines.filter(\.isCounted).map { EInvoiceFigures.line($0, typeReason: typeReason) }
        let before = HeroTotals(of: undiscounted, typeReason: typeReason).groups
        let after = HeroTotals(of: whole, typeReason: typeReason).groups
        allowances = zip(before, after).compactMap { before, after in
            let net = before.net - after.net
            return net == 0 ? nil : Sum(category: EInvoiceCategory(rate: after.rate, zeroReason: after.zeroReason), net: net, tax: 0)
        }
        switch form {
        case .advances, .prepaid:
            groups = EInvoiceFigures.sums(after)
            prepaid = advances.reduce(0) { $0 + $1.gross }
        case .rest:
            groups = EInvoiceFigures.sums(document.totals.groups)
            lines += document.draft.deductions.map { deduction in
                let category = EInvoiceCategory(rate: deduction.rate, zeroReason: typeReason)
                return EInvoiceFigures.subtraction("abzgl. \(deduction.number)", deduction.net, category)
            }
        case .exemptGroup:
            groups = EInvoiceFigures.sums(after)
            subtractAsExempt(document.draft.deductions)
        }
        if sign < 0 { negate() }
    }

    private mutating func subtractAsExempt(_ deductions: [HeroDeduction]) {
        let net = deductions.reduce(0) { $0 + $1.net }
        guard net != 0 else { return }
        lines.append(EInvoiceFigures.subtraction("Abzug bereits berechneter Leistungen", net, .deducted))
        groups.append(Sum(category: .deducted, net: -net, tax: 0))
        prepaid = deductions.reduce(0) { $0 + $1.tax }
    }

    private mutating func negate() {
        for index in lines.indices {
            lines[index].quantity.negate()
            lines[index].allowance.negate()
            lines[index].net.negate()
        }
        for index in allowances.indices { allowances[index].net.negate() }
        for index in groups.indices {
            groups[index].net.negate()
            groups[index].tax.negate()
        }
        prepaid.negate()
    }

    private static func line(_ line: HeroLine, typeReason: String?) -> Line {
        var undiscounted = line
        undiscounted.discountBasisPoints = 0
        let net = HeroTotals.amount(of: line)
        return Line(
            name: line.name, quantity: line.unitPrice < 0 ? -line.quantity : line.quantity, unit: line.unit,
            unitPrice: abs(line.unitPrice), allowance: HeroTotals.amount(of: undiscounted) - net, net: net,
            category: EInvoiceCategory(rate: line.rate, zeroReason: line.zeroReason ?? typeReason))
    }

    private static func subtraction(_ name: String, _ net: Int64, _ category: EInvoiceCategory) -> Line {
        Line(
            name: name, quantity: net < 0 ? 1000 : -1000, unit: "psch", unitPrice: abs(net), allowance: 0, net: -net, category: category)
    }

    private static func sums(_ groups: [HeroTotals.Group]) -> [Sum] {
        groups.map { Sum(category: EInvoiceCategory(rate: $0.rate, zeroReason: $0.zeroReason), net: $0.net, tax: $0.tax) }
    }

    /// One for each number, in the order of the deductions.
    private static func advances(_ draft: HeroDraft, typeReason: String?) -> [Advance] {
        draft.deductions.reduce(into: [Advance]()) { advances, deduction in
            let category = EInvoiceCategory(rate: deduction.rate, zeroReason: typeReason)
            let sum = Sum(category: category, net: deduction.net, tax: deduction.tax)
            if let index = advances.firstIndex(where: { $0.number == deduction.number }) {
                advances[index].sums.append(sum)
            } else {
                advances.append(Advance(number: deduction.number, date: deduction.date, sums: [sum]))
            }
        }
    }
}
