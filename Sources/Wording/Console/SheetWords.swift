/// What stands on a month's sheet.
package enum SheetWord: String, WordList {
    case agrees, differs, unfinished, facts, totals, rate, side, count, net, tax, gross, hero, lexoffice, difference, reversals, named
    case number, cause, classes, otherDifferences, payments, untold, gaps, late, notes, what, amount, author, created
    case transferred, vat, byDocumentDate, byPaymentDate, basis, line, cases, wholeEuros, taxBase, reductions, unclear, vatLimits
    case newestHash, journalWhole, journalBroken, sheetHash, place

    package var wording: Wording {
        switch self {
        case .agrees: Wording("Beide Systeme stimmen auf den Cent überein.", "Both systems agree to the cent.")
        case .differs: Wording("Die Systeme stimmen nicht überein.", "The systems do not agree.")
        case .unfinished: Wording("Der Monat ist noch nicht zu Ende.", "The month is not over yet.")
        case .facts: Wording("Angaben", "Particulars")
        case .totals: Wording("Summen nach Belegdatum und Steuersatz", "Totals by document date and tax rate")
        case .rate: Wording("Satz", "Rate")
        case .side: Wording("Seite", "Side")
        case .count: Wording("Anzahl", "Count")
        case .net: Wording("Netto", "Net")
        case .tax: Wording("Steuer", "Tax")
        case .gross: Wording("Brutto", "Gross")
        case .hero: Wording("HERO", "HERO")
        case .lexoffice: Wording("lexoffice", "lexoffice")
        case .difference: Wording("Differenz", "Difference")
        case .reversals:
            Wording(
                "Beträge in EUR. Erlösminderungen zählen negativ; Differenz = lexoffice minus HERO.",
                "Amounts in EUR. Reversals count negative; difference = lexoffice minus HERO.")
        case .named: Wording("Woraus die Differenz besteht", "What the difference is made of")
        case .number: Wording("Beleg", "Document")
        case .cause: Wording("Ursache", "Cause")
        case .classes: Wording("Belege nach Stand", "Documents by standing")
        case .otherDifferences: Wording("Abweichungen", "Differences")
        case .payments: Wording("Abweichungen bei Zahlungen", "Payment differences")
        case .untold: Wording("Nicht lesbar", "Not readable")
        case .gaps: Wording("Lücken in den Nummern", "Gaps in the numbers")
        case .late: Wording("Verspätet erfasst", "Recorded late")
        case .notes: Wording("Hinweise", "Notes")
        case .what: Wording("Was", "What")
        case .amount: Wording("Betrag", "Amount")
        case .author: Wording("durch", "by")
        case .created: Wording("erstellt", "created")
        case .transferred: Wording("übertragen", "transferred")
        case .vat: Wording("Zeilen der Umsatzsteuer-Voranmeldung", "Lines of the advance VAT return")
        case .byDocumentDate: Wording("nach Belegdatum (vereinbarte Entgelte, Soll)", "by document date (accrual)")
        case .byPaymentDate: Wording("nach Zahlungsdatum (vereinnahmte Entgelte, Ist)", "by payment date (cash)")
        case .basis: Wording("Versteuerung", "Basis")
        case .line: Wording("Kennzahl", "Line")
        case .cases: Wording("Steuerfall", "Case")
        case .wholeEuros: Wording("volle EUR", "whole EUR")
        case .taxBase: Wording("Bemessungsgrundlage", "Tax base")
        case .reductions: Wording("davon Minderung", "of it reductions")
        case .unclear: Wording("Nicht alle Zahlen bekannt von", "Not all figures are known of")
        case .vatLimits:
            Wording(
                "Aus lexoffice, nur Belege, denen der Abgleich folgt. Skonto und Forderungsausfall mindern nach Belegdatum im Monat, in dem "
                    + "sie gebucht sind.",
                "From lexoffice, only documents that are followed here. By document date, cash discounts and bad debts lower the month they "
                    + "are booked in.")
        case .newestHash: Wording("jüngster Hash", "newest hash")
        case .journalWhole: Wording("Protokoll unversehrt", "Journal whole")
        case .journalBroken: Wording("Protokoll nicht unversehrt, ab Eintrag", "Journal not whole, from entry")
        case .sheetHash: Wording("Hash dieses Blatts", "Hash of this sheet")
        case .place: Wording("Ort, Datum, Unterschrift", "Place, date, signature")
        }
    }
}
