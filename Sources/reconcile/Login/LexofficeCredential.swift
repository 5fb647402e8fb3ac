import Lexoffice
import Persistence
import Reconciliation
import Transport

/// How this program proves itself to lexoffice. A key somebody put there on purpose comes first; without one, the login counts.
enum LexofficeCredential: Sendable {
    case key(String)
    case login

    init(_ wiring: Wiring) throws(CommandFailure) {
        let secrets = try wiring.secrets()
        let hasClient = !wiring.configuration[Configuration.clientID].value.isEmpty
        self = secrets.lexofficeKey == nil && hasClient ? .login : .key(try secrets.lexoffice())
    }

    /// What is sent, and what tells one credential from another without being one: it stays the same over refreshes.
    func access(_ wiring: Wiring, _ server: AuthorisationServer?, organization: String?) throws(CommandFailure) -> (
        token: AccessToken, digest: String
    ) {
        switch self {
        case .key(let key): return (AccessToken(key: key), Digest.sha256("reconcile:\(key)".utf8))
        case .login:
            guard let server else {
                _ = try wiring.secrets().client()
                throw LexofficeCredential.noClient
            }
            let login = LexofficeLogin(server: server, directory: wiring.stateDirectory, organizationID: organization, time: wiring.time)
            // A file that cannot be read names no connection; why, is told by the first request, which needs a token from it.
            let connection = (try? LoginFile(directory: wiring.stateDirectory).read())?.connectionID ?? ""
            return (login.accessToken, Digest.sha256("reconcile-login:\(server.client.id):\(connection)".utf8))
        }
    }

    /// Nil where no client is configured, or its secret is missing: a deletion must be possible without.
    static func server(_ wiring: Wiring, _ transport: any HTTPTransport) throws(CommandFailure) -> AuthorisationServer? {
        guard let client = try client(wiring) else { return nil }
        guard let app = LexofficeEndpoint(wiring.configuration[Configuration.lexofficeApp].value) else {
            throw wiring.configuration.invalid(Configuration.lexofficeApp, "an https address")
        }
        return AuthorisationServer(endpoint: app, client: client, transport: transport, time: wiring.time)
    }

    private static func client(_ wiring: Wiring) throws(CommandFailure) -> OAuthClient? {
        let id = wiring.configuration[Configuration.clientID].value
        guard !id.isEmpty else { return nil }
        guard id.utf8.count <= 200, id.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw wiring.configuration.invalid(Configuration.clientID, "the id of an OAuth client, as lexoffice issued it")
        }
        guard let secret = try wiring.secrets().clientSecret else { return nil }
        let port = Int(wiring.configuration[Configuration.redirectPort].value) ?? 0
        guard (1...65_535).contains(port) else { throw wiring.configuration.invalid(Configuration.redirectPort, "a port from 1 to 65535") }
        return OAuthClient(id: id, secret: secret.value, port: port)
    }

    static let noClient = CommandFailure(
        .configuration, "lexoffice.client-id is missing",
        hint: "A login needs an OAuth client registered with lexoffice; the simple way is an API key.")
}
