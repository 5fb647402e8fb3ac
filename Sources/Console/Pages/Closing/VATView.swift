internal import Bookkeeping
internal import Comparison
internal import Wording

/// The lines of the advance VAT return of a month, by one of the two dates.
struct VATView: Sendable {
    struct Line: Sendable {
        let line: String
        let cases: String
        let documents: String
        let euros: String
        let base: String
        let tax: String
        let reduced: String
    }

    let basis: String
    let other: String
    let otherAddress: String
    let lines: [Line]
    let isAny: Bool
    let unclear: String?

    init(_ sheet: CloseSheet, _ basis: VATBasis, _ text: PageText) {
        let vat = VATReturn(sheet.record, by: basis)
        let other: VATBasis =
            switch basis {
            case .documentDate: .paymentDate
            case .paymentDate: .documentDate
            }
        self.basis = text(VATView.word(basis))
        self.other = text(VATView.word(other))
        otherAddress = "\(ClosingPage.address(sheet.month, other))#voranmeldung"
        lines = vat.lines.map { line in
            Line(
                line: text(Catalogue.word(line.line)), cases: line.cases.map { text(Catalogue.word($0)) }.joined(separator: ", "),
                documents: text.count(line.documents), euros: text.count(Int(clamping: line.wholeEuros)), base: text.number(line.net),
                tax: text.number(line.tax), reduced: text.number(line.reducedNet))
        }
        isAny = !lines.isEmpty
        unclear = vat.unclear.isEmpty ? nil : vat.unclear.joined(separator: ", ")
    }

    static func word(_ basis: VATBasis) -> SheetWord {
        switch basis {
        case .documentDate: .byDocumentDate
        case .paymentDate: .byPaymentDate
        }
    }
}
