/// A column of an exported table. Headings are one word of ASCII: the software of an auditor takes no other.
package enum ExportColumn: String, Sendable, CaseIterable {
    case document, number, kind, documentDate, serviceDate, dueDate, customer, currency, net, tax, gross, reversed, state, reason
    case otherVouchers
    case position, rate, category
    case voucher, inLexoffice, voucherType, voucherNumber, voucherDate, status, open, contact, changed
    case link, linkedAt, unlinkedAt, fileDigest
    case payment, paymentKind, paymentDate, amount, entry
    case sequence, subjectKind, subjectKey, event
    case moment, day, actor, cause, software, mapping, from, to, effects, detail, previous, hash
    case setting, old, new

    package var heading: Wording {
        switch self {
        case .document: Wording("Dokument_ID", "Document_id")
        case .number: Wording("Dokumentnummer", "Document_number")
        case .kind: Wording("Dokumentart", "Document_kind")
        case .documentDate: Wording("Dokumentdatum", "Document_date")
        case .serviceDate: Wording("Leistungsdatum", "Service_date")
        case .dueDate: Wording("Faelligkeit", "Due_date")
        case .customer: Wording("Kunde_HERO", "Customer_HERO")
        case .currency: Wording("Waehrung", "Currency")
        case .net: Wording("Netto", "Net")
        case .tax: Wording("Steuer", "Tax")
        case .gross: Wording("Brutto", "Gross")
        case .reversed: Wording("Storniert_Dokument_ID", "Reverses_document_id")
        case .state: Wording("Zustand", "State")
        case .reason: Wording("Grund", "Reason")
        case .otherVouchers: Wording("Weitere_Belege", "Other_vouchers")
        case .position: Wording("Position", "Position")
        case .rate: Wording("Steuersatz", "Tax_rate")
        case .category: Wording("Kategorie", "Category")
        case .voucher: Wording("Beleg_ID", "Voucher_id")
        case .inLexoffice: Wording("In_lexoffice", "In_lexoffice")
        case .voucherType: Wording("Belegart", "Voucher_type")
        case .voucherNumber: Wording("Belegnummer", "Voucher_number")
        case .voucherDate: Wording("Belegdatum", "Voucher_date")
        case .status: Wording("Status", "Status")
        case .open: Wording("Offen", "Open")
        case .contact: Wording("Kontakt_ID", "Contact_id")
        case .changed: Wording("Geaendert", "Changed")
        case .link: Wording("Zuordnung_Nr", "Link_no")
        case .linkedAt: Wording("Zugeordnet_ab", "Linked_from")
        case .unlinkedAt: Wording("Zugeordnet_bis", "Linked_until")
        case .fileDigest: Wording("PDF_SHA256", "PDF_SHA256")
        case .payment: Wording("Zahlung_ID", "Payment_id")
        case .paymentKind: Wording("Zahlungsart", "Payment_kind")
        case .paymentDate: Wording("Zahlungsdatum", "Payment_date")
        case .amount: Wording("Betrag", "Amount")
        case .entry: Wording("HERO_Eintrag", "HERO_entry")
        case .sequence: Wording("Protokoll_Nr", "Journal_no")
        case .subjectKind: Wording("Gegenstand", "Subject")
        case .subjectKey: Wording("Schluessel", "Subject_key")
        case .event: Wording("Ereignis", "Event")
        case .moment: Wording("Zeitpunkt_UTC", "Moment_UTC")
        case .day: Wording("Tag", "Day")
        case .actor: Wording("Wer", "Who")
        case .cause: Wording("Anlass", "Cause")
        case .software: Wording("Programmversion", "Software_version")
        case .mapping: Wording("Zuordnungsstand", "Mapping_digest")
        case .from: Wording("Zustand_vorher", "State_before")
        case .to: Wording("Zustand_nachher", "State_after")
        case .effects: Wording("Wirkungen", "Effects")
        case .detail: Wording("Einzelheiten", "Details")
        case .previous: Wording("Hash_vorher", "Hash_before")
        case .hash: Wording("Hash", "Hash")
        case .setting: Wording("Einstellung", "Setting")
        case .old: Wording("Wert_alt", "Value_old")
        case .new: Wording("Wert_neu", "Value_new")
        }
    }
}
