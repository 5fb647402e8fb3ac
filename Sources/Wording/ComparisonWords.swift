package import Bookkeeping

/// The words of the comparison of both systems.
extension Catalogue {
    static func comparison(_ reason: ReasonCode) -> Explanation {
        switch reason {
        case .voucherUnreadable:
            Explanation(
                ("lexoffice liefert den Beleg in unbekannter Form.", "lexoffice delivers the voucher in an unknown form."),
                (
                    "Den Beleg in lexoffice ansehen; mit Belegnummer und Version melden.",
                    "Look at it in lexoffice; report it with number and version."
                ))
        case .surplusVoucher:
            Explanation(
                (
                    "Ein Beleg aus unserem Nummernkreis, zu dem kein HERO-Dokument gehört.",
                    "A voucher of our number range that belongs to no HERO document."
                ),
                (
                    "In lexoffice prüfen: löschen, umnummerieren oder in HERO die fehlende Rechnung suchen.",
                    "Check it in lexoffice: delete it, renumber it, or look for the missing invoice in HERO."
                ))
        case .nettingOpen:
            Explanation(
                (
                    "Storniert, Verrechnung in lexoffice offen; nicht überfällig.",
                    "Cancelled, still to be netted in lexoffice; not overdue."
                ),
                (
                    "In lexoffice Rechnung und Stornorechnung miteinander verrechnen.",
                    "Net the invoice and its cancellation against each other in lexoffice."
                ))
        case .cancelledWithMoney:
            Explanation(
                (
                    "Auf einer stornierten Rechnung liegt Geld; ihre Stornorechnung ist noch nicht ausgeglichen.",
                    "There is money on a cancelled invoice whose cancellation is not settled."
                ),
                (
                    "Klären, ob es erstattet oder auf eine neue Rechnung gebucht wird; in lexoffice zuordnen.",
                    "Find out whether it is refunded or belongs to a new invoice; assign it in lexoffice."
                ))
        case .acceptedDifference:
            Explanation(
                (
                    "Die Fassung von lexoffice wurde gelten gelassen; sie weicht von HERO ab.",
                    "lexoffice's version was let stand; it differs from HERO."
                ), ("Nichts zu tun.", "Nothing to do."))
        case .contactArchived:
            Explanation(
                ("Der verknüpfte Kontakt ist in lexoffice archiviert.", "The linked contact is archived in lexoffice."),
                (
                    "Beim nächsten Dokument wird neu gesucht; wieder aktivieren, wenn er gelten soll.",
                    "The next document searches anew; reactivate it if it should count."
                ))
        default:
            Explanation(
                ("Der verknüpfte Kontakt ist in lexoffice gelöscht.", "The linked contact was deleted in lexoffice."),
                ("Nichts zu tun: beim nächsten Dokument wird neu gesucht.", "Nothing to do: the next document searches anew."))
        }
    }

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
