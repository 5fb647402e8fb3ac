/// What became of a decision, above the page that led to it.
package enum DecisionWord: String, WordList {
    case pending, done, refused, failed, stale

    package var wording: Wording {
        switch self {
        case .pending:
            Wording(
                "Notiert. Der Dienst führt es zwischen zwei Belegen aus.", "Noted. The service carries it out between two documents.")
        case .done: Wording("Erledigt.", "Done.")
        case .refused: Wording("Das ist im jetzigen Stand nicht möglich.", "That is not possible as it stands now.")
        case .failed: Wording("Das ging nicht; es wurde nichts verändert.", "That did not work; nothing was changed.")
        case .stale:
            Wording(
                "Inzwischen hat sich etwas geändert; es wurde nichts getan.", "Something has changed meanwhile; nothing was done.")
        }
    }
}
