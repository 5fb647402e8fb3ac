package import Bookkeeping

/// Everything people read, by code.
package enum Catalogue {
    private static let byItself = ("Nichts zu tun, es geht von selbst weiter.", "Nothing to do, it goes on by itself.")
    private static let correctInHero = (
        "In HERO stornieren und richtig neu ausstellen, danach `reconcile retry NUMMER`.",
        "Cancel it in HERO and issue it correctly anew, then `reconcile retry NUMBER`."
    )
    private static let nameCategory = (
        "Kategorie mit `reconcile setup --category SCHLÜSSEL=UUID` benennen (Steuerberater fragen).",
        "Name the category with `reconcile setup --category KEY=UUID` (ask the tax adviser)."
    )

    /// Every reason has both sentences in both languages; the switch makes a missing one a compile error.
    package static func explanation(_ reason: ReasonCode) -> Explanation {
        switch reason {
        case .beforeStart, .zeroTotal, .notBookingRelevant, .waitingForFile, .waitingForOriginal, .waitingForContact,
            .waitingForCancellation:
            quiet(reason)
        case .totalMismatch, .taxRoundingDiff, .mixedSign, .unsupportedRate, .zeroRateWithoutReason, .smallBusinessMismatch,
            .cancellationMismatch, .currencyNotEUR, .missingNumber, .missingDate, .missingFigures:
            figures(reason)
        case .unmappedCategory, .splitNotAllowed, .unknownDocumentType, .startDateAmbiguous, .unreadableDocument, .statusUnknown:
            settings(reason)
        case .contactRequired, .companyContactRequired, .vatIDRequired, .contactAmbiguous, .contactIncomplete, .contactNotCustomer:
            contact(reason)
        case .duplicateNumber, .fileMissing, .fileTooLarge, .fileNotPDF, .fileElsewhere, .rejectedByLexoffice, .outcomeUnknown:
            transfer(reason)
        case .documentChanged, .documentMissing, .voucherEdited, .voucherGone, .voucherVoided, .voucherNotFound, .voucherDoubled,
            .cancelledWithoutDocument:
            drift(reason)
        case .paymentWithdrawn, .paymentEdited, .paymentForeign, .paymentClash, .paymentRefused, .refundNotMirrored,
            .paymentOutcomeUnknown, .paymentUnreadable, .paymentMismatch, .paymentItemUnknown, .paymentCurrency:
            paymentReason(reason)
        case .notAnswered, .notAccepted, .fileUnavailable, .paymentsNotTold, .rowUnreadable, .originalMissing, .contactNotSearchable:
            unanswered(reason)
        case .voucherUnreadable, .surplusVoucher, .nettingOpen, .cancelledWithMoney, .acceptedDifference, .contactArchived, .contactGone:
            comparison(reason)
        }
    }

    private static func quiet(_ reason: ReasonCode) -> Explanation {
        switch reason {
        case .beforeStart:
            Explanation(
                ("Vor dem Startdatum erstellt; gehört nicht zur Übertragung.", "Created before the start date; not part of the transfer."),
                ("Nichts zu tun.", "Nothing to do."))
        case .zeroTotal:
            Explanation(
                ("Summe null; lexoffice bucht keine Nullbelege.", "Total is zero; lexoffice books no zero vouchers."),
                ("Nichts zu tun.", "Nothing to do."))
        case .notBookingRelevant:
            Explanation(("Kein buchungsrelevantes Dokument.", "Not a booking-relevant document."), ("Nichts zu tun.", "Nothing to do."))
        case .waitingForFile:
            Explanation(("HERO erstellt das PDF noch.", "HERO is still creating the PDF."), byItself)
        case .waitingForOriginal:
            Explanation(
                ("Wartet, bis die ursprüngliche Rechnung gebucht ist.", "Waits until the original invoice is booked."),
                (
                    "Die ursprüngliche Rechnung klären; dann geht es von selbst weiter.",
                    "Settle the original invoice; then it goes on by itself."
                ))
        case .waitingForContact:
            Explanation(("Wartet auf den Kontakt in lexoffice.", "Waits for the contact in lexoffice."), byItself)
        default:
            Explanation(("HERO erstellt die Stornorechnung noch.", "HERO is still creating the cancellation document."), byItself)
        }
    }

    private static func figures(_ reason: ReasonCode) -> Explanation {
        switch reason {
        case .totalMismatch:
            Explanation(
                ("Die gedruckten Summen passen nicht zu den Positionen.", "The printed totals do not fit the lines."),
                correctInHero)
        case .taxRoundingDiff:
            Explanation(
                (
                    "Die gedruckte Umsatzsteuer weicht mehr als gerundet vom Steuersatz ab.",
                    "The printed tax differs from the rate by more than rounding."
                ),
                correctInHero)
        case .mixedSign:
            Explanation(
                (
                    "Ein Steuersatz ist positiv, ein anderer negativ; lexoffice bucht das nicht in einem Beleg.",
                    "One tax rate is positive, another negative; lexoffice does not book that in one voucher."
                ),
                (
                    "In lexoffice von Hand als zwei Belege buchen, danach `reconcile resolve NUMMER --adopt BELEG --reason …`.",
                    "Book it by hand as two vouchers in lexoffice, then `reconcile resolve NUMBER --adopt VOUCHER --reason …`."
                ))
        case .unsupportedRate:
            Explanation(
                ("Steuersatz, den lexoffice zu diesem Datum nicht kennt.", "A tax rate lexoffice does not take for this date."),
                correctInHero)
        case .zeroRateWithoutReason:
            Explanation(
                ("0 % Umsatzsteuer ohne Grund (§ 13b, Photovoltaik, § 19 …).", "0 % VAT without a reason (§ 13b, photovoltaics, § 19 …)."),
                ("In HERO den Dokumenttyp mit dem richtigen Steuerfall verwenden.", "Use the HERO document type with the right tax case."))
        case .smallBusinessMismatch:
            Explanation(
                (
                    "Kleinunternehmer-Einstellung von lexoffice und Dokument widersprechen sich.",
                    "lexoffice's small-business setting and the document contradict each other."
                ),
                ("Einstellung in lexoffice oder Dokument in HERO berichtigen.", "Correct the setting in lexoffice or the document in HERO.")
            )
        case .cancellationMismatch:
            Explanation(
                (
                    "Die Stornorechnung hebt die gebuchte Rechnung nicht genau auf.",
                    "The cancellation does not exactly reverse the booked invoice."
                ),
                (
                    "Beide Dokumente in HERO vergleichen; der Steuerberater entscheidet.",
                    "Compare both documents in HERO; the tax adviser decides."
                ))
        case .currencyNotEUR:
            Explanation(
                ("Nicht in Euro ausgestellt.", "Not issued in euros."), ("In lexoffice von Hand buchen.", "Book it by hand in lexoffice."))
        case .missingNumber:
            Explanation(
                ("Ohne Rechnungsnummer.", "Without a document number."),
                ("Dokument in HERO mit Nummer veröffentlichen.", "Publish the document in HERO with a number."))
        case .missingDate:
            Explanation(("Ohne Belegdatum.", "Without a document date."), ("Datum in HERO ergänzen.", "Add the date in HERO."))
        default:
            Explanation(("HERO liefert keine lesbaren Beträge.", "HERO delivers no readable figures."), correctInHero)
        }
    }

    private static func settings(_ reason: ReasonCode) -> Explanation {
        switch reason {
        case .unmappedCategory:
            Explanation(
                ("Für diesen Steuerfall ist keine lexoffice-Kategorie benannt.", "No lexoffice category is named for this tax case."),
                nameCategory)
        case .splitNotAllowed:
            Explanation(
                (
                    "Die lexoffice-Kategorie darf nicht mit anderen in einem Beleg stehen.",
                    "The lexoffice category must not share a voucher with others."
                ),
                ("In lexoffice von Hand als getrennte Belege buchen.", "Book it by hand as separate vouchers in lexoffice."))
        case .unknownDocumentType:
            Explanation(
                (
                    "Buchungsrelevanter Dokumenttyp, den dieses Programm nicht kennt.",
                    "A booking-relevant document type this program does not know."
                ),
                (
                    "In HERO prüfen, ob der Typ buchungsrelevant sein soll; sonst von Hand buchen.",
                    "Check in HERO whether the type should be booking-relevant; otherwise book it by hand."
                ))
        case .startDateAmbiguous:
            Explanation(
                (
                    "Kurz um Mitternacht am Startdatum erstellt; der Tag ist nicht eindeutig.",
                    "Created around midnight at the start date; the day is not certain."
                ),
                (
                    "In lexoffice von Hand buchen und mit `reconcile resolve NUMMER --adopt BELEG --reason …` verknüpfen.",
                    "Book it by hand in lexoffice and link it with `reconcile resolve NUMBER --adopt VOUCHER --reason …`."
                ))
        case .unreadableDocument:
            Explanation(
                ("HERO liefert ein Feld in unbekannter Form.", "HERO delivers a field in an unknown form."),
                (
                    "Mit Feldnamen und Version melden; bis dahin von Hand buchen.",
                    "Report it with the field name and version; book by hand until then."
                ))
        default:
            Explanation(
                ("HERO zeigt einen unbekannten Dokumentstatus.", "HERO shows an unknown document status."),
                (
                    "Status in HERO prüfen; bleibt er, mit dem Code melden.",
                    "Check the status in HERO; if it stays, report it with the code."
                ))
        }
    }

    private static func contact(_ reason: ReasonCode) -> Explanation {
        switch reason {
        case .contactRequired:
            Explanation(
                ("Das Dokument hat keinen verwendbaren Kunden.", "The document has no usable customer."),
                ("Kunden in HERO zuordnen.", "Assign the customer in HERO."))
        case .companyContactRequired:
            Explanation(
                ("Diese Kategorie verlangt einen Firmenkontakt.", "This category requires a company contact."),
                (
                    "Kunden in HERO als Firma anlegen oder den Steuerfall prüfen.",
                    "Make the customer a company in HERO, or check the tax case."
                ))
        case .vatIDRequired:
            Explanation(
                ("Innergemeinschaftliche Lieferung ohne USt-IdNr. und EU-Adresse.", "Intra-EU supply without VAT id and EU address."),
                ("USt-IdNr. und Adresse am Kontakt in lexoffice ergänzen.", "Add VAT id and address to the contact in lexoffice."))
        case .contactAmbiguous:
            Explanation(
                ("Mehrere lexoffice-Kontakte passen; es wird nicht geraten.", "Several lexoffice contacts fit; nothing is guessed."),
                (
                    "In lexoffice überzählige Kontakte archivieren, danach `reconcile retry NUMMER`.",
                    "Archive the surplus contacts in lexoffice, then `reconcile retry NUMBER`."
                ))
        case .contactIncomplete:
            Explanation(("Der Kunde hat keinen Namen.", "The customer has no name."), ("Namen in HERO ergänzen.", "Add the name in HERO."))
        default:
            Explanation(
                ("Der passende lexoffice-Kontakt ist kein Kunde.", "The matching lexoffice contact is not a customer."),
                (
                    "Dem Kontakt in lexoffice die Rolle Kunde geben, danach `reconcile retry NUMMER`.",
                    "Give the contact the customer role in lexoffice, then `reconcile retry NUMBER`."
                ))
        }
    }

    private static func transfer(_ reason: ReasonCode) -> Explanation {
        switch reason {
        case .duplicateNumber:
            Explanation(
                (
                    "In lexoffice gibt es diese Belegnummer schon mit anderem Inhalt.",
                    "lexoffice already has this voucher number with other content."
                ),
                (
                    "Beleg ansehen: `reconcile resolve NUMMER --adopt BELEG` (ist es) oder `--absent` (ist es nicht), mit --reason.",
                    "Look at the voucher: `reconcile resolve NUMBER --adopt VOUCHER` (it is) or `--absent` (it is not), with --reason."
                ))
        case .fileMissing:
            Explanation(
                ("HERO hat nach der Wartezeit kein PDF.", "HERO has no PDF after the waiting time."),
                (
                    "PDF in HERO neu erzeugen, danach `reconcile retry NUMMER`.",
                    "Have HERO create the PDF again, then `reconcile retry NUMBER`."
                ))
        case .fileTooLarge:
            Explanation(
                ("Das PDF ist größer als 5 MB; lexoffice nimmt es nicht.", "The PDF is larger than 5 MB; lexoffice does not take it."),
                ("Bilder im Dokument verkleinern und neu ausstellen.", "Make the images in the document smaller and issue it anew."))
        case .fileNotPDF:
            Explanation(
                ("Die Datei von HERO ist kein PDF.", "HERO's file is not a PDF."),
                (
                    "PDF in HERO neu erzeugen, danach `reconcile retry NUMMER`.",
                    "Have HERO create the PDF again, then `reconcile retry NUMBER`."
                ))
        case .fileElsewhere:
            Explanation(
                (
                    "lexoffice führt dasselbe PDF an einem anderen Beleg und nimmt es nicht noch einmal.",
                    "lexoffice keeps the same PDF with another voucher and does not take it twice."
                ),
                (
                    "Den anderen (stornierten) Beleg in lexoffice löschen, danach `reconcile retry NUMMER`.",
                    "Delete the other (voided) voucher in lexoffice, then `reconcile retry NUMBER`."
                ))
        case .rejectedByLexoffice:
            Explanation(
                ("lexoffice hat die Daten abgelehnt.", "lexoffice refused the data."),
                (
                    "Genanntes Feld in HERO oder lexoffice berichtigen, danach `reconcile retry NUMMER`.",
                    "Correct the named field in HERO or lexoffice, then `reconcile retry NUMBER`."
                ))
        default:
            Explanation(
                (
                    "Keine Antwort von lexoffice; ob gebucht wurde, ist offen. Es wird nachgesehen, nicht neu gesendet.",
                    "No answer from lexoffice; whether it was booked is open. It is looked up, not sent again."
                ),
                byItself)
        }
    }

    private static func drift(_ reason: ReasonCode) -> Explanation {
        let choose = (
            "Mit `reconcile resolve NUMMER --accept --reason …` gelten lassen oder rückgängig machen.",
            "Let it stand with `reconcile resolve NUMBER --accept --reason …`, or undo it."
        )
        return switch reason {
        case .documentChanged:
            Explanation(
                (
                    "Nach der Übertragung in HERO geändert; der Beleg wurde nicht angefasst.",
                    "Changed in HERO after the transfer; the voucher was not touched."
                ), choose)
        case .documentMissing:
            Explanation(("In HERO nicht mehr vorhanden.", "No longer there in HERO."), choose)
        case .voucherEdited: Explanation(("Der Beleg wurde in lexoffice geändert.", "The voucher was changed in lexoffice."), choose)
        case .voucherGone:
            Explanation(
                ("Der Beleg wurde in lexoffice gelöscht.", "The voucher was deleted in lexoffice."),
                (
                    "Klären, ob das gewollt war; dann `reconcile resolve NUMMER --absent` (neu übertragen), `--adopt BELEG` oder `--waive`, mit --reason.",
                    "Find out whether it was meant; then `reconcile resolve NUMBER --absent` (transfer it again), `--adopt VOUCHER` or `--waive`, with --reason."
                ))
        case .voucherVoided:
            Explanation(
                (
                    "Der Beleg ist in lexoffice storniert; er gilt nicht als bezahlt.",
                    "The voucher is voided in lexoffice; it does not count as paid."
                ),
                (
                    "Mit `reconcile resolve NUMMER --accept --reason …` gelten lassen, oder mit `--absent` als neuen Beleg übertragen und diesen löschen (lexoffice nimmt dasselbe PDF nur einmal).",
                    "Let it stand with `reconcile resolve NUMBER --accept --reason …`, or transfer it as a new voucher with `--absent` and delete this one (lexoffice takes the same PDF only once)."
                ))
        case .voucherNotFound:
            Explanation(
                (
                    "Vor dem Verlust des Stands ausgestellt; in lexoffice trägt kein Beleg diese Nummer.",
                    "Issued before the state was lost; no voucher in lexoffice bears this number."
                ),
                (
                    "In lexoffice suchen und mit `reconcile resolve NUMMER --adopt BELEG` verknüpfen, oder mit `--waive` so lassen; von selbst wird es nie angelegt.",
                    "Find it in lexoffice and link it with `reconcile resolve NUMBER --adopt VOUCHER`, or leave it with `--waive`; it is never created by itself."
                ))
        case .voucherDoubled:
            Explanation(
                ("Ein zweiter Beleg trägt dieselbe Nummer.", "A second voucher bears the same number."),
                ("Den überzähligen Beleg in lexoffice löschen.", "Delete the surplus voucher in lexoffice."))
        default:
            Explanation(
                ("In HERO storniert, aber ohne Stornorechnung.", "Cancelled in HERO, but without a cancellation document."),
                (
                    "Neuen Stornorechnungsprozess in HERO einschalten und die Stornorechnung erstellen.",
                    "Switch on HERO's new cancellation process and create the cancellation document."
                ))
        }
    }
}
