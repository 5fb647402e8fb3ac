/// Why a login gives no access token. What passes by itself (no answer, too many requests) is not among them.
package enum LoginTrouble: String, Sendable, CaseIterable {
    /// Nobody has logged in yet, or with another client.
    case absent
    /// `invalid_grant`: the connection was ended in lexoffice, or its last refresh token never reached us.
    case lost
    /// `access_denied` and its like: the person at lexoffice did not agree.
    case denied
    /// `invalid_client`: client id or secret are wrong.
    case clientRefused = "client_refused"
    /// `unauthorized_client`: lexoffice has switched the client off.
    case clientDeactivated = "client_deactivated"
    case otherOrganisation = "other_organisation"
    /// The state directory does not take the tokens; without them on disk a new token is not used.
    case notStored = "not_stored"

    var hint: String {
        switch self {
        case .absent: "log in: `reconcile login`"
        case .lost: "log in again: `reconcile login`"
        case .denied: "run `reconcile login` again and agree in the browser"
        case .clientRefused: "check lexoffice.client-id and lexoffice-client-secret: lexoffice does not know this pair"
        case .clientDeactivated: "ask lexoffice's partner support: this client is deactivated"
        case .otherOrganisation: "log in to the organisation this integration was set up with: `reconcile login`"
        case .notStored: "make the state directory writable for this user, with some space left"
        }
    }
}
