import HTTPTypes
import Transport

/// Everything a request to lexoffice needs, and the rules that hold for all of them: a permit first, the bearer token,
/// back-off when throttled. Reader and writer share one, because lexoffice counts all endpoints in one budget.
package struct LexofficeConnection: Sendable {
    package let endpoint: LexofficeEndpoint
    /// The organisation the books belong to; an answer from another one is refused. Nil only while setting up.
    package let organizationID: String?
    let accessToken: AccessToken
    let transport: any HTTPTransport
    let time: any TimeSource
    let limiter: RateLimiter
    /// 1, 2, 4, 8 s with jitter, a minute at most. lexoffice sends no `Retry-After` today; one that comes is honoured.
    let backoff = Backoff(firstMilliseconds: 1000, capMilliseconds: 60_000)

    /// - Parameter limiter: one per organisation, shared with everybody else who talks to it (lexoffice-api.md §2.1).
    package init(
        endpoint: LexofficeEndpoint, accessToken: AccessToken, organizationID: String?, transport: any HTTPTransport,
        time: any TimeSource, limiter: RateLimiter
    ) {
        self.endpoint = endpoint
        self.accessToken = accessToken
        self.organizationID = organizationID
        self.transport = transport
        self.time = time
        self.limiter = limiter
    }

    /// The same connection, bound to an organisation once setup has read it.
    package func bound(to organizationID: String) -> LexofficeConnection {
        LexofficeConnection(
            endpoint: endpoint, accessToken: accessToken, organizationID: organizationID, transport: transport, time: time,
            limiter: limiter)
    }

    /// The same connection with another credential, not bound to an organisation: a login is checked before it is taken.
    package func presenting(_ accessToken: AccessToken) -> LexofficeConnection {
        LexofficeConnection(
            endpoint: endpoint, accessToken: accessToken, organizationID: nil, transport: transport, time: time, limiter: limiter)
    }

    /// Refuses data of an organisation other than ours (domain.md S12). An answer that names none passes.
    func checkOrganization(_ seen: String?, subject: String) throws(LexofficeError) {
        guard let organizationID, let seen, seen.lowercased() != organizationID.lowercased() else { return }
        throw LexofficeError(.wrongOrganisation, subject: subject, cause: "the answer belongs to another organisation")
    }
}

/// An answer and the token that was sent for it: a 401 speaks about that token only, and no error may echo it.
struct Exchange: Sendable {
    var response: IncomingResponse
    var token: String
}

extension LexofficeConnection {
    /// Sends once and, while lexoffice answers 429, again: such a call was not executed, whatever its method
    /// (lexoffice-api.md §2.1). After ``Patience/throttledTries`` tries it throws `throttled`.
    func exchange(_ request: LexofficeRequest) async throws(LexofficeError) -> Exchange {
        var tries = 1
        while true {
            let exchange = try await sendOnce(request.subject) { request.outgoing(to: endpoint, token: $0) }
            guard exchange.response.status == 429 else { return exchange }
            let asked = exchange.response.head.headerFields[.retryAfter]
            // The budget is shared, so the whole line waits: the next permit, ours or another's, comes after the pause.
            await limiter.pause(milliseconds: backoff.delay(afterAttempt: tries, retryAfter: asked, time: time))
            guard tries < Patience.throttledTries else { throw exchange.error(subject: request.subject) }
            tries += 1
        }
    }

    /// Asks what was asked before, at the pace of the account and with the token of now. Nothing is made of the answer.
    /// - Returns: what was asked, to the letter, and the answer, whatever its status.
    package func again(_ request: OutgoingRequest) async throws(LexofficeError) -> (asked: OutgoingRequest, answer: IncomingResponse) {
        let present = { (token: String) in
            var request = request
            request.head.headerFields[.authorization] = "Bearer \(token)"
            return request
        }
        let exchange = try await sendOnce(request.operation.name, present)
        return (present(exchange.token), exchange.response)
    }

    /// Throws `unreachable` with the reach of the failure; anything refused before sending counts as not sent.
    private func sendOnce(_ subject: String, _ request: (_ token: String) -> OutgoingRequest) async throws(LexofficeError) -> Exchange {
        let permit: Permit
        do {
            permit = try await limiter.permit()
        } catch {
            throw .cancelledBeforeSending(subject: subject)
        }
        defer { permit.answered() }
        // After the wait, which may be long: the token must be fresh when it is sent.
        let token = try await bearer(subject: subject)
        var outgoing = request(token)
        outgoing.departs = { permit.departs() }
        do {
            return Exchange(response: try await transport.send(outgoing), token: token)
        } catch {
            // A refusal whose explanation got lost is still a refusal: the status line alone decides what was done.
            if case .answered(let status) = error.reach, (400...599).contains(status) {
                return Exchange(response: IncomingResponse(head: HTTPResponse(status: .init(code: status)), body: []), token: token)
            }
            throw LexofficeError(unreachable: error, subject: subject, secret: token)
        }
    }

    private func bearer(subject: String) async throws(LexofficeError) -> String {
        let token: String
        do {
            token = try await accessToken.current()
        } catch {
            switch error.code {
            // Certainly not executed, and each has a meaning of its own.
            case .unauthorized, .login, .throttled: throw error
            default: break
            }
            // Whatever kept us from a token, the request itself was not sent, and a write must be able to rely on that.
            let failure = RequestFailure(reach: .notSent, cause: .other, detail: "no access token: \(error.label)")
            throw LexofficeError(.unreachable(failure), subject: subject, cause: "no access token, \(error)")
        }
        guard !token.isEmpty, token.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw LexofficeError(.unauthorized, subject: subject, cause: "the access token is empty or not printable ASCII")
        }
        return token
    }
}
