import Bookkeeping
import Transport

/// One attempt to log in: the address a person opens, and the judge of what comes back.
package struct LoginAttempt: Sendable {
    package enum Redirect: Sendable, Hashable {
        /// Not an answer to this attempt, whatever it is: the waiting goes on.
        case foreign
        /// OAuth's name for the reason, cut to a plain alphabet.
        case refused(String)
        case code(String)
    }

    /// To be opened in a browser of somebody who may decide for the organisation.
    package let address: String
    private let state: String
    let proof: ProofKey

    package init(server: AuthorisationServer, time: any TimeSource) { self.init(server: server, state: Base64URL.random(time), time: time) }

    init(server: AuthorisationServer, state: String, time: any TimeSource) {
        self.state = state
        proof = ProofKey(time: time)
        let items = [
            QueryItem(name: "client_id", value: server.client.id), QueryItem(name: "redirect_uri", value: server.client.redirectURI),
            QueryItem(name: "response_type", value: "code"), QueryItem(name: "state", value: state),
            QueryItem(name: "code_challenge", value: proof.challenge), QueryItem(name: "code_challenge_method", value: "S256"),
            QueryItem(name: "scope", value: OAuthClient.scopes.joined(separator: " ")),
        ]
        address = "\(server.endpoint)/oauth2/authorize?" + items.map(\.encoded).joined(separator: "&")
    }

    /// - Parameter query: what followed the `?` of the redirect, as it came.
    package func judge(query: String) -> Redirect {
        let items = FormReading.items(query)
        guard let presented = FormReading.single("state", items), Self.isSame(presented, state) else { return .foreign }
        if let reason = FormReading.single("error", items) {
            let plain = reason.allSatisfy { $0.isASCII && ($0.isLetter || $0 == "_") } && reason.utf8.count <= 40
            return .refused(plain ? reason : "unreadable")
        }
        guard let code = FormReading.single("code", items), (1...2048).contains(code.utf8.count) else { return .foreign }
        return .code(code)
    }

    /// What a refusal means (RFC 6749 §4.1.2.1); only the first is a person's no.
    package static func refusal(_ reason: String) -> LexofficeError {
        let code: LexofficeError.Code =
            switch reason {
            case "access_denied": .login(.denied)
            case "unauthorized_client": .login(.clientDeactivated)
            case "server_error", "temporarily_unavailable": .unavailable
            default: .badRequest
            }
        return LexofficeError(code, subject: "GET /oauth2/authorize", cause: reason)
    }

    /// Takes as long for a wrong state as for the right one: nobody learns it piece by piece.
    private static func isSame(_ left: String, _ right: String) -> Bool {
        let (left, right) = (Array(left.utf8), Array(right.utf8))
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}

/// `application/x-www-form-urlencoded`, as far as a redirect needs it.
enum FormReading {
    static func items(_ query: String) -> [(name: String, value: String)] {
        query.split(separator: "&").map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (PercentEncoding.decoded(parts[0]), PercentEncoding.decoded(parts.count > 1 ? parts[1] : ""))
        }
    }

    /// Nil also where the name comes twice: then nobody knows which of them was meant.
    static func single(_ name: String, _ items: [(name: String, value: String)]) -> String? {
        let found = items.filter { $0.name == name }
        return found.count == 1 ? found[0].value : nil
    }
}
