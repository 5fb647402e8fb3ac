internal import HTTPTypes
internal import Transport

/// One thing that goes wrong between a client and a stand-in.
package struct Fault: Sendable, Hashable {
    package enum Kind: String, Sendable, CaseIterable {
        /// No connection. Over HTTP, where the connection stands already, it is closed like ``dropBefore``.
        case refuse
        /// Accepted, not carried out, closed without an answer.
        case dropBefore = "drop_before"
        /// Carried out, closed without an answer.
        case dropAfter = "drop_after"
        /// 429, not carried out.
        case throttle
        /// 500 with the text that may mean throttling (lexoffice-api.md §2.1), not carried out.
        case serverError = "server_error"
        /// 500, carried out.
        case serverErrorAfter = "server_error_after"
        /// 503, not carried out.
        case unavailable
        /// 504, carried out (§2.2).
        case gatewayTimeoutAfter = "gateway_timeout_after"
        /// 200 with somebody's web page, not carried out.
        case html
        /// 200 with somebody's web page, carried out.
        case htmlAfter = "html_after"
        /// The right status and half the body, as a complete answer; carried out.
        case truncatedBody = "truncated_body"
        /// The right status and half the body, then the connection ends; carried out.
        case brokenBody = "broken_body"
        /// Carried out ``milliseconds`` after it came, even if the client has left by then.
        case slowRequest = "slow_request"
        /// Carried out at once, answered ``milliseconds`` later.
        case slowAnswer = "slow_answer"
    }

    package var kind: Kind
    /// For the two slow kinds.
    package var milliseconds: Int64

    package init(_ kind: Kind, milliseconds: Int64 = 0) {
        self.kind = kind
        self.milliseconds = milliseconds
    }
}

package enum SandboxSystem: String, Sendable, CaseIterable { case hero, lexoffice }

/// What faults are chosen by: the request as it looks from outside.
package struct SandboxRequestKind: Sendable, Hashable {
    package var system: SandboxSystem
    package var method: String
    /// Without query, and without what stands in for a secret.
    package var path: String
    /// A changing method at lexoffice, a GraphQL mutation at HERO.
    package var isWrite: Bool
}

extension SandboxRequestKind {
    init(_ request: OutgoingRequest) {
        let target = request.head.path ?? "/"
        let path = String(target.prefix { $0 != "?" })
        method = request.head.method.rawValue
        guard !path.hasPrefix("/v1/"), !path.hasPrefix("/oauth2/"), request.head.authority != "lexoffice.sandbox.invalid" else {
            system = .lexoffice
            self.path = path
            isWrite = request.head.method != .get && request.head.method != .head
            return
        }
        system = .hero
        // What follows /files/ opens the file without a credential.
        self.path = path.firstRange(of: "/files/").map { String(path[..<$0.upperBound]) + "…" } ?? path
        isWrite = SandboxRequestKind.isMutation(request.body)
    }

    /// Whether a GraphQL body names a mutation: its text, without comments and leading fragments, is not looked into further.
    private static func isMutation(_ body: [UInt8]) -> Bool {
        // A body that is no JSON names no mutation; the stand-in refuses it.
        guard let text = (try? SandboxJSON.parse(body))?["query"]?.stringValue else { return false }
        return text.split(whereSeparator: { !$0.isLetter && $0 != "_" }).first == "mutation"
    }
}
