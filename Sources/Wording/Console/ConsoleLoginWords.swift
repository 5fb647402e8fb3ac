/// The page on which somebody comes in.
package enum ConsoleLoginWord: String, WordList {
    case heading, key, keyHint, enter, unknown, expired, used, throttled, unavailable, again

    package var wording: Wording {
        switch self {
        case .heading: Wording("Anmelden", "Log in")
        case .key: Wording("Link oder Schlüssel", "Link or key")
        case .keyHint: Wording("Den ganzen Link oder den Teil hinter dem # einfügen.", "Paste the whole link, or the part behind the #.")
        case .enter: Wording("Anmelden", "Log in")
        case .unknown: Wording("Dieser Schlüssel gilt nicht.", "This key is no good.")
        case .expired:
            Wording("Dieser Link ist abgelaufen. Bitte einen neuen geben lassen.", "This link has expired. Please ask for a new one.")
        case .used:
            Wording(
                "Dieser Link wurde schon benutzt. Wenn nicht von Ihnen: bitte gleich melden.",
                "This link was used already. If not by you: please tell at once.")
        case .throttled:
            Wording("Zu viele Versuche. Bitte eine Minute warten.", "Too many tries. Please wait a minute.")
        case .unavailable:
            Wording(
                "Die Zugänge können gerade nicht gelesen werden; im Protokoll des Dienstes steht, warum.",
                "The accesses cannot be read at the moment; the service's log says why.")
        case .again: Wording("Bitte anmelden.", "Please log in.")
        }
    }
}

/// How somebody gets a link.
package enum ConsoleLoginWords {
    /// To the console of one account.
    package static let link = how("reconcile console")
    /// To the page of all accounts.
    package static let fleetLink = how("reconcile fleet console")

    private static func how(_ command: String) -> Wording {
        Wording(
            "Den Zugang gibt, wer diesen Dienst betreut: `\(command)` druckt einen Link, der einmal und zehn Minuten lang gilt.",
            "Whoever looks after this service gives access: `\(command)` prints a link that is good once, for ten minutes.")
    }
}
