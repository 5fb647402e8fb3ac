import Lexoffice
import Reconciliation
import Reporting
import Wording

/// What a login says to the one who began it. The address is for that person alone; tokens are for nobody.
struct LoginOutput: Sendable {
    let options: Options

    private var language: Language { options.language }

    func invite(_ address: String, port: Int) {
        if options.format == .json {
            return Terminal.print([JSONLine.version, JSONLine("authorise").adding(["address": address, "port": port]).text])
        }
        Terminal.print([
            Catalogue.loginOpen(language), "", "  \(address)", "", Catalogue.loginTunnel(port: port)(language),
            Catalogue.loginWaiting(language),
        ])
    }

    func done(_ login: StoredLogin, keyIsUsed: Bool, isSetUp: Bool) {
        if options.format == .json {
            let line = JSONLine("change_summary").adding([
                "organisation": login.organizationID, "connection": login.connectionID, "missing_scopes": login.missingScopes,
                "api_key_is_used": keyIsUsed, "exit": 0,
            ])
            return Terminal.print([line.text])
        }
        var lines = ["\(Catalogue.loginDone(language)): \(login.organizationName ?? "") (\(login.organizationID ?? "-"))"]
        if !login.missingScopes.isEmpty {
            lines.append("! \(Catalogue.loginScopesMissing(language)): \(login.missingScopes.joined(separator: " "))")
        }
        if keyIsUsed { lines.append("! \(Catalogue.loginKeyWins(language))") }
        lines.append((isSetUp ? Catalogue.loginNextPass : Catalogue.loginNextSetup)(language))
        Terminal.print(lines)
    }

    func nobodyCame() -> CommandFailure { CommandFailure(.refused, Catalogue.loginNobody(language), hint: Catalogue.loginAgain(language)) }

    func failure(_ error: LexofficeError) -> CommandFailure {
        var interruption = PassFailure(error)
        guard case .login(let trouble) = error.code else { return CommandFailure(interruption) }
        let explanation = trouble.explanation
        interruption.cause = "\(error.label): \(explanation.what(language)) (\(error.cause))"
        interruption.hint = explanation.next.sentence(language)
        return CommandFailure(interruption)
    }
}

extension LoginTrouble {
    fileprivate var explanation: Explanation {
        switch self {
        case .absent: Catalogue.loginAbsent
        case .lost: Catalogue.loginLost
        case .denied: Catalogue.loginDenied
        case .clientRefused: Catalogue.loginClientRefused
        case .clientDeactivated: Catalogue.loginClientDeactivated
        case .otherOrganisation: Catalogue.loginOtherOrganisation
        case .notStored: Catalogue.loginNotStored
        }
    }
}
