/// The page of all documents.
package enum DocumentListWord: String, WordList {
    case needsPerson, inDoubt, waiting, draft, transferred, leftOut, released
    case searchFor, searchHint, anyState, anyMonth, anyKind, month, kind, apply, clear, unknownFilter
    case number, heroID, date, customer, gross, state, code, voucherID
    case nothingFound, noneYet, newest, newer, older, together

    package var wording: Wording {
        switch self {
        case .needsPerson: Wording("zu klären", "to clarify")
        case .inDoubt: Wording("ohne Antwort, wird nachgesehen", "without an answer, being looked up")
        case .waiting: Wording("wartet von selbst", "waits by itself")
        case .draft: Wording("Entwurf", "draft")
        case .transferred: Wording("übertragen", "transferred")
        case .leftOut: Wording("nicht zu übertragen", "not to be transferred")
        case .released: Wording("losgelassen", "let go of")
        case .searchFor: Wording("Nummer, Kunde, Betrag oder Kennung", "Number, customer, amount or id")
        case .searchHint:
            Wording("Zum Beispiel Müller, RE-2026-0004 oder 1.190,00", "For example Müller, RE-2026-0004 or 1,190.00")
        case .anyState: Wording("jeder Stand", "any state")
        case .anyMonth: Wording("alle Monate", "all months")
        case .anyKind: Wording("alle Arten", "all kinds")
        case .month: Wording("Monat", "Month")
        case .kind: Wording("Art", "Kind")
        case .apply: Wording("Suchen", "Search")
        case .clear: Wording("Alle zeigen", "Show all")
        case .unknownFilter:
            Wording(
                "Ein Teil dieser Adresse ist hier unbekannt und wurde nicht beachtet.",
                "A part of this address is unknown here and was not heeded.")
        case .number: Wording("Nummer", "Number")
        case .heroID: Wording("HERO-Kennung", "HERO id")
        case .date: Wording("Datum", "Date")
        case .customer: Wording("Kunde", "Customer")
        case .gross: Wording("Brutto", "Gross")
        case .state: Wording("Stand", "State")
        case .code: Wording("Kennung des Grundes", "Code of the reason")
        case .voucherID: Wording("Beleg in lexoffice", "Voucher in lexoffice")
        case .nothingFound:
            Wording(
                "Nichts gefunden. Gesucht wird in Nummer, Kunde, Betrag und der Kennung in lexoffice, in jedem Wort.",
                "Nothing found. Number, customer, amount and the id in lexoffice are searched, for each word.")
        case .noneYet: Wording("Noch keine Belege: der erste Durchlauf steht aus.", "No documents yet: the first pass is ahead.")
        case .newest: Wording("Neueste", "Newest")
        case .newer: Wording("Neuere", "Newer")
        case .older: Wording("Ältere", "Older")
        case .together: Wording("zusammen", "together")
        }
    }
}

extension Catalogue {
    package static func documents(_ count: Int) -> Wording {
        count == 1
            ? Wording("1 Beleg", "1 document") : Wording("\(plainCount(count, .de)) Belege", "\(plainCount(count, .en)) documents")
    }

    /// They are in no sum.
    package static func documentsWithoutGross(_ count: Int) -> Wording {
        count == 1
            ? Wording("1 Beleg ohne Betrag", "1 document without an amount")
            : Wording("\(plainCount(count, .de)) Belege ohne Betrag", "\(plainCount(count, .en)) documents without an amount")
    }
}
