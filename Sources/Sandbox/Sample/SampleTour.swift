package import Bookkeeping

/// Nine documents that show the main job: plain, mixed, §13b, photovoltaics with a wallbox, progress and final invoice, one from
/// before the start date, an offer and a draft.
package struct SampleTour: Sendable {
    package var run: SampleRun

    /// All on the start date but the first, which is the day before.
    package init(from startDate: BusinessDay) {
        let contacts = [
            SampleContact(
                customer: HeroCustomerRecord(
                    type: "commercial", firstName: "Max", lastName: "Mustermann", companyName: "Müller & Söhne Bau",
                    companyLegalForm: "GmbH", email: "rechnung@mueller-soehne.example",
                    address: HeroAddressRecord(street: "Beispielweg 1", zipcode: "30449", city: "Hannover"))),
            SampleContact(
                customer: HeroCustomerRecord(
                    type: "private", title: "Frau", firstName: "Käthe", lastName: "Weiß", email: "kaethe.weiss@haushalt.example",
                    address: HeroAddressRecord(street: "Ölmühlenstraße 12", zipcode: "01067", city: "Dresden"))),
        ]
        let projects = [
            SampleProject(name: "Neubau Halle 3", contact: 0, partnerID: 7002),
            SampleProject(name: "Badsanierung", contact: 1, partnerID: 7003),
        ]
        run = SampleRun(startDate: startDate, contacts: contacts, projects: projects, steps: SampleTour.steps(startDate))
    }

    private static func steps(_ startDate: BusinessDay) -> [SampleStep] {
        func draft(_ type: Int, _ customer: Int, _ lines: [HeroLine], _ style: HeroInvoiceStyle? = nil, day: BusinessDay) -> HeroDraft {
            var draft = HeroDraft(typeID: type, customerID: customer, date: day, lines: lines)
            draft.projectID = customer
            draft.partnerID = 7002 + customer
            draft.style = style
            draft.serviceTo = day.adding(days: -1)
            draft.dueDays = 14
            draft.statesTotals = false
            draft.deductionForm = .negativeLines
            // The first customer is the firm.
            if customer == 0 { draft.eInvoice = HeroEInvoice() }
            return draft
        }
        func step(_ key: Int, _ action: SampleStep.Action, day: BusinessDay, _ outcome: SampleStep.Outcome = .booked) -> SampleStep {
            let time = Instant(milliseconds: day.daysSince1970 * 86_400_000 + Int64(8 * 60 + key * 5) * 60_000)
            return SampleStep(key: key, at: time, isBeforeStart: day < startDate, action: action, outcome: outcome)
        }
        func invoice(_ key: Int, _ draft: HeroDraft, deducting: [Int] = []) -> SampleStep {
            step(key, .publish(draft, deducting: deducting, isSent: true), day: draft.date ?? startDate)
        }
        let hours = HeroLine("Montagestunden", quantity: 12_500, unit: "Std", unitPrice: 5850, rate: 19)
        let material = HeroLine("Material", unitPrice: 24_890, rate: 19)
        let modules = HeroLine("PV-Anlage mit Speicher", unitPrice: 1_149_000, rate: 0)
        let shell = HeroLine("Rohbauarbeiten", quantity: 96_000, unit: "Std", unitPrice: 9000, rate: 0)
        return [
            invoice(1, draft(SampleTypes.invoice, 0, [hours], day: startDate.adding(days: -1))),
            invoice(2, draft(SampleTypes.invoice, 0, [hours, material], day: startDate)),
            invoice(
                3,
                draft(
                    SampleTypes.invoice, 1,
                    [
                        HeroLine("Pflasterarbeiten", unitPrice: 38_975, rate: 19),
                        HeroLine("Stauden", quantity: 4000, unitPrice: 5365, rate: 7),
                    ],
                    day: startDate)),
            invoice(4, draft(SampleTypes.construction, 0, [shell], day: startDate)),
            invoice(
                5,
                draft(
                    SampleTypes.photovoltaicWithExtras, 1, [modules, HeroLine("Wallbox", unitPrice: 104_900, rate: 19)], day: startDate)),
            invoice(
                6, draft(SampleTypes.progress, 1, [HeroLine("1. Abschlag", unitPrice: 500_000, rate: 19)], .downpayment, day: startDate)),
            invoice(
                7,
                draft(SampleTypes.invoice, 1, [HeroLine("Badsanierung komplett", unitPrice: 1_234_567, rate: 19)], .full, day: startDate),
                deducting: [6]),
            step(
                8, .publish(draft(SampleTypes.offer, 0, [material], day: startDate), deducting: [], isSent: true), day: startDate,
                .fixed(.notBooked)),
            step(
                9, .saveDraft(draft(SampleTypes.invoice, 0, [hours], day: startDate), isDeleted: false), day: startDate,
                .fixed(.notBooked)),
        ]
    }
}
