/// The words of the login.
extension Catalogue {
    package static let loginOpen = Wording(
        "Diese Adresse in einem Browser öffnen, bei lexoffice anmelden und zustimmen:",
        "Open this address in a browser, log in to lexoffice and agree:")
    package static let loginWaiting = Wording("Warte auf die Rückkehr des Browsers …", "Waiting for the browser to come back …")
    package static let loginDone = Wording("Angemeldet", "Logged in")
    package static let loginScopesMissing = Wording("Nicht erteilte Rechte", "Permissions that were not granted")
    package static let loginKeyWins = Wording(
        "Es ist auch ein API-Schlüssel eingerichtet; er wird benutzt, die Anmeldung erst ohne ihn.",
        "An API key is configured as well; it is used, and the login only without it.")
    package static let loginNextSetup = Wording(
        "Weiter mit `reconcile setup --start-date yyyy-MM-dd`.", "Go on with `reconcile setup --start-date yyyy-MM-dd`.")
    package static let loginNextPass = Wording("Weiter mit `reconcile doctor`.", "Go on with `reconcile doctor`.")
    package static let loginNobody = Wording(
        "Niemand hat rechtzeitig zugestimmt; es ist alles wie vorher.", "Nobody agreed in time; everything is as it was.")
    package static let loginAgain = Wording(
        "Noch einmal `reconcile login`; `--wait SEKUNDEN` wartet länger.", "Run `reconcile login` again; `--wait SECONDS` waits longer.")
    package static let loginPageDone = Wording(
        "Angemeldet. Dieses Fenster kann geschlossen werden.", "Logged in. This window may be closed.")
    package static let loginPageRefused = Wording("Nicht angemeldet. Der Grund steht im Terminal.", "Not logged in. The terminal says why.")
    package static let loginForeign = Wording(
        "Diese Rückkehr gehört zu keiner laufenden Anmeldung. Bitte die Adresse aus dem Terminal öffnen.",
        "This does not belong to a login that is under way. Please open the address the terminal shows.")

    package static func loginTunnel(port: Int) -> Wording {
        Wording(
            "Browser auf einem anderen Rechner? Dort zuerst: ssh -L \(port):127.0.0.1:\(port) DIESER-RECHNER",
            "Browser on another machine? There first: ssh -L \(port):127.0.0.1:\(port) THIS-MACHINE")
    }

    package static let loginAbsent = Explanation(
        "Niemand ist angemeldet.", "Nobody is logged in.", .administrator(.command(.logIn), "{command}", "{command}"))
    package static let loginLost = Explanation(
        "lexoffice kennt die Anmeldung nicht oder nicht mehr.", "lexoffice does not know the login, or no longer.",
        .administrator(.command(.logIn), "Noch einmal anmelden: {command}.", "Log in again: {command}."))
    package static let loginDenied = Explanation(
        "Die Zustimmung wurde verweigert; es ist alles wie vorher.", "Consent was refused; everything is as it was.",
        .administrator(.command(.logIn), "Noch einmal {command} und im Browser zustimmen.", "Run {command} again and agree in the browser.")
    )
    package static let loginClientRefused = Explanation(
        "lexoffice kennt Client-Id und Geheimnis nicht.", "lexoffice does not know this client id and secret.",
        .administrator(
            .open(.machine), "lexoffice.client-id und lexoffice-client-secret prüfen.",
            "Check lexoffice.client-id and lexoffice-client-secret."))
    package static let loginClientDeactivated = Explanation(
        "lexoffice hat diesen Client abgeschaltet.", "lexoffice has switched this client off.",
        .administrator(.report, "Den Partner-Support von lexoffice fragen.", "Ask lexoffice's partner support."))
    package static let loginOtherOrganisation = Explanation(
        "Angemeldet wurde eine andere Organisation als die eingerichtete; die Anmeldung wurde verworfen.",
        "The login was of another organisation than the one set up; it was discarded.",
        .administrator(.command(.logIn), "Bei lexoffice die richtige Organisation wählen,", "Choose the right organisation at lexoffice,"),
        .administrator(.command(.deleteIntegration), "oder zuerst die Integration löschen.", "or delete the integration first."))
    package static let loginNotStored = Explanation(
        "Die Anmeldung kann nicht gespeichert werden.", "The login cannot be stored.",
        .administrator(
            .open(.machine), "Das Zustandsverzeichnis beschreibbar machen und Platz schaffen.",
            "Make the state directory writable, with some space left."))
}
