package import Bookkeeping

/// The words of `/beleg/NUMBER`.
package enum DocumentWord: String, WordList {
    case document, several, severalHelp, unknown, unknownHelp, searchLabel
    case inHero, inLexoffice, paymentInLexoffice, pdf, pdfHelp, noPDF, booked, customer, kind, gross, due, openAmount, number, date
    case figures, figuresRegion, rate, heroNet, heroTax, bookedNet, bookedTax, side, heroSide, bookedSide, lexofficeSide, differs, agrees
    case nothingBooked, fromInvoice, sumAlone, noRate, remark, category, lexofficeState, adopted
    case todo, waitsFor, notBefore, road, roadRegion, roadList, history, historyCompact, historyWhole, showWhole, showCompact, raw, hash
    case entry, cause, software, mappingDigest, effects, fields, heroSource, lexofficeSource, ownSource, payments, payment, doubt
    case eInvoice, eInvoiceHeld, profile, eInvoiceTotal, eInvoiceFile, troubles, notes
    case pdfDiffers, pdfDiffersHelp, pdfShowAnyway, pdfBookedHash, pdfFoundHash, pdfFailed, pdfMissing, pdfTooLarge, pdfNotPDF, pdfDamaged
    case pdfUnreachable, pdfDenied, backToDocument, moreHistory

    package var wording: Wording {
        switch self {
        case .document: Wording("Beleg", "Document")
        case .several: Wording("Mehrere Dokumente tragen diese Nummer", "Several documents carry this number")
        case .severalHelp: Wording("Welches ist gemeint?", "Which one is meant?")
        case .unknown: Wording("Dieses Dokument kennt der Abgleich nicht.", "Reconciliation does not know this document.")
        case .unknownHelp:
            Wording(
                "Die Nummer steht so in keinem Dokument, das verfolgt wird. Vielleicht findet die Suche es unter Kunde oder Betrag.",
                "No document that is followed carries this number. Perhaps the search finds it by customer or amount.")
        case .searchLabel: Wording("In allen Belegen suchen", "Search all documents")
        case .inHero: Wording("In HERO öffnen", "Open in HERO")
        case .inLexoffice: Wording("In lexoffice öffnen", "Open in lexoffice")
        case .paymentInLexoffice: Wording("Zahlung in lexoffice", "Payment in lexoffice")
        case .pdf: Wording("PDF aus HERO", "PDF from HERO")
        case .pdfHelp:
            Wording(
                "Wird frisch aus HERO geholt und mit der gebuchten Datei verglichen.",
                "Fetched from HERO anew and compared with the file that was booked.")
        case .noPDF: Wording("HERO hat noch keine PDF gezeigt.", "HERO has shown no PDF yet.")
        case .booked: Wording("gebucht", "booked")
        case .customer: Wording("Kunde", "Customer")
        case .kind: Wording("Art", "Kind")
        case .gross: Wording("Brutto", "Gross")
        case .due: Wording("Fällig", "Due")
        case .openAmount: Wording("Offen", "Open")
        case .number: Wording("Nummer", "Number")
        case .date: Wording("Datum", "Date")
        case .figures: Wording("Zahlen beider Seiten", "Figures of both sides")
        case .figuresRegion: Wording("Beträge je Steuersatz", "Amounts per tax rate")
        case .rate: Wording("Steuersatz", "Tax rate")
        case .heroNet: Wording("HERO netto", "HERO net")
        case .heroTax: Wording("HERO USt", "HERO VAT")
        case .bookedNet: Wording("gebucht netto", "booked net")
        case .bookedTax: Wording("gebucht USt", "booked VAT")
        case .side: Wording("Angabe", "Field")
        case .heroSide: Wording("HERO zeigt", "HERO shows")
        case .bookedSide: Wording("gebucht wurde", "was booked")
        case .lexofficeSide: Wording("lexoffice zeigt", "lexoffice shows")
        case .differs: Wording("weicht ab", "differs")
        case .agrees: Wording("stimmt überein", "agrees")
        case .nothingBooked:
            Wording("Noch nichts gebucht: Gezeigt wird allein, was HERO sagt.", "Nothing is booked yet: only what HERO says is shown.")
        case .fromInvoice:
            Wording(
                "HERO selbst nennt nur die Summe; wie sie sich auf die Sätze verteilt, sagt die E-Rechnung in der PDF.",
                "HERO itself states the sum alone; how it is made up of rates says the e-invoice in its PDF.")
        case .sumAlone:
            Wording(
                "HERO nennt nur die Summe, keine Sätze: Verglichen wird das Brutto.",
                "HERO states the sum alone, no rates: the gross is compared.")
        case .noRate: Wording("ohne Satz", "no rate")
        case .remark: Wording("Notiz", "Note")
        case .category: Wording("Kategorie", "Category")
        case .lexofficeState: Wording("Stand in lexoffice", "State in lexoffice")
        case .adopted: Wording("Beleg in lexoffice", "Voucher in lexoffice")
        case .todo: Wording("Was zu tun ist", "What is to be done")
        case .waitsFor: Wording("Wartet auf", "Waits for")
        case .notBefore: Wording("Nicht vor", "Not before")
        case .road: Wording("Der Weg des Belegs", "The document's road")
        case .roadRegion: Wording("Gezeichneter Weg, seitlich zu schieben", "Drawn road, scrolls sideways")
        case .roadList: Wording("Der Weg als Liste", "The road as a list")
        case .history: Wording("Verlauf", "History")
        case .historyCompact: Wording("Das Wesentliche", "What matters")
        case .historyWhole: Wording("Jeder Schritt", "Every step")
        case .showWhole: Wording("Jeden Schritt zeigen", "Show every step")
        case .showCompact: Wording("Nur das Wesentliche zeigen", "Show only what matters")
        case .raw: Wording("Eintrag im Protokoll", "Entry in the journal")
        case .hash: Wording("Prüfsumme", "Hash")
        case .entry: Wording("Nr.", "No.")
        case .cause: Wording("Anlass", "Cause")
        case .software: Wording("Programm", "Program")
        case .mappingDigest: Wording("Zuordnung", "Mapping")
        case .effects: Wording("Folgen", "Effects")
        case .fields: Wording("Angaben", "Fields")
        case .heroSource: Wording("HERO", "HERO")
        case .lexofficeSource: Wording("lexoffice", "lexoffice")
        case .ownSource: Wording("Protokoll", "Journal")
        case .payments: Wording("Zahlungen", "Payments")
        case .payment: Wording("Zahlung", "Payment")
        case .doubt: Wording("Ohne Antwort: Es wird nachgesehen", "No answer: it is being looked up")
        case .eInvoice: Wording("E-Rechnung in der PDF", "E-invoice in the PDF")
        case .eInvoiceHeld: Wording("Die E-Rechnung in der PDF lässt sich nicht verwenden", "The e-invoice in the PDF cannot be used")
        case .profile: Wording("Profil", "Profile")
        case .eInvoiceTotal: Wording("Summe der E-Rechnung", "Total of the e-invoice")
        case .eInvoiceFile: Wording("SHA-256 des XML", "SHA-256 of the XML")
        case .troubles: Wording("Was an den Zahlungen nicht stimmt", "What is wrong with the payments")
        case .notes: Wording("Hinweise", "Notes")
        case .pdfDiffers: Wording("Diese PDF ist nicht die gebuchte.", "This PDF is not the one that was booked.")
        case .pdfDiffersHelp:
            Wording(
                "HERO gibt heute eine andere Datei heraus, als in lexoffice liegt. Das kann an einer neuen Vorlage liegen oder an einer Änderung des Dokuments.",
                "HERO gives out another file today than the one in lexoffice. A new template may be the cause, or a change of the document."
            )
        case .pdfShowAnyway: Wording("Trotzdem ansehen", "View it all the same")
        case .pdfBookedHash: Wording("gebucht (SHA-256)", "booked (SHA-256)")
        case .pdfFoundHash: Wording("heute aus HERO (SHA-256)", "from HERO today (SHA-256)")
        case .pdfFailed: Wording("Die PDF konnte nicht geholt werden.", "The PDF could not be fetched.")
        case .pdfMissing: Wording("HERO hat zu diesem Dokument keine Datei.", "HERO has no file for this document.")
        case .pdfTooLarge: Wording("Die Datei in HERO ist größer als 5 MiB.", "The file in HERO is larger than 5 MiB.")
        case .pdfNotPDF: Wording("Was HERO herausgibt, ist keine PDF.", "What HERO gives out is no PDF.")
        case .pdfDamaged: Wording("Die Datei kam beschädigt an.", "The file arrived damaged.")
        case .pdfUnreachable: Wording("HERO antwortet gerade nicht.", "HERO does not answer at the moment.")
        case .pdfDenied: Wording("HERO nimmt den Schlüssel nicht an.", "HERO does not accept the key.")
        case .backToDocument: Wording("Zum Beleg", "To the document")
        case .moreHistory:
            Wording("Gezeigt sind die letzten Einträge; alle stehen im Protokoll.", "The last entries are shown; all stand in the journal.")
        }
    }
}

/// A doubt as a clock.
package enum DoubtText {
    package static func givenUp(isPayment: Bool) -> Wording {
        isPayment
            ? Wording("Auf das Eintragen in HERO kam keine Antwort; aufgegeben", "Entering it in HERO got no answer; given up")
            : Wording("Auf das Buchen in lexoffice kam keine Antwort; aufgegeben", "Booking it in lexoffice got no answer; given up")
    }

    package static let counts = Wording("Fehlen zählt ab", "Absence counts from")
    package static let counted = Wording(
        "Die Frist ist um: Der nächste Durchlauf sieht noch einmal eigens nach; erst dann darf neu gesendet werden.",
        "The window has passed: the next pass looks once more on purpose; only then may it be sent again.")
    package static let anew = Wording(
        "Seither wurde neu gestartet: Die Frist beginnt mit dem nächsten Durchlauf von vorn.",
        "It was restarted since: the window begins anew with the next pass.")
    package static let untilThen = Wording(
        "Bis dahin wird nur nachgesehen, nie neu gesendet.", "Until then it is only looked up, never sent again.")
    package static let sent = Wording("Gesendet", "Sent")
    package static let digest = Wording("Prüfsumme des Gesendeten", "Hash of what was sent")
    package static let lookedUp = Wording("Bisher nachgesehen", "Looked up so far")

    package static func passes(_ count: Int) -> Wording {
        switch count {
        case 0: Wording("noch nicht; der nächste Durchlauf tut es", "not yet; the next pass does")
        case 1: Wording("in 1 Durchlauf, nichts gefunden; zuletzt", "in 1 pass, nothing found; last")
        default: Wording("in \(count) Durchläufen, nichts gefunden; zuletzt", "in \(count) passes, nothing found; last")
        }
    }
}

extension Catalogue {
    /// What kind of document it is.
    package static func kind(_ kind: DocumentKind) -> Wording {
        switch kind {
        case .invoice: Wording("Rechnung", "invoice")
        case .partialInvoice: Wording("Teilrechnung", "part invoice")
        case .progressInvoice: Wording("Abschlagsrechnung", "progress invoice")
        case .cumulativeInvoice: Wording("kumulative Rechnung", "cumulative invoice")
        case .finalInvoice: Wording("Schlussrechnung", "final invoice")
        case .cancellation: Wording("Stornorechnung", "cancellation")
        case .creditNote: Wording("Gutschrift oder Rechnungskorrektur", "credit note or correction")
        }
    }
}
