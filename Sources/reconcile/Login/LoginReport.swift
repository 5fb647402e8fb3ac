import Bookkeeping
import Lexoffice
import Reconciliation

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
                if isUsed {
                    findings.add(.fail(.refused), "login", "nobody is logged in (\(file.path))", hint: "Run `reconcile login`.")
                }
                return isUsed
            }
            describe(login, isUsed: isUsed, &findings)
        } catch {
            findings.add(isUsed ? .fail(.refused) : .warn, "login", "\(error)", hint: "Run `reconcile login`.")
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
                isUsed ? .fail(.refused) : .warn, "login", "lexoffice has ended it: \(text)", hint: "Log in again: `reconcile login`.")
        } else if !isUsed {
            findings.add(.warn, "login", "not used, the API key comes first: \(text)", hint: "Take the key away to use the login.")
        } else if login.clientID != wiring.configuration[Configuration.clientID].value {
            findings.add(.fail(.refused), "login", "made with another client id: \(text)", hint: "Log in again: `reconcile login`.")
        } else if !login.missingScopes.isEmpty {
            findings.add(
                .warn, "login", "without \(login.missingScopes.joined(separator: " ")): \(text)",
                hint: "Log in again and grant all permissions.")
        } else {
            findings.add(.ok, "login", text)
        }
    }

    private func secret(_ secrets: Secrets, isNeeded: Bool, _ findings: inout Findings) {
        if let secret = secrets.clientSecret {
            findings.add(.ok, "credentials", "lexoffice-client-secret = \(Secrets.masked(secret.value)) (\(secret.source))")
        } else if isNeeded {
            findings.add(
                .fail(.configuration), "credentials", "lexoffice-client-secret is missing",
                hint: "Put it into $CREDENTIALS_DIRECTORY/lexoffice-client-secret.")
        }
    }
}
