/// A table of the state as others take it away: an auditor, an adviser, a spreadsheet. The raw value is what a command calls it and what
/// its file is named after.
package enum ExportTable: String, Sendable, CaseIterable {
    case documents, items, vouchers, links, payments, trail, journal, settings

    package var title: Wording {
        switch self {
        case .documents: Wording("Dokumente", "Documents")
        case .items: Wording("Gebuchte_Betraege", "Booked_amounts")
        case .vouchers: Wording("Belege", "Vouchers")
        case .links: Wording("Zuordnung", "Links")
        case .payments: Wording("Zahlungen", "Payments")
        case .trail: Wording("Belegkette", "Trail")
        case .journal: Wording("Protokoll", "Journal")
        case .settings: Wording("Einstellungen", "Settings")
        }
    }

    package var explanation: Wording {
        switch self {
        case .documents:
            Wording(
                "Rechnungen, Gutschriften und Stornos aus HERO nach Dokumentdatum, wie HERO sie zuletzt zeigte",
                "Invoices, credit notes and cancellations of HERO by document date, as HERO showed them last")
        case .items:
            Wording(
                "Was je Dokument gebucht wird oder wurde, je Steuersatz und Kategorie; Minderungen sind negativ",
                "What is or was booked for each document, by tax rate and category; reductions are negative")
        case .vouchers:
            Wording(
                "Belege in lexoffice, die je einem der Dokumente zugeordnet waren, wie lexoffice sie zuletzt zeigte",
                "Vouchers of lexoffice that were ever linked to one of the documents, as lexoffice showed them last")
        case .links:
            Wording(
                "Welches Dokument welcher Beleg ist oder war, und die SHA-256 des PDF, das an ihm hängt",
                "Which document is or was which voucher, and the SHA-256 of the PDF attached to it")
        case .payments:
            Wording(
                "Zahlungen aus lexoffice und ihre Einträge in HERO; eine Zeile je Zahlung",
                "Payments of lexoffice and their entries in HERO; a row for each payment")
        case .trail:
            Wording(
                "Dokument, Beleg, SHA-256 des PDF und Eintrag im Protokoll: eine Zeile je Eintrag über ein Dokument oder seine Zahlungen",
                "Document, voucher, SHA-256 of the PDF and entry of the journal: a row for each entry about a document or its payments")
        case .journal:
            Wording(
                "Das Protokoll ohne Lücke vom ersten bis zum letzten Eintrag des Zeitraums oder über eines seiner Dokumente; jeder Eintrag "
                    + "enthält den Hash des vorigen",
                "The journal without a gap from the first to the last entry of the period or about one of its documents; each entry holds "
                    + "the hash of the one before")
        case .settings:
            Wording(
                "Jede Änderung von Startdatum, Kategorienzuordnung und anderen Einstellungen bis zum Ende des Zeitraums",
                "Every change of start date, category mapping and other settings until the end of the period")
        }
    }
}

/// The words around the tables of an export.
extension Catalogue {
    /// For the description an auditor's software shows.
    package static let auditComment = Wording(
        "Datenträgerüberlassung nach dem Beschreibungsstandard der Finanzverwaltung. Dateien: UTF-8, Semikolon, Dezimalkomma, eine "
            + "Kopfzeile. In Texten steht \\n, \\r, \\t oder \\u{…} für ein nicht sichtbares Zeichen und \\\\ für \\; ein ' vor =, +, -, @ "
            + "oder ' am Anfang gehört nicht zum Text, es hindert Tabellenprogramme am Rechnen.",
        "Data for an audit by the description standard of the German tax administration. Files: UTF-8, semicolon, decimal comma, one line "
            + "of headings. In texts \\n, \\r, \\t or \\u{…} stands for an invisible character and \\\\ for \\; a ' before =, +, -, @ or ' at "
            + "the beginning is no part of the text, it keeps spreadsheets from computing.")
    package static let auditMedia = Wording("Daten aus reconcile", "Data of reconcile")
    package static let exportDone = Wording("Ausgegeben", "Exported")
    package static let exportRows = Wording("Zeilen", "rows")
    package static let exportProcedureDone = Wording("Verfahrensdokumentation geschrieben", "Procedure documentation written")
}
