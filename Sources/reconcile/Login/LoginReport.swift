import Bookkeeping
import Lexoffice
import Reconciliation

/// What the doctor says about a login: who is logged in, until when, and whether it is used at all.
struct LoginReport {
    private let wiring: Wiring

    private static let logIn = Wording("`reconcile login` ausführen.", "Run `reconcile login`.")

    init(_ wiring: Wiring) { self.wiring = wiring }

    /// - Returns: whether the login is what requests to lexoffice are made with.
    func add(_ findings: inout Findings, _ secrets: Secrets) -> Bool {
        let hasClient = !wiring.configuration[Configuration.clientID].value.isEmpty
        let isUsed = hasClient && secrets.lexofficeKey == nil
        secret(secrets, isNeeded: isUsed, &findings)
        let file = LoginFile(directory: wiring.stateDirectory)
        do throws(LexofficeError) {
            guard let login = try file.read() else {
                if isUsed {
                    findings.add(
                        .fail(.refused), "login",
                        Wording("niemand ist angemeldet (\(file.path))", "nobody is logged in (\(file.path))"), hint: Self.logIn)
                }
                return isUsed
            }
            describe(login, isUsed: isUsed, &findings)
        } catch {
            findings.add(isUsed ? .fail(.refused) : .warn, "login", "\(error)", hint: Self.logIn(findings.language))
        }
        return isUsed
    }

    private func describe(_ login: StoredLogin, isUsed: Bool, _ findings: inout Findings) {
        let path = LoginFile(directory: wiring.stateDirectory).path
        let text =
            "organisation \(login.organizationID ?? "-"), connection \(login.connectionID ?? "-"), access until "
            + "\(Instant(milliseconds: login.expiresAt).isoText) (\(path))"
        if login.isLost {
            findings.add(
                isUsed ? .fail(.refused) : .warn, "login",
                Wording("lexoffice hat die Anmeldung beendet: \(text)", "lexoffice has ended it: \(text)"), hint: Self.logIn)
        } else if !isUsed {
            findings.add(
                .warn, "login",
                Wording("nicht benutzt, der API-Schlüssel geht vor: \(text)", "not used, the API key comes first: \(text)"),
                hint: Wording("Den Schlüssel entfernen, um die Anmeldung zu benutzen.", "Take the key away to use the login."))
        } else if login.clientID != wiring.configuration[Configuration.clientID].value {
            findings.add(
                .fail(.refused), "login",
                Wording("mit einer anderen client-id gemacht: \(text)", "made with another client id: \(text)"), hint: Self.logIn)
        } else if !login.missingScopes.isEmpty {
            findings.add(
                .warn, "login",
                Wording(
                    "ohne \(login.missingScopes.joined(separator: " ")): \(text)",
                    "without \(login.missingScopes.joined(separator: " ")): \(text)"),
                hint: Wording("Erneut anmelden und alle Rechte erteilen.", "Log in again and grant all permissions."))
        } else {
            findings.add(.ok, "login", text)
        }
    }

    private func secret(_ secrets: Secrets, isNeeded: Bool, _ findings: inout Findings) {
        if let secret = secrets.clientSecret {
            findings.add(.ok, "credentials", "lexoffice-client-secret = \(Secrets.masked(secret.value)) (\(secret.source))")
        } else if isNeeded {
            findings.add(
                .fail(.configuration), "credentials",
                Wording("lexoffice-client-secret fehlt", "lexoffice-client-secret is missing"),
                hint: Wording(
                    "In $CREDENTIALS_DIRECTORY/lexoffice-client-secret ablegen.",
                    "Put it into $CREDENTIALS_DIRECTORY/lexoffice-client-secret."))
        }
    }
}
