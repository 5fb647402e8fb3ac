/// By which date something belongs into a return.
package enum VATBasis: String, Sendable, CaseIterable {
    /// *Vereinbarte Entgelte* (*Soll*): by the date of the voucher, a reduction by its own.
    case documentDate = "document_date"
    /// *Vereinnahmte Entgelte* (*Ist*): by the date of each payment.
    case paymentDate = "payment_date"
}

/// What a month's sheet comes to, line by line of the advance VAT return. Computed from lexoffice's side, from which the return is filed.
package struct VATReturn: Sendable, Hashable {
    package struct Line: Sendable, Hashable {
        package var line: VATLine
        /// The cases that fell into it.
        package var cases: [VATCase] = []
        /// Documents with a share in it.
        package var documents = 0
        /// Tax base, reductions taken off.
        package var net = Cents.zero
        package var tax = Cents.zero
        /// How much of both are reductions: cash discounts and bad debts of the month, negative for sales.
        package var reducedNet = Cents.zero
        package var reducedTax = Cents.zero

        /// As the form wants the base: whole euros, the cents dropped.
        package var wholeEuros: Int64 { net.amount / 100 }
    }

    package var basis: VATBasis
    /// In the order of the form; none without a document.
    package var lines: [Line] = []
    /// Documents of which not all figures are known, by number or id: they may be missing in the lines.
    package var unclear: [String] = []

    package init(_ sheet: SheetRecord, by basis: VATBasis) {
        self.basis = basis
        for row in sheet.rows {
            let own = row.shares(by: basis)
            let reductions = basis == .documentDate ? row.reductions : []
            // Unknown payments may be a cash discount, which lowers what is due by document date, too.
            if !row.doubts.isEmpty { unclear.append(row.name) }
            var touched: Set<VATLine> = []
            for share in own + reductions {
                let place = place(of: sheet.line(share.kind))
                lines[place].net += share.net
                lines[place].tax += share.tax
                if !lines[place].cases.contains(share.kind) { lines[place].cases.append(share.kind) }
                if touched.insert(lines[place].line).inserted { lines[place].documents += 1 }
            }
            for share in reductions {
                let place = place(of: sheet.line(share.kind))
                lines[place].reducedNet += share.net
                lines[place].reducedTax += share.tax
            }
        }
        for place in lines.indices { lines[place].cases.sort { $0.rawValue < $1.rawValue } }
    }

    private mutating func place(of line: VATLine) -> Int {
        if let found = lines.firstIndex(where: { $0.line == line }) { return found }
        let place = lines.firstIndex { line < $0.line } ?? lines.endIndex
        lines.insert(Line(line: line), at: place)
        return place
    }
}
