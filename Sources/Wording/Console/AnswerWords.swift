/// The words of the forms by which people answer.
package enum AnswerWord: String, WordList {
    // What the buttons say.
    case retry, hurry, reconsider, acknowledge, acceptEdit, letStand, adopt, adoptEntry, absent, absentSent, recreate, absentEntry, waive
    case chooseContact, newContact, collective, asStated, withoutFile, cumulativeRest, cumulativeWhole, readAnew
    // What stands around them.
    case answers, leadsTo, notNow, voucherID, entryID, contactID, forDocument, forPayment, forContact, candidates, inHero, inLexoffice
    case sync, pause, resume, act
    case differs, unknownHere, number, day, amount, customer, status, open, card, compare

    package var wording: Wording {
        switch self {
        case .retry: Wording("Noch einmal versuchen", "Try again")
        case .hurry: Wording("Jetzt gleich nachsehen", "Look now")
        case .reconsider: Wording("Doch buchen", "Book it after all")
        case .acknowledge: Wording("Änderung in HERO gelten lassen", "Let the change in HERO stand")
        case .acceptEdit: Wording("Stand von lexoffice gelten lassen", "Let lexoffice's version stand")
        case .letStand: Wording("So stehen lassen", "Let it stand")
        case .adopt: Wording("Das ist der Beleg", "This is the voucher")
        case .adoptEntry: Wording("Das ist die Zahlung", "This is the payment")
        case .absent: Wording("Keiner davon ist es", "It is none of them")
        case .absentSent: Wording("Ist sicher nicht angekommen", "It certainly did not arrive")
        case .recreate: Wording("Neu übertragen", "Transfer it again")
        case .absentEntry: Wording("Keine davon ist es", "It is none of them")
        case .waive: Wording("Nicht buchen, hebt sich auf", "Do not book, nets to zero")
        case .chooseContact: Wording("Das ist der Kunde", "This is the customer")
        case .newContact: Wording("Keiner davon: neuen Kontakt anlegen", "None of them: create a new contact")
        case .collective: Wording("Auf den Sammelkunden buchen", "Book on the collective customer")
        case .asStated: Wording("Buchen, wie HERO es zeigt", "Book it as HERO shows it")
        case .withoutFile: Wording("Ohne PDF lassen", "Leave it without a PDF")
        case .cumulativeRest: Wording("Der Wert ist der Rest", "The value is the rest")
        case .cumulativeWhole: Wording("Der Wert ist das Ganze", "The value is the whole")
        case .readAnew: Wording("Neu lesen", "Read it anew")
        case .sync: Wording("Jetzt abgleichen", "Reconcile now")
        case .pause: Wording("Pause", "Pause")
        case .resume: Wording("Fortsetzen", "Resume")
        case .act: Wording("Antwort", "Answer")
        case .answers: Wording("Was ist zu tun?", "What is to be done?")
        case .leadsTo: Wording("Danach:", "Afterwards:")
        case .notNow: Wording("Jetzt nicht möglich", "Not possible now")
        case .voucherID: Wording("Kennung des Belegs in lexoffice", "Id of the voucher in lexoffice")
        case .entryID: Wording("Nummer des Eintrags in HERO", "Number of the entry in HERO")
        case .contactID: Wording("Kennung des Kontakts in lexoffice", "Id of the contact in lexoffice")
        case .forDocument: Wording("Beleg", "Document")
        case .forPayment: Wording("Zahlung", "Payment")
        case .forContact: Wording("Kunde", "Customer")
        case .candidates: Wording("Was in Frage kommt", "What may be meant")
        case .inHero: Wording("HERO", "HERO")
        case .inLexoffice: Wording("lexoffice", "lexoffice")
        case .differs: Wording("weicht ab", "differs")
        case .unknownHere: Wording("nicht bekannt", "not known")
        case .number: Wording("Nummer", "Number")
        case .day: Wording("Datum", "Date")
        case .amount: Wording("Betrag", "Amount")
        case .customer: Wording("Kunde", "Customer")
        case .status: Wording("Status", "Status")
        case .open: Wording("Offen", "Open")
        case .card: Wording("Angabe", "Detail")
        case .compare: Wording("Nebeneinander", "Side by side")
        }
    }
}

extension Catalogue {
    /// lexoffice's word for the state of a voucher; one we do not know as it stands.
    package static func voucherStatus(_ word: String, _ language: Language) -> String {
        let wording =
            switch word {
            case "draft": Wording("Entwurf", "draft")
            case "open": Wording("offen", "open")
            case "overdue": Wording("überfällig", "overdue")
            case "paid": Wording("bezahlt", "paid")
            case "paidoff": Wording("ausgeglichen", "settled")
            case "voided": Wording("storniert", "voided")
            case "transferred": Wording("Überweisung unterwegs", "transfer under way")
            case "sepadebit": Wording("Lastschrift unterwegs", "direct debit under way")
            case "unchecked": Wording("zu prüfen", "to be checked")
            default: Wording.untranslated(word)
            }
        return wording(language)
    }
}
