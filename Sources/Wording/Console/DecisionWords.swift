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

    package var wording: Wording {
        switch self {
        case .missing(let field):
            Wording("Das Feld „\(field)“ fehlt. Es wurde nichts notiert.", "The field “\(field)” is missing. Nothing was noted.")
        case .unknown(let field):
            Wording(
                "Im Feld „\(field)“ steht nichts Gültiges. Es wurde nichts notiert.",
                "The field “\(field)” has nothing valid. Nothing was noted.")
        case .tooLong(let field, let most):
            Wording(
                "Im Feld „\(field)“ stehen mehr als \(most) Zeichen. Es wurde nichts notiert.",
                "The field “\(field)” has more than \(most) characters. Nothing was noted.")
        case .controlCharacters(let field):
            Wording(
                "Im Feld „\(field)“ stehen Steuerzeichen. Es wurde nichts notiert.",
                "The field “\(field)” has control characters. Nothing was noted.")
        }
    }
}
