extension ExportColumn {
    /// What stands in the column, for whoever reads the table without the program.
    package var explanation: Wording {
        switch self {
        case .document: Wording("Kennung des Dokuments in HERO", "Id of the document in HERO")
        case .number: Wording("Nummer, wie HERO sie druckt", "Number as HERO prints it")
        case .kind:
            Wording("Art, wie das Programm sie versteht; leer, solange nicht gelesen", "Kind as the program takes it; empty until read")
        case .documentDate: Wording("Datum des Dokuments", "Date of the document")
        case .serviceDate: Wording("Tag der Leistung oder Ende des Leistungszeitraums", "Day of the service, or the end of its period")
        case .dueDate: Wording("Fällig am", "Due on")
        case .customer:
            Wording("Kennung des Kunden in HERO; Name und Anschrift stehen dort", "Id of the customer in HERO; name and address are there")
        case .currency: Wording("Währung; leer, wo HERO keine nennt", "Currency; empty where HERO names none")
        case .net: Wording("Nettobetrag in Euro", "Net amount in euros")
        case .tax: Wording("Umsatzsteuer in Euro", "VAT in euros")
        case .gross: Wording("Bruttobetrag in Euro", "Gross amount in euros")
        case .reversed:
            Wording("Kennung des Dokuments, das dieses storniert oder korrigiert", "Id of the document this one reverses or corrects")
        case .state: Wording("Zustand bei der Ausgabe", "State at the time of the export")
        case .reason: Wording("Kennwort des Grundes, aus dem es angehalten ist oder wartet", "Code of the reason why it is held or waits")
        case .otherVouchers: Wording("Weitere Belege, auf die es von Hand aufgeteilt ist", "Further vouchers it was booked on by hand")
        case .position: Wording("Laufende Nummer im Dokument", "Number within the document")
        case .rate: Wording("Steuersatz in Prozent", "Tax rate in percent")
        case .category:
            Wording(
                "Schlüssel der Buchungskategorie, siehe Einstellungen category.*", "Key of the posting category, see settings category.*")
        case .voucher: Wording("Kennung des Belegs in lexoffice", "Id of the voucher in lexoffice")
        case .inLexoffice: Wording("1: lexoffice zeigte ihn zuletzt; 0: nicht mehr", "1: lexoffice showed it last; 0: not any more")
        case .voucherType: Wording("Art des Belegs in lexoffice", "Type of the voucher in lexoffice")
        case .voucherNumber: Wording("Nummer des Belegs in lexoffice", "Number of the voucher in lexoffice")
        case .voucherDate: Wording("Datum des Belegs in lexoffice", "Date of the voucher in lexoffice")
        case .status: Wording("Wort von lexoffice: open, paid, voided …", "lexoffice's word: open, paid, voided …")
        case .open: Wording("Offener Betrag in Euro", "Open amount in euros")
        case .contact: Wording("Kennung des Kontakts in lexoffice", "Id of the contact in lexoffice")
        case .changed: Wording("Letzte Änderung laut lexoffice", "Last change as lexoffice says")
        case .link: Wording("Laufende Nummer der Zuordnung", "Number of the link")
        case .linkedAt: Wording("Beginn der Zuordnung, UTC", "Beginning of the link, UTC")
        case .unlinkedAt: Wording("Ende der Zuordnung, UTC; leer, solange sie besteht", "End of the link, UTC; empty while it holds")
        case .fileDigest:
            Wording("SHA-256 des PDF, wie HERO es gab und lexoffice es erhielt", "SHA-256 of the PDF as HERO gave and lexoffice got it")
        case .payment: Wording("Kennung der Zahlung im Programm", "Id of the payment in the program")
        case .paymentKind: Wording("bank, cashBox, manual oder cashDiscount (Skonto)", "bank, cashBox, manual or cashDiscount")
        case .paymentDate: Wording("Tag der Zahlung", "Day of the payment")
        case .amount: Wording("Betrag in Euro", "Amount in euros")
        case .entry: Wording("Kennung des Zahlungseintrags in HERO", "Id of the payment entry in HERO")
        case .sequence: Wording("Nummer des Eintrags im Protokoll", "Number of the entry in the journal")
        case .subjectKind: Wording("Worüber: invoice, contact, payment, setting …", "About what: invoice, contact, payment, setting …")
        case .subjectKey: Wording("Kennung dessen, worüber", "Id of what it is about")
        case .event: Wording("Was geschah", "What happened")
        case .moment: Wording("Zeitpunkt, UTC, auf die Millisekunde", "Moment, UTC, to the millisecond")
        case .day: Wording("Kalendertag in Deutschland", "Calendar day in Germany")
        case .actor: Wording("Wer: pass für das Programm, sonst der Benutzer", "Who: pass for the program, else the user")
        case .cause: Wording("Durchlauf oder Befehl, mit der Begründung", "Pass or command, with its reason")
        case .software: Wording("Version des Programms, das den Eintrag schrieb", "Version of the program that wrote the entry")
        case .mapping: Wording("Prüfsumme der Kategorienzuordnung", "Digest of the category mapping")
        case .from: Wording("Zustand vor dem Ereignis", "State before the event")
        case .to: Wording("Zustand nach dem Ereignis", "State after the event")
        case .effects: Wording("Was daraufhin zu tun war", "What was to be done then")
        case .detail: Wording("Angaben als name=wert", "Facts as name=value")
        case .previous: Wording("Hash des vorigen Eintrags", "Hash of the entry before")
        case .hash: Wording("SHA-256 über diesen Eintrag und den vorigen Hash", "SHA-256 over this entry and the hash before")
        case .setting: Wording("Name der Einstellung", "Name of the setting")
        case .old: Wording("Wert bis dahin; - für keinen", "Value until then; - for none")
        case .new: Wording("Wert von da an", "Value from then on")
        }
    }
}
