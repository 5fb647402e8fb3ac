/// The words of the sheet that `close` prints.
extension Catalogue {
    package static let closeTitle = Wording("Monatsabstimmung HERO und lexoffice", "Monthly reconciliation of HERO and lexoffice")
    package static let closeMonth = Wording("Monat", "Month")
    package static let closeUnfinished = Wording("noch nicht abgeschlossen, Stand", "not finished yet, as of")
    package static let closeCompany = Wording("Unternehmen", "Company")
    package static let closeOrganisation = Wording("lexoffice-Organisation", "lexoffice organisation")
    package static let closeHeroCompany = Wording("HERO-Firma", "HERO company")
    package static let closeVersion = Wording("Programmversion", "Software version")
    package static let closeMapping = Wording("Kategorienzuordnung", "Category mapping")
    package static let closeAgrees = Wording("Beide Systeme stimmen auf den Cent überein.", "Both systems agree to the cent.")
    package static let closeDiffers = Wording("Die Systeme stimmen nicht überein.", "The systems do not agree.")
    package static let closeTotals = Wording("Summen nach Belegdatum und Steuersatz", "Totals by voucher date and tax rate")
    package static let closeClasses = Wording("Dokumente", "Documents")
    package static let closeDifferences = Wording("Abweichungen", "Differences")
    package static let closePayments = Wording("Abweichungen bei Zahlungen", "Payment differences")
    package static let closeNotes = Wording("Hinweise", "Notes")
    package static let closeLate = Wording("Verspätet erfasst", "Recorded late")
    package static let closeCreated = Wording("erstellt", "created")
    package static let closeTransferred = Wording("übertragen", "transferred")
    package static let closeProblems = Wording("Nicht lesbar", "Not readable")
    package static let closeNone = Wording("keine", "none")
    package static let closeBy = Wording("durch", "by")
    package static let closeHash = Wording("jüngster Hash", "newest hash")
    package static let closeSignature = Wording("Ort, Datum, Unterschrift", "Place, date, signature")
    package static let closeReversals = Wording(
        "Erlösminderungen zählen negativ; Differenz = lexoffice minus HERO.", "Reversals count negative; difference = lexoffice minus HERO."
    )
}
