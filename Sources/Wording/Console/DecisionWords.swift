/// What became of a decision, above the page that led to it.
package enum DecisionWord: String, WordList {
    case pending, taken, done, refused, failed, stale, notFound, severalFound, noReference, nothingMoved, foreign

    package var wording: Wording {
        switch self {
        case .pending:
            Wording(
                "Notiert. Der Dienst führt es zwischen zwei Belegen aus.", "Noted. The service carries it out between two documents.")
        case .taken: Wording("Wird gerade ausgeführt.", "Being carried out.")
        case .done: Wording("Erledigt.", "Done.")
        case .refused: Wording("Das ist im jetzigen Stand nicht möglich.", "That is not possible as it stands now.")
        case .failed: Wording("Das ging nicht; es wurde nichts verändert.", "That did not work; nothing was changed.")
        case .stale:
            Wording(
                "Inzwischen hat sich etwas geändert; es wurde nichts getan.", "Something has changed meanwhile; nothing was done.")
        case .notFound: Wording("Dieses Dokument gibt es nicht mehr.", "There is no such document any more.")
        case .severalFound: Wording("Mehrere Dokumente heißen so.", "Several documents have this name.")
        case .noReference: Wording("Das ist keine solche Kennung.", "That is no such id.")
        case .nothingMoved:
            Wording(
                "Es hat sich bewegt und steht wieder, wo es stand: bitte noch einmal antworten.",
                "It moved and stands again where it stood: please answer once more.")
        case .foreign:
            Wording("Notiert von einer anderen Version dieses Programms.", "Noted by another version of this program.")
        }
    }
}

extension Catalogue {
    /// `blockiert → wartet`.
    package static func fromTo(_ before: Wording, _ after: Wording) -> Wording {
        Wording("\(before.de) → \(after.de)", "\(before.en) → \(after.en)")
    }

    /// - Parameters:
    ///   - who: as the journal names them; nil where nobody's answer moved it.
    package static func changedMeanwhile(_ seen: Wording, _ now: Wording, by who: String?) -> Wording {
        let (de, en) = (who.map { " (\($0))" } ?? "", who.map { " (\($0))" } ?? "")
        return Wording(
            "Gesehen wurde: \(seen.de). Jetzt ist: \(now.de)\(de).", "It was seen as: \(seen.en). It is now: \(now.en)\(en).")
    }

    package static func refusedBecause(_ state: Wording, _ why: String) -> Wording {
        Wording("Stand: \(state.de). Grund: \(why).", "State: \(state.en). Reason: \(why).")
    }

    /// What became of several decisions that were made at once.
    package static func decidedSeveral(_ all: Int, done: Int, due: Int, stale: Int, others: Int) -> Wording {
        func line(_ words: [(Int, String)]) -> String { words.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ") }
        let de = [(done, "erledigt"), (due, "notiert"), (stale, "inzwischen anders und nicht getan"), (others, "nicht möglich")]
        let en = [(done, "done"), (due, "noted"), (stale, "changed meanwhile and not done"), (others, "not possible")]
        return Wording("Von \(all) Entscheidungen: \(line(de)).", "Of \(all) decisions: \(line(en)).")
    }

    package static func passEnded(vouchers: Int, payments: Int, held: Int) -> Wording {
        Wording(
            "Durchlauf beendet: \(vouchers) Belege angelegt, \(payments) Zahlungen eingetragen, \(held) zu klären.",
            "Pass ended: \(vouchers) vouchers created, \(payments) payments entered, \(held) to clarify.")
    }
}

/// What a posted form lacks. Nothing is noted then.
package enum FormFault: Sendable, Hashable {
    case missing(String)
    case unknown(String)
    case tooLong(String, Int)
    case controlCharacters(String)

    private var field: String {
        switch self {
        case .missing(let field), .unknown(let field), .tooLong(let field, _), .controlCharacters(let field): field
        }
    }

    /// In the words of whoever filled in the form; a field nobody sees can only be wrong where the form itself did not arrive whole.
    package var wording: Wording {
        guard let name = FormFault.name(of: field) else { return FormFault.brokenForm }
        let (de, en) = (name(.de), name(.en))
        return switch self {
        case .missing:
            Wording("Bitte „\(de)“ ausfüllen. Es wurde noch nichts notiert.", "Please fill in “\(en)”. Nothing was noted yet.")
        case .unknown:
            Wording(
                "Bei „\(de)“ steht nichts, was hier gemeint sein kann: \(FormFault.wanted(field)(.de)). Es wurde noch nichts notiert.",
                "What stands at “\(en)” cannot be meant here: \(FormFault.wanted(field)(.en)). Nothing was noted yet.")
        case .tooLong(_, let most):
            Wording(
                "Bei „\(de)“ stehen mehr als \(most) Zeichen; bitte kürzen. Es wurde noch nichts notiert.",
                "“\(en)” has more than \(most) characters; please shorten it. Nothing was noted yet.")
        case .controlCharacters:
            Wording(
                "Bei „\(de)“ stehen Zeichen, die niemand sieht, etwa ein Zeilenumbruch; bitte neu eintippen. Es wurde noch nichts notiert.",
                "“\(en)” has characters nobody sees, such as a line break; please type it anew. Nothing was noted yet.")
        }
    }

    package static let brokenForm = Wording(
        "Das Formular ist nicht vollständig angekommen; es wurde nichts notiert. Hier steht es neu: bitte noch einmal absenden.",
        "The form did not arrive whole; nothing was noted. Here it is anew: please send it once more.")

    /// What people see beside the field; nil for one they do not see.
    private static func name(of field: String) -> Wording? {
        switch field {
        case "reason": Wording("Grund", "Reason")
        case "voucher": Wording("Kennung des Belegs oder Eintrags", "Id of the voucher or entry")
        case "contact": Wording("Kennung des Kontakts", "Id of the contact")
        case "day": Wording("Startdatum", "Start date")
        case "relink": Wording("Startdatum von damals", "Start date of then")
        case "einvoices": Wording("E-Rechnungen erwartet ab", "E-invoices expected from")
        case "category": Wording("Buchungskategorien", "Posting categories")
        default: nil
        }
    }

    private static func wanted(_ field: String) -> Wording {
        switch field {
        case "voucher":
            Wording(
                "gebraucht wird die Kennung aus der Adresse des Belegs in lexoffice, bei einer Zahlung die Nummer des Eintrags in HERO",
                "what is needed is the id in the voucher's address in lexoffice, or for a payment the number of the entry in HERO")
        case "contact":
            Wording(
                "gebraucht wird die Kennung aus der Adresse des Kontakts in lexoffice",
                "what is needed is the id in the contact's address in lexoffice")
        case "day", "relink", "einvoices": Wording("gebraucht wird ein Tag, den es gibt", "what is needed is a day that exists")
        case "category": Wording("gebraucht wird eine aus der Liste", "what is needed is one of the list")
        default: Wording("bitte anders schreiben", "please write it differently")
        }
    }
}
