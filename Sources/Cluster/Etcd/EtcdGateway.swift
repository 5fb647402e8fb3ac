import FoundationEssentials
import HTTPTypes
import Synchronization
package import Transport

/// etcd's JSON gateway (3.4 and later): each endpoint in turn, the one that answered last first.
package final class EtcdGateway: Sendable {
    package struct Credentials: Sendable {
        package var user: String
        package var password: String

        package init(user: String, password: String) {
            self.user = user
            self.password = password
        }
    }

    private struct State {
        var preferred = 0
        /// etcd lets it go after some minutes, and says so.
        var token: String?
    }

    private let endpoints: [EtcdEndpoint]
    private let transport: any HTTPTransport
    private let credentials: Credentials?
    private let state = Mutex(State())

    /// What we keep there takes a few hundred bytes each.
    private static let answerMaximum = 1 << 20
    /// What the gateway calls a missing or stale token (gRPC's code for it).
    private static let unauthenticated = 16

    /// - Parameter transport: with short time limits; each request may be made once at each endpoint.
    package init(endpoints: [EtcdEndpoint], credentials: Credentials? = nil, transport: any HTTPTransport) {
        self.endpoints = endpoints
        self.credentials = credentials
        self.transport = transport
    }

    // MARK: Keys

    package func entry(_ key: String) async throws(EtcdError) -> EtcdEntry? {
        try await entries(WireRange(key: Data(key.utf8))).first
    }

    /// In the order of their keys.
    package func entries(below prefix: String, atMost limit: Int = 1_000) async throws(EtcdError) -> [EtcdEntry] {
        // The first key behind all that begin so: the last byte one higher. Ours end in a slash.
        var end = Array(prefix.utf8)
        end[end.count - 1] += 1
        return try await entries(WireRange(key: Data(prefix.utf8), range_end: Data(end), limit: WireNumber(Int64(limit))))
    }

    private func entries(_ range: WireRange) async throws(EtcdError) -> [EtcdEntry] {
        let answer: WireRangeAnswer = try await ask("/v3/kv/range", range)
        return (answer.kvs ?? []).map { EtcdEntry($0) }
    }

    /// - Parameter milliseconds: which each endpoint has, where the transport gives it more. It may be carried out all the same.
    package func run(_ transaction: EtcdTransaction, atMost milliseconds: Int? = nil) async throws(EtcdError) -> EtcdOutcome {
        let answer: WireTransactionAnswer = try await ask("/v3/kv/txn", transaction.wire, atMost: milliseconds)
        guard let revision = answer.header?.revision?.value else {
            throw EtcdError(.badAnswer, subject: "\(endpoints[0])", cause: "an answer without a revision")
        }
        let isDone = answer.succeeded ?? false
        let found = isDone ? [] : (answer.responses ?? []).map { $0.response_range?.kvs?.first.map { EtcdEntry($0) } }
        return EtcdOutcome(isDone: isDone, revision: revision, found: found)
    }

    // MARK: Leases

    package func grant(seconds: Int64) async throws(EtcdError) -> (id: Int64, seconds: Int64) {
        let answer: WireLeaseAnswer = try await ask("/v3/lease/grant", WireGrant(TTL: WireNumber(seconds)))
        guard let id = answer.ID?.value, id != 0, let granted = answer.TTL?.value, granted > 0 else {
            throw EtcdError(.badAnswer, subject: "\(endpoints[0])", cause: "no lease was granted")
        }
        return (id, granted)
    }

    /// The seconds it lasts from now on.
    package func keepAlive(_ lease: Int64) async throws(EtcdError) -> Int64 {
        let answer: WireKeepAliveAnswer = try await ask("/v3/lease/keepalive", WireLease(ID: WireNumber(lease)))
        guard let seconds = answer.result?.TTL?.value, seconds > 0 else {
            throw EtcdError(.leaseGone, subject: "\(endpoints[0])", cause: "the lease has ended")
        }
        return seconds
    }

    /// Everything on it goes with it. One that has ended is no failure.
    package func revoke(_ lease: Int64) async throws(EtcdError) {
        do {
            let _: WireNothing = try await ask("/v3/lease/revoke", WireLease(ID: WireNumber(lease)))
        } catch {
            if error.code != .leaseGone { throw error }
        }
    }

    // MARK: Asking

    private func ask<Answer: Decodable>(_ path: String, _ question: some Encodable, atMost milliseconds: Int? = nil)
        async throws(EtcdError) -> Answer
    {
        let body = try encoded(question)
        let first = state.withLock { $0.preferred }
        var last = EtcdError(.unreachable, subject: "etcd", cause: "no endpoint is configured")
        for turn in endpoints.indices {
            let place = (first + turn) % endpoints.count
            do throws(EtcdError) {
                let answer: Answer = try await ask(endpoints[place], path, body, milliseconds)
                state.withLock { $0.preferred = place }
                return answer
            } catch {
                guard error.isTransient else { throw error }
                last = error
                if Task.isCancelled { throw error }
            }
        }
        guard endpoints.count > 1 else { throw last }
        throw EtcdError(.unreachable, subject: endpoints.map { "\($0)" }.joined(separator: ", "), cause: "none can be used: \(last.cause)")
    }

    private func ask<Answer: Decodable>(_ endpoint: EtcdEndpoint, _ path: String, _ body: [UInt8], _ limit: Int?)
        async throws(EtcdError) -> Answer
    {
        for isAgain in [false, true] {
            let token = try await token(endpoint, anew: isAgain)
            let (status, bytes) = try await post(endpoint, path, body, token, limit)
            if status == 200 {
                if let answer = read(Answer.self, bytes) { return answer }
                throw EtcdError(.badAnswer, subject: "\(endpoint)", cause: "\(path) answers what cannot be read")
            }
            let refusal = read(WireRefusal.self, bytes)
            let isStale = refusal?.code == Self.unauthenticated && credentials != nil && !isAgain
            if !isStale { throw EtcdGateway.failure(endpoint, status, refusal) }
        }
        throw EtcdError(.refused, subject: "\(endpoint)", cause: "a new token is refused as well")
    }

    private func token(_ endpoint: EtcdEndpoint, anew: Bool) async throws(EtcdError) -> String? {
        guard let credentials else { return nil }
        if !anew, let token = state.withLock({ $0.token }) { return token }
        let body = try encoded(WireCredentials(name: credentials.user, password: credentials.password))
        let (status, bytes) = try await post(endpoint, "/v3/auth/authenticate", body, nil, nil)
        guard status == 200 else {
            throw EtcdGateway.failure(endpoint, status, read(WireRefusal.self, bytes), isLogin: true)
        }
        guard let token = read(WireToken.self, bytes)?.token, !token.isEmpty else {
            throw EtcdError(.badAnswer, subject: "\(endpoint)", cause: "no token")
        }
        state.withLock { $0.token = token }
        return token
    }

    private func post(_ endpoint: EtcdEndpoint, _ path: String, _ body: [UInt8], _ token: String?, _ limit: Int?) async throws(EtcdError)
        -> (Int, [UInt8])
    {
        var head = HTTPRequest(method: .post, scheme: endpoint.scheme, authority: endpoint.authority, path: path)
        head.headerFields[.contentType] = "application/json"
        if let token { head.headerFields[.authorization] = token }
        do throws(RequestFailure) {
            // Not a write to the books: it may ride a used connection, and what libcurl repeats is guarded (``EtcdTransaction``).
            var request = OutgoingRequest(
                operation: RemoteOperation(.lexoffice, "other"), head: head, body: body, isWrite: false,
                responseLimit: Self.answerMaximum)
            request.limitMilliseconds = limit
            let answer = try await transport.send(request)
            return (answer.status, answer.body)
        } catch {
            let code: EtcdError.Code =
                switch error.cause {
                case .tooLarge, .malformed: .badAnswer
                case .refused, .dns, .tls, .timeout, .closed, .cancelled, .proxy, .other: .unreachable
                }
            throw EtcdError(code, subject: "\(endpoint)", cause: "\(error.cause.rawValue): \(error.detail)")
        }
    }

    /// Nil for what is none; the decoder's own words are of no use to anybody who runs etcd.
    private func read<Value: Decodable>(_ type: Value.Type, _ bytes: [UInt8]) -> Value? {
        // As above.
        try? JSONDecoder().decode(type, from: Data(bytes))
    }

    private func encoded(_ value: some Encodable) throws(EtcdError) -> [UInt8] {
        // Numbers, texts and bytes: there is nothing in them that JSON cannot say.
        guard let data = try? JSONEncoder().encode(value) else {
            throw EtcdError(.badRequest, subject: "etcd", cause: "the request cannot be written as JSON")
        }
        return Array(data)
    }

    /// gRPC's codes: 3 invalid argument, 5 not found, 7 permission, 9 precondition, 14 unavailable, 16 unauthenticated.
    private static func failure(_ endpoint: EtcdEndpoint, _ status: Int, _ refusal: WireRefusal?, isLogin: Bool = false) -> EtcdError {
        let own = refusal?.error ?? refusal?.message
        let words = own.map { ": " + $0.unicodeScalars.filter { $0.value >= 32 && $0.value < 127 }.prefix(160).map(String.init).joined() }
        let code: EtcdError.Code =
            switch (status, refusal?.code) {
            case (_, 7), (_, 16), (401, _), (403, _): .refused
            case (400..<500, _) where isLogin || own?.contains("user name is empty") == true: .refused
            case (_, 5): .leaseGone
            case (_, 3), (_, 12): .badRequest
            case (500..<600, _), (_, 14), (_, 4), (_, 8): .unreachable
            case (404, _), (_, nil): .badAnswer
            default: .badRequest
            }
        return EtcdError(code, subject: "\(endpoint)", cause: "HTTP \(status)\(words ?? "")")
    }
}
