/// Each assumption as a sentence that holds or does not.
extension Catalogue {
    package static func assumption(_ assumption: Assumption) -> Wording {
        switch assumption {
        case .heroRights:
            Wording("Der HERO-Schlüssel darf alles lesen, was gebraucht wird", "the HERO key may read everything that is needed")
        case .heroSchema: Wording("HEROs Schema hat jedes benötigte Feld", "HERO's schema has every field that is needed")
        case .heroPageSize: Wording("HERO liefert Seiten von 200 Dokumenten", "HERO answers pages of 200 documents")
        case .documentTypes: Wording("Jede Art von Dokument ist bekannt", "every kind of document is known")
        case .invoiceStyles: Wording("Jede Form von Rechnung ist bekannt", "every style of invoice is known")
        case .statusCodes: Wording("Jeder Status eines Dokuments ist bekannt", "every status of a document is known")
        case .bookingCategories: Wording("Jede Buchungskategorie eines Typs ist bekannt", "every booking category of a type is known")
        case .webhookEvents: Wording("HERO bietet Ereignisse für Webhooks an", "HERO offers events for webhooks")
        case .idsAscending: Wording("Nummern (ids) von Dokumenten steigen", "ids of documents ascend")
        case .contactIDsAscending: Wording("Nummern (ids) von Kontakten steigen", "ids of contacts ascend")
        case .modifiedOrder: Wording("HERO sortiert nach der letzten Änderung", "HERO sorts by the last change")
        case .modifiedAfterCreated:
            Wording("Die letzte Änderung liegt nie vor der Anlage", "the last change never lies before the creation")
        case .modifiedMoves: Wording("Eine Zahlung zählt als Änderung des Dokuments", "a payment counts as a change of the document")
        case .createdUTC: Wording("Zeitpunkte stimmen mit ihrer Zeitzone", "moments agree with their time zone")
        case .balanceOpen:
            Wording("Ohne Zahlung ist offen, was Netto und Steuer ergeben", "without payments, what is open is net plus tax")
        case .balancePaid: Wording("Zahlungen sind brutto abgezogen", "payments are subtracted gross")
        case .balanceDiscount: Wording("Skonto einer Zahlung ist mit abgezogen", "the discount of a payment is subtracted as well")
        case .noPaymentsOnReversals: Wording("Stornos und Gutschriften tragen keine Zahlungen", "reversals bear no payments")
        case .figuresSource: Wording("Dokumente nennen ihre Zeilen", "documents tell their lines")
        case .positionVAT:
            Wording(
                "Steuer der Positionen ist Betrag oder Satz, wie das Dokument zeigt", "tax of positions is an amount or a rate, as shown")
        case .lineSums: Wording("Zeilen ergeben die Summen des Dokuments", "lines add up to the document's totals")
        case .draftKeys:
            Wording("Vermutete Schlüssel der Entwurfsdaten kommen vor", "keys assumed in the data of drafts are there")
        case .finalIsRest:
            Wording("Eine Schlussrechnung nach Teilrechnungen nennt den Rest", "a final invoice after part invoices states the rest")
        case .cumulativeIsRest: Wording("Eine kumulierte Rechnung nennt den Rest", "a cumulative invoice states the rest")
        case .recipientAlone: Wording("Nur einer kommt als Empfänger in Frage", "only one may be the recipient")
        case .pdfEInvoice: Wording("E-Rechnungen in PDFs sind lesbar", "e-invoices in PDFs are readable")
        case .fileSize: Wording("PDFs passen in lexoffices Grenze für Dateien", "PDFs fit lexoffice's limit for files")
        case .lexofficeRights:
            Wording("Der lexoffice-Zugang darf alles lesen, was gebraucht wird", "the lexoffice credential may read everything needed")
        case .postingCategories: Wording("Die bekannten Buchungskategorien gibt es", "the known posting categories exist")
        case .categoryFlags:
            Wording("Erlöse dürfen Sätze mischen und brauchen keinen Kontakt", "revenue may mix rates and needs no contact")
        case .voucherPageSize: Wording("lexoffice liefert Seiten von 250 Belegen", "lexoffice answers pages of 250 vouchers")
        case .voucherCount: Wording("Die Belegliste zählt genau", "the voucher list counts exactly")
        case .voucherOrder: Wording("Die Belegliste ist nach Änderung sortiert", "the voucher list is sorted by change")
        case .voucherWords: Wording("Jeder Status eines Belegs ist bekannt", "every status of a voucher is known")
        case .openAmounts: Wording("Die Belegliste nennt offene Beträge", "the voucher list tells open amounts")
        case .numberFilterWhole:
            Wording("Die Suche nach Belegnummer trifft ganze Nummern", "the filter by voucher number takes whole numbers")
        case .numberFilterCase:
            Wording("Die Suche nach Belegnummer achtet nicht auf Groß und Klein", "the filter by voucher number ignores case")
        case .fileKept: Wording("lexoffice bewahrt PDFs Byte für Byte", "lexoffice keeps PDFs byte for byte")
        case .paymentWords: Wording("Jede Art von Zahlung ist bekannt", "every kind of payment is known")
        case .paymentMovesVoucher:
            Wording("Eine Teilzahlung zählt als Änderung des Belegs", "a part payment counts as a change of the voucher")
        case .lexofficeEvents: Wording("lexoffices Ereignisse heißen wie erwartet", "lexoffice's events are called as expected")
        }
    }

    package static func verdict(_ verdict: AssumptionVerdict) -> Wording {
        switch verdict {
        case .holds: Wording("trifft zu", "holds")
        case .doesNotHold: Wording("trifft nicht zu", "does not hold")
        case .notSeen: Wording("nicht gesehen", "not seen")
        }
    }
}
