package import Bookkeeping

/// Two part invoices, the final invoice, and a second one for work that was ordered after it, all of one firm, one project and over
/// two rates. Every invoice asks for what those before it did not, so their sum is the whole work to the cent. The first final invoice
/// states deductions as asked for here; the second carries no e-invoice, and its lines are the rest alone.
package struct SampleChain: Sendable {
    package var run: SampleRun

    /// 24 567.89 € at 19 % and 3 209.85 € at 7 %, with VAT.
    package static let grossCents: Int64 = 3_267_033

    /// - Parameters:
    ///   - eInvoice: of the part invoices and the first final one; nil for PDFs without XML. The type code is that of the final one.
    ///   - partTypeCode: BT-3 of the part invoices: nil for 875, or 386.
    package init(
        from day: BusinessDay, form: HeroDeductionForm = .negativeLines, eInvoice: HeroEInvoice? = HeroEInvoice(), partTypeCode: Int? = nil
    ) {
        let firm = SampleContact(
            customer: HeroCustomerRecord(
                type: "commercial", companyName: "Hausverwaltung Lindenhof", companyLegalForm: "GmbH",
                email: "rechnung@lindenhof.example",
                address: HeroAddressRecord(street: "Am Kanal 8", zipcode: "30449", city: "Hannover")))
        let project = SampleProject(name: "Strangsanierung", contact: 0, partnerID: 7002)
        let partInvoice = eInvoice.map { _ in HeroEInvoice(typeCode: partTypeCode) }
        func draft(_ standard: Int64, _ reduced: Int64, style: HeroInvoiceStyle, _ eInvoice: HeroEInvoice?) -> HeroDraft {
            let lines = [
                HeroLine("Sanitärarbeiten", unitPrice: standard, rate: 19), HeroLine("Hauswasseranschluss", unitPrice: reduced, rate: 7),
            ]
            var draft = HeroDraft(
                typeID: style == .parted ? SampleTypes.progress : SampleTypes.invoice, customerID: 0, date: day, lines: lines)
            draft.projectID = 0
            draft.partnerID = 7002
            draft.style = style
            draft.dueDays = 14
            draft.statesTotals = false
            draft.deductionForm = form
            draft.eInvoice = eInvoice
            return draft
        }
        var supplement = draft(2_456_789, 320_985, style: .full, nil)
        supplement.deductionForm = .restOnly
        // Part invoices of whole euros: the net of each rate follows from its VAT, which is all that an advance payment states.
        let drafts = [
            draft(800_000, 100_000, style: .parted, partInvoice), draft(987_600, 123_400, style: .parted, partInvoice),
            draft(2_345_678, 298_765, style: .full, eInvoice), supplement,
        ]
        let steps = drafts.enumerated().map { index, draft in
            let time = Instant(milliseconds: day.daysSince1970 * 86_400_000 + Int64(9 * 60 + index * 5) * 60_000)
            let deducting = draft.style == .full ? Array(1...index) : []
            return SampleStep(
                key: index + 1, at: time, isBeforeStart: false, action: .publish(draft, deducting: deducting, isSent: true),
                outcome: .booked)
        }
        run = SampleRun(startDate: day, contacts: [firm], projects: [project], steps: steps)
    }
}
