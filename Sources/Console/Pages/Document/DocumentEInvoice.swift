internal import Bookkeeping
internal import Reconciliation
internal import Wording

/// What the e-invoice in the PDF says.
enum DocumentEInvoice {
    /// Nil where there is none, or nobody looked.
    static func view(_ note: EInvoiceNote?, _ text: PageText) -> DocumentView.EInvoice? {
        switch note {
        case nil, .some(.none): return nil
        case .refused(let reason, let detail):
            let why = "\(text(Catalogue.explanation(reason).what)) (\(reason.rawValue), \(detail))"
            return DocumentView.EInvoice(title: text(DocumentWord.eInvoiceHeld), facts: [], rates: [], held: why)
        case .facts(let facts):
            var shown: [DocumentView.Fact] = []
            func add(_ word: DocumentWord, _ value: String?) {
                if let value { shown.append(DocumentView.Fact(label: text(word), value: value)) }
            }
            add(.profile, facts.profile)
            add(.number, facts.number)
            add(.date, facts.issueDate.map(text.day))
            add(.due, facts.dueDate.map(text.day))
            add(.eInvoiceTotal, facts.totals.grandTotal.map(text.amount))
            add(.eInvoiceFile, facts.xmlSHA256)
            let rates = facts.groups.map { $0.signed(facts.sign) }.map { group in
                DocumentView.RateRow(
                    rate: text.percent(group.rate), heroNet: text.amount(group.net), heroTax: text.amount(group.tax), bookedNet: "",
                    bookedTax: "", differs: false)
            }
            return DocumentView.EInvoice(title: text(DocumentWord.eInvoice), facts: shown, rates: rates, held: nil)
        }
    }
}
