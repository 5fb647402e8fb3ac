package import Bookkeeping

/// The words of the VAT return's lines and of a signature.
extension Catalogue {
    package static let vatHead = Wording(
        "Zeilen der Umsatzsteuer-Voranmeldung (aus lexoffice)", "Lines of the advance VAT return (from lexoffice)")
    package static let vatLine = Wording("Kz", "Line")
    package static let vatWholeEuros = Wording("volle EUR", "whole EUR")
    package static let vatBase = Wording("Bemessungsgrundlage", "Tax base")
    package static let vatReduced = Wording("davon Minderung", "of it reductions")
    package static let vatDocuments = Wording("Belege", "Documents")
    package static let vatUnclear = Wording("Nicht alle Zahlen bekannt von", "Not all figures are known of")
    package static let vatLimits = Wording(
        "Nur Belege, denen reconcile folgt. Skonto und Forderungsausfall mindern nach Belegdatum im Monat, in dem sie gebucht sind.",
        "Only documents that reconcile follows. By document date, cash discounts and bad debts lower the month they are booked in.")

    package static func word(_ basis: VATBasis) -> Wording {
        switch basis {
        case .documentDate: Wording("nach Belegdatum (vereinbarte Entgelte)", "by document date (accrual)")
        case .paymentDate: Wording("nach Zahlungsdatum (vereinnahmte Entgelte)", "by payment date (cash)")
        }
    }

    package static func word(_ line: VATLine) -> Wording {
        switch line {
        case .number(let number): .untranslated(String(number))
        case .notDeclared: Wording("keine", "none")
        case .unassigned: Wording("ungeklärt", "unassigned")
        }
    }

    package static func word(_ kind: VATCase) -> Wording {
        switch kind {
        case .rate19: Wording("steuerpflichtig 19 %", "taxable at 19 %")
        case .rate7: Wording("steuerpflichtig 7 %", "taxable at 7 %")
        case .otherRate: Wording("andere Steuersätze", "other rates")
        case .photovoltaic0: Wording("Photovoltaik 0 % (§ 12 Abs. 3 UStG)", "photovoltaics at 0 % (§ 12 (3) UStG)")
        case .intraEUGoods: Wording("innergemeinschaftliche Lieferung", "goods to EU businesses")
        case .exportGoods: Wording("Ausfuhrlieferung", "exported goods")
        case .construction13b: Wording("Bauleistung, Empfänger schuldet (§ 13b UStG)", "construction work, recipient owes (§ 13b UStG)")
        case .euService13b: Wording("sonstige Leistung an EU-Unternehmen", "services to EU businesses")
        case .exportService: Wording("Leistung mit Ort im Drittland", "services placed outside the EU")
        case .smallBusiness: Wording("Kleinunternehmer (§ 19 UStG)", "small business (§ 19 UStG)")
        case .nonTaxable: Wording("nicht steuerbar", "not taxable")
        case .otherZero: Wording("0 % ohne zugeordneten Steuerfall", "0 % without a known case")
        case .unknown: Wording("Steuersatz unbekannt", "rate unknown")
        }
    }

    // MARK: signature

    package static let signHead = Wording("Unterschrift", "Signature")
    package static let sheetHash = Wording("Hash dieses Blatts", "hash of this sheet")
    package static let signedHash = Wording("Hash des unterschriebenen Blatts", "hash of the signed sheet")
    package static let signedUnchanged = Wording(
        "Seither hat sich in diesem Monat nichts geändert.", "Nothing has changed in this month since.")
    package static let signedChanged = Wording("Seither hat sich geändert:", "Since then this has changed:")
    package static let signRemark = Wording("Bemerkung", "Remark")
    package static let signAppeared = Wording("neu hinzugekommen", "new")
    package static let signVanished = Wording("nicht mehr im Monat", "no longer in the month")
    package static let signReceived = Wording("eingegangen", "received")
    package static let signEffect = Wording("Wirkung auf die Voranmeldung", "Effect on the VAT return")
    package static let signLineMoved = Wording("steht jetzt in einer anderen Zeile", "is in another line now")
    package static let signAgreesNow = Wording("Beide Systeme stimmen jetzt überein.", "Both systems agree now.")
    package static let signDiffersNow = Wording("Beide Systeme stimmen nicht mehr überein.", "The systems no longer agree.")
    package static let signMoved = Wording(
        "Seit dem Lesen des Blatts hat sich etwas geändert; nichts wurde unterschrieben",
        "Something has changed since the sheet was read; nothing was signed")
    package static let signOtherSheet = Wording(
        "Das Blatt ist ein anderes als das verlangte; nichts wurde unterschrieben",
        "The sheet is not the one that was asked for; nothing was signed")

    /// Who, and on which day.
    package static func signedBy(_ name: String, _ day: String) -> Wording {
        Wording("Unterschrieben von \(name) am \(day).", "Signed by \(name) on \(day).")
    }

    package static func word(_ obstacle: SignObstacle) -> Wording {
        switch obstacle {
        case .unfinished: Wording("Der Monat ist noch nicht zu Ende.", "The month is not over yet.")
        case .incomplete: Wording("Nicht alle Belege des Monats konnten gelesen werden.", "Not every voucher of the month could be read.")
        case .journalBroken: Wording("Das Protokoll ist nicht unversehrt.", "The journal is not whole.")
        case .remarkMissing:
            Wording(
                "Die Systeme stimmen nicht überein: Eine Bemerkung (--remark) muss sagen, warum trotzdem unterschrieben wird.",
                "The systems do not agree: a remark (--remark) has to say why it is signed nevertheless.")
        case .signedAlready: Wording("Genau dieses Blatt ist schon unterschrieben.", "Exactly this sheet is signed already.")
        }
    }
}
