import Bookkeeping
import Lexoffice
import Reconciliation
import Wording

/// What the doctor says about a login: who is logged in, until when, and whether it is used at all.
struct LoginReport {
    private let wiring: Wiring

    init(_ wiring: Wiring) { self.wiring = wiring }

    /// - Returns: whether the login is what requests to lexoffice are made with.
    func add(_ findings: inout Findings, _ secrets: Secrets) -> Bool {
        let hasClient = !wiring.configuration[Configuration.clientID].value.isEmpty
        let isUsed = hasClient && secrets.lexofficeKey == nil
        secret(secrets, isNeeded: isUsed, &findings)
        let file = LoginFile(directory: wiring.stateDirectory)
        do throws(LexofficeError) {
            guard let login = try file.read() else {
                if isUsed { findings.add(.fail(.refused), "login", DoctorWords.nobodyLoggedIn(file.path), hint: DoctorWords.logIn) }
                return isUsed
            }
            describe(login, isUsed: isUsed, &findings)
        } catch {
            findings.add(isUsed ? .fail(.refused) : .warn, "login", "\(error)", hint: DoctorWords.logIn(findings.language))
        }
        return isUsed
    }

    private func describe(_ login: StoredLogin, isUsed: Bool, _ findings: inout Findings) {
        let path = LoginFile(directory: wiring.stateDirectory).path
        let text =
            "organisation \(login.organizationID ?? "-"), connection \(login.connectionID ?? "-"), access until "
            + "\(Instant(milliseconds: login.expiresAt).isoText) (\(path))"
        if login.isLost {
            findings.add(isUsed ? .fail(.refused) : .warn, "login", DoctorWords.loginEnded(text), hint: DoctorWords.logIn)
        } else if !isUsed {
            findings.add(.warn, "login", DoctorWords.loginUnused(text), hint: DoctorWords.takeKeyAway)
        } else if login.clientID != wiring.configuration[Configuration.clientID].value {
            findings.add(.fail(.refused), "login", DoctorWords.loginOfOtherClient(text), hint: DoctorWords.logIn)
        } else if !login.missingScopes.isEmpty {
            findings.add(.warn, "login", DoctorWords.loginWithout(login.missingScopes, text), hint: DoctorWords.grantAll)
        } else {
            findings.add(.ok, "login", text)
        }
    }

    private func secret(_ secrets: Secrets, isNeeded: Bool, _ findings: inout Findings) {
        if let secret = secrets.clientSecret {
            findings.add(.ok, "credentials", "lexoffice-client-secret = \(Secrets.masked(secret.value)) (\(secret.source))")
        } else if isNeeded {
            findings.add(
                .fail(.configuration), "credentials", DoctorWords.credentialMissing(SecretKind.client.rawValue),
                hint: DoctorWords.putCredential(secrets.place.path(.client)))
        }
    }
}
