package import Bookkeeping

/// What the reasons have in common, in the order in which people meet them.
package enum HelpGroup: String, Sendable, CaseIterable {
    case figures, document, contact, file, lexoffice, differences, payments, unanswered, quiet

    package var title: Wording {
        switch self {
        case .figures: Wording("Beträge, Steuer, Konto", "Amounts, tax, account")
        case .document: Wording("Der Beleg in HERO", "The document in HERO")
        case .contact: Wording("Kunde und Kontakt", "Customer and contact")
        case .file: Wording("PDF und E-Rechnung", "PDF and e-invoice")
        case .lexoffice: Wording("Von lexoffice nicht angenommen", "Not taken by lexoffice")
        case .differences: Wording("Unterschiede nach der Übertragung", "Differences after the transfer")
        case .payments: Wording("Zahlungen", "Payments")
        case .unanswered: Wording("Ohne Antwort", "Without an answer")
        case .quiet: Wording("Nichts zu tun", "Nothing to do")
        }
    }

    package init(_ reason: ReasonCode) {
        self =
            switch reason {
            case .totalMismatch, .balanceMismatch, .cumulativeUnclear, .taxRoundingDiff, .mixedSign, .unsupportedRate,
                .zeroRateWithoutReason, .smallBusinessMismatch, .cancellationMismatch, .unmappedCategory, .splitNotAllowed,
                .deductionUnclear, .currencyNotEUR:
                .figures
            case .missingNumber, .missingDate, .missingFigures, .duplicateNumber, .unknownDocumentType, .startDateAmbiguous,
                .unreadableDocument, .statusUnknown, .originalMissing, .cancelledWithoutDocument:
                .document
            case .customerCountry, .contactRequired, .companyContactRequired, .vatIDRequired, .contactAmbiguous, .contactSimilar,
                .contactIncomplete, .countryUnknown, .contactNotCustomer, .contactNotSearchable, .contactArchived, .contactGone:
                .contact
            case .fileMissing, .fileTooLarge, .fileNotPDF, .fileElsewhere, .fileUnsafe, .fileImageUnreadable, .fileKindRefused,
                .fileNotXRechnung, .fileRefused, .fileUnavailable, .eInvoiceMismatch, .eInvoiceInconsistent, .eInvoiceAmbiguous,
                .eInvoiceUnreadable:
                .file
            case .rejectedByLexoffice, .notAccepted, .rightMissing, .invoiceInLexoffice: .lexoffice
            case .documentChanged, .documentMissing, .voucherEdited, .voucherGone, .voucherVoided, .voucherNotFound, .voucherDoubled,
                .voucherUnchecked, .voucherUnreadable, .surplusVoucher, .acceptedDifference, .nettingOpen:
                .differences
            case .paymentWithdrawn, .paymentEdited, .paymentForeign, .paymentClash, .paymentRefused, .paymentOutcomeUnknown,
                .refundNotMirrored, .paymentUnreadable, .paymentMismatch, .paymentItemUnknown, .paymentCurrency, .paymentsNotTold,
                .cancelledWithMoney, .paymentOnCancelled:
                .payments
            case .outcomeUnknown, .sentInVain, .notAnswered, .rowUnreadable: .unanswered
            case .beforeStart, .zeroTotal, .notBookingRelevant, .waitingForFile, .waitingForOriginal, .waitingForContact,
                .waitingForCancellation:
                .quiet
            }
    }
}

/// The page that explains.
package enum HelpWord: String, WordList {
    case intro, searchFor, apply, clear, nothingFound, toDo, how, how1, how2, how3, how4, how5, words, reasons, groups
    case document, documentMeans, voucher, voucherMeans, pass, passMeans, held, heldMeans, waits, waitsMeans, doubt, doubtMeans, link,
        linkMeans, closing, closingMeans, toTop

    package var wording: Wording {
        switch self {
        case .intro:
            Wording(
                "Zu jeder Kennung, was los ist und was als Nächstes zu tun ist. Mails und Befehle führen hierher.",
                "For each code what is the matter and what is to be done next. Mails and commands lead here.")
        case .searchFor: Wording("Kennung oder Wort", "Code or word")
        case .apply: Wording("Filtern", "Filter")
        case .clear: Wording("Alle zeigen", "Show all")
        case .nothingFound: Wording("Dazu steht hier nichts.", "Nothing here says anything about that.")
        case .toDo: Wording("Was zu tun ist", "What is to be done")
        case .how: Wording("So arbeitet der Abgleich", "How the reconciliation works")
        case .how1:
            Wording(
                "Alle paar Minuten liest ein Durchlauf, was sich in HERO und in lexoffice geändert hat. In HERO wird nichts geändert außer Zahlungen.",
                "Every few minutes a pass reads what has changed in HERO and in lexoffice. Nothing is changed in HERO but payments.")
        case .how2:
            Wording(
                "Jeder fertige Beleg aus HERO wird in lexoffice einmal gebucht, mit seiner PDF und auf den richtigen Kontakt.",
                "Each finished document in HERO is booked in lexoffice once, with its PDF and on the right contact.")
        case .how3:
            Wording(
                "Zahlungen, die in lexoffice zugeordnet sind, werden in HERO eingetragen.",
                "Payments that are assigned in lexoffice are entered in HERO.")
        case .how4:
            Wording(
                "Was nicht sicher stimmt, wird nicht geraten: es steht unter „Zu klären“, mit Grund und nächstem Schritt.",
                "What is not certain is not guessed: it is under \u{201C}To clarify\u{201D}, with its reason and the next step.")
        case .how5:
            Wording(
                "Jeder Schritt steht im Protokoll, das sich nicht unbemerkt ändern lässt.",
                "Each step stands in the journal, which nobody can change unnoticed.")
        case .words: Wording("Wörter", "Words")
        case .reasons: Wording("Gründe", "Reasons")
        case .groups: Wording("Gruppen", "Groups")
        case .document: Wording("Beleg", "document")
        case .documentMeans: Wording("Rechnung, Storno oder Gutschrift in HERO.", "An invoice, a cancellation or a credit in HERO.")
        case .voucher: Wording("Beleg in lexoffice", "voucher")
        case .voucherMeans: Wording("Was dazu in lexoffice gebucht ist.", "What is booked in lexoffice for it.")
        case .pass: Wording("Durchlauf", "pass")
        case .passMeans:
            Wording("Ein Blick in beide Systeme und was daraus folgt.", "One look at both systems and what follows from it.")
        case .held: Wording("zu klären", "to clarify")
        case .heldMeans:
            Wording("Eine Person muss entscheiden; bis dahin geschieht nichts.", "A person must decide; until then nothing happens.")
        case .waits: Wording("wartet von selbst", "waits by itself")
        case .waitsMeans:
            Wording(
                "Es geht ohne Zutun weiter, zum Beispiel sobald HERO die PDF fertig hat.",
                "It goes on by itself, for example as soon as HERO has made the PDF.")
        case .doubt: Wording("ohne Antwort", "without an answer")
        case .doubtMeans:
            Wording(
                "Etwas wurde gesendet, und die Antwort blieb aus. Es wird nachgesehen, ob es angekommen ist, und nie auf Verdacht noch einmal gesendet.",
                "Something was sent and no answer came. Whether it arrived is looked up, and it is never sent again on suspicion.")
        case .link: Wording("Verknüpfung", "link")
        case .linkMeans:
            Wording(
                "Welcher Beleg in lexoffice zu welchem in HERO gehört.", "Which voucher in lexoffice belongs to which document in HERO.")
        case .closing: Wording("Abschluss", "closing")
        case .closingMeans:
            Wording(
                "Ein Monat, beide Seiten nebeneinander, unterschrieben. Was sich danach ändert, wird gezeigt.",
                "One month, both sides beside each other, signed. What changes afterwards is shown.")
        case .toTop: Wording("Nach oben", "To the top")
        }
    }
}
