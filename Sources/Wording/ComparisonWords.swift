package import Bookkeeping

/// The words of the comparison of both systems.
extension Catalogue {
    package static func word(_ comparisonClass: ComparisonClass) -> Wording {
        switch comparisonClass {
        case .ok: Wording("stimmt überein", "agrees")
        case .missing: Wording("fehlt in lexoffice", "missing in lexoffice")
        case .filePending: Wording("PDF fehlt noch", "PDF still missing")
        case .different: Wording("weicht ab", "different")
        case .surplus: Wording("überzählig in lexoffice", "surplus in lexoffice")
        case .duplicate: Wording("Nummer doppelt", "number twice")
        case .deleted: Wording("in lexoffice gelöscht", "deleted in lexoffice")
        case .voided: Wording("in lexoffice storniert", "voided in lexoffice")
        case .blocked: Wording("zurückgehalten", "held")
        case .skipped: Wording("nicht zu übertragen", "not to be transferred")
        case .beforeStart: Wording("vor dem Startdatum", "before the start date")
        case .payment: Wording("Zahlung weicht ab", "payment differs")
        }
    }

    package static let causeAdopted = Wording("mit anderem Inhalt verknüpft (`--adopt`)", "linked with other content (`--adopt`)")
    package static let causeAccepted = Wording("so gelten gelassen (`--accept`)", "let stand as it is (`--accept`)")
    package static let causeVoidAccepted = Wording(
        "Storno in lexoffice gelten gelassen (`--accept`)", "voiding in lexoffice let stand (`--accept`)")
    package static let causeWaived = Wording(
        "nicht zu buchen (`--waive`), aber von Hand gebucht", "waived (`--waive`), but booked by hand")

    package static func word(_ originator: Originator) -> Wording {
        switch originator {
        case .hero: Wording("HERO", "HERO")
        case .lexoffice: Wording("lexoffice", "lexoffice")
        case .reconcile: Wording("reconcile", "reconcile")
        }
    }

    package static func word(_ lateness: Lateness) -> Wording? {
        switch lateness {
        case .recent: nil
        case .warning: Wording("seit über 24 Stunden", "for more than 24 hours")
        case .critical: Wording("seit über 10 Tagen", "for more than 10 days")
        }
    }

    package static func word(_ reason: GapReason) -> Wording {
        switch reason {
        case .deletedInHero: Wording("in HERO gelöscht", "deleted in HERO")
        case .blocked: Wording("zurückgehalten", "held")
        case .beforeStart: Wording("vor dem Startdatum", "before the start date")
        case .skipped: Wording("nicht zu übertragen", "not to be transferred")
        case .unknown: Wording("in HERO kein Dokument dieser Nummer", "HERO has no document of this number")
        }
    }

    package static func rate(_ rate: ExactDecimal?, _ language: Language) -> String {
        guard let rate else { return language == .de ? "ohne Satz" : "no rate" }
        let text = rate.description
        return "\(language == .de ? text.replacing(".", with: ",") : text) %"
    }

    package static let comparisonHead = Wording("Abgleich", "Comparison")
    package static let dryRunDepth = Wording(
        "Gelesen wurde, was abweicht; `reconcile close MONAT` liest jeden Beleg des Monats neu.",
        "What differs was read in full; `reconcile close MONTH` reads every voucher of the month anew.")
    package static let earlierMonths = Wording("frühere Monate stimmen überein", "earlier months agree")
    package static let allRates = Wording("alle", "all")
    package static let undated = Wording("ohne Datum", "undated")
    package static let unreadVouchers = Wording(
        "abweichende Belege wurden nicht gelesen und fehlen in den Summen", "differing vouchers were not read and are missing in the totals"
    )
    package static let columnRate = Wording("USt-Satz", "VAT rate")
    package static let columnCount = Wording("Anzahl", "count")
    package static let columnNet = Wording("Netto", "net")
    package static let columnTax = Wording("USt", "tax")
    package static let columnGross = Wording("Brutto", "gross")
    package static let columnDifference = Wording("Differenz", "difference")
    package static let gapsHead = Wording("Lücken in den Nummernkreisen", "Gaps in the number ranges")
}
