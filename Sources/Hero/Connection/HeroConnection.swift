import Bookkeeping
import HTTPTypes
import Transport

/// Carries one GraphQL document with its variables to HERO and reads the answer, errors inside HTTP 200 included (hero-api.md §1.7).
///
/// Reads are repeated up to three times after 429, 5xx, "Internal server error" and a broken line; a write is sent once.
package struct HeroConnection: Sendable {
    private let endpoint: HeroEndpoint
    private let key: String
    private let transport: any HTTPTransport
    private let time: any TimeSource
    private let limiter: RateLimiter?
    private let throttled: @Sendable () -> Void
    /// What HERO's own clock last said.
    let clock = RemoteClock()

    private static let retriesMax = 3

    /// - Parameters:
    ///   - limiter: spaces all requests; HERO documents no limit of its own (hero-api.md §1.5).
    ///   - throttled: told of each refusal for too many requests that no status tells, only a GraphQL error.
    package init(
        endpoint: HeroEndpoint, apiKey: String, transport: any HTTPTransport, time: any TimeSource, limiter: RateLimiter? = nil,
        throttled: @escaping @Sendable () -> Void = {}
    ) {
        self.endpoint = endpoint
        self.key = apiKey
        self.transport = transport
        self.time = time
        self.limiter = limiter
        self.throttled = throttled
    }

    /// The `data` of the answer. Data beside errors is not trusted: a page with a hole looks like a shorter page.
    func query(
        _ operation: HeroOperation, _ variables: OrderedJSON.Members = [], subject: String
    ) async throws(HeroError) -> WireObject {
        try await repeating(subject: subject) { () async throws(HeroError) -> WireObject in
            let response = try await carry(graphQLRequest(operation, variables, isWrite: false), subject: subject)
            switch read(response, subject: subject) {
            case .data(let data): return data
            case .partial(_, let error, _), .failure(let error): throw error
            }
        }
    }

    /// A list, in which an error that names its row spoils that row alone. Bytes that came lately are not read again.
    /// - Parameter reading: a pure function of the `data`, with the rows that errors name; every null row counts as spoiled as well.
    func list<Value>(
        _ operation: HeroOperation, _ variables: OrderedJSON.Members, subject: String, recent: RecentAnswers<Value>,
        reading: (_ data: WireObject, _ spoiled: Set<Int>) throws(HeroError) -> Value
    ) async throws(HeroError) -> Value {
        try await repeating(subject: subject) { () async throws(HeroError) -> Value in
            let response = try await carry(graphQLRequest(operation, variables, isWrite: false), subject: subject)
            if let error = statusError(response, subject: subject) { throw error }
            return try recent.value(of: response.body) { (_) throws(HeroError) in
                switch read(response, subject: subject) {
                case .data(let data): return try reading(data, [])
                case .partial(let data, let error, let problems):
                    guard let spoiled = HeroConnection.spoiledRows(data, problems) else { throw error }
                    return try reading(data, spoiled)
                case .failure(let error): throw error
                }
            }
        }
    }

    /// Nil when an error belongs to no row that can be named: then a page with a hole may look like a shorter page.
    private static func spoiledRows(_ data: WireObject, _ problems: [GraphQLProblem]) -> Set<Int>? {
        guard data.members.count == 1, case .list(let rows)? = data.members.first(where: { _ in true })?.value else { return nil }
        let named = Set(problems.compactMap(\.row).filter(rows.indices.contains))
        let unnamed = problems.count { $0.row.map(rows.indices.contains) != true }
        let holes = rows.indices.filter { rows[$0] == .null && !named.contains($0) }
        return unnamed <= holes.count ? named : nil
    }

    var remoteNow: Instant? { clock.now(time).map(Instant.init(milliseconds:)) }

    /// Asks what was asked before. Nothing is made of the answer, whatever its status.
    package func again(_ request: OutgoingRequest) async throws(HeroError) -> IncomingResponse {
        try await carry(request, subject: request.operation.name)
    }

    /// One attempt of a write. The caller decides what an error means for the books.
    func mutate(
        _ operation: HeroOperation, _ variables: OrderedJSON.Members, subject: String
    ) async -> GraphQLReply {
        do throws(HeroError) {
            let response = try await carry(graphQLRequest(operation, variables, isWrite: true), subject: subject)
            return read(response, subject: subject)
        } catch {
            return .failure(error)
        }
    }

    /// Fetches a signed link without the key. Unencrypted links are followed only where the endpoint itself is unencrypted.
    func fetch(_ link: String, limit: Int, subject: String) async throws(HeroError) -> [UInt8] {
        guard let address = HeroEndpoint(link), address.scheme == "https" || address.scheme == endpoint.scheme else {
            throw HeroError(code: .badAnswer, subject: subject, cause: "the link is no https address")
        }
        let head = HTTPRequest(method: .get, scheme: address.scheme, authority: address.authority, path: address.path)
        let request = OutgoingRequest(
            operation: RemoteOperation(.hero, HeroCall.file.rawValue), head: head, isWrite: false, responseLimit: limit)
        return try await repeating(subject: subject) { () async throws(HeroError) -> [UInt8] in
            let response = try await carry(request, subject: subject)
            if let error = statusError(response, subject: subject) { throw error }
            guard response.status == 200 else { throw badStatus(response, subject: subject) }
            return response.body
        }
    }

    private func graphQLRequest(
        _ operation: HeroOperation, _ variables: OrderedJSON.Members, isWrite: Bool
    ) -> OutgoingRequest {
        var head = HTTPRequest(method: .post, scheme: endpoint.scheme, authority: endpoint.authority, path: endpoint.path)
        head.headerFields[.authorization] = "Bearer \(key)"
        head.headerFields[.contentType] = "application/json"
        head.headerFields[.accept] = "application/json"
        return OutgoingRequest(
            operation: RemoteOperation(.hero, operation.call.rawValue), head: head, body: HeroConnection.body(operation, variables),
            isWrite: isWrite)
    }

    /// The bytes that are sent, for the digest that announces them.
    static func body(_ operation: HeroOperation, _ variables: OrderedJSON.Members) -> [UInt8] {
        OrderedJSON.object([("query", .text(operation.text)), ("variables", .object(variables))]).bytes
    }

    private func carry(_ request: OutgoingRequest, subject: String) async throws(HeroError) -> IncomingResponse {
        let permit: Permit?
        do {
            permit = try await limiter?.permit()
        } catch {
            throw HeroError.cancelled(subject)
        }
        defer { permit?.answered() }
        var request = request
        if let permit { request.departs = { permit.departs() } }
        do {
            let response = try await transport.send(request)
            clock.note(response, time)
            return response
        } catch {
            throw HeroError(code: .unreachable(error), subject: subject, cause: error.detail)
        }
    }

    private func repeating<Answer>(
        subject: String, _ attempt: () async throws(HeroError) -> Answer
    ) async throws(HeroError) -> Answer {
        let backoff = Backoff()
        var attempts = 0
        while true {
            let failure: HeroError
            do {
                return try await attempt()
            } catch {
                failure = error
            }
            attempts += 1
            guard attempts <= Self.retriesMax, failure.mayBeRepeatedAtOnce else { throw failure }
            let pause = backoff.delay(afterAttempt: attempts, retryAfter: failure.retryAfter, time: time)
            do {
                try await time.sleep(milliseconds: pause)
            } catch {
                throw HeroError.cancelled(subject)
            }
        }
    }
}

/// What came back from one GraphQL request.
enum GraphQLReply: Sendable {
    case data(WireObject)
    /// Data and errors together.
    case partial(WireObject, HeroError, [GraphQLProblem])
    case failure(HeroError)
}

extension HeroConnection {
    fileprivate func read(_ response: IncomingResponse, subject: String) -> GraphQLReply {
        if let error = statusError(response, subject: subject) { return .failure(error) }
        guard let answer = GraphQLAnswer(response.body) else {
            return .failure(badStatus(response, subject: subject))
        }
        if let first = answer.problems.first?.message {
            var code = ErrorReading.code(ofMessage: first)
            if code == .rejected && response.status >= 500 { code = .internalError }
            if code == .throttled { throttled() }
            let status = (200..<300).contains(response.status) ? nil : response.status
            let error = HeroError(code: code, subject: subject, cause: ErrorReading.quotable(first, hiding: key), status: status)
            return answer.data.map { .partial($0, error, answer.problems) } ?? .failure(error)
        }
        guard (200..<300).contains(response.status), let data = answer.data else {
            return .failure(badStatus(response, subject: subject))
        }
        return .data(data)
    }

    fileprivate func statusError(_ response: IncomingResponse, subject: String) -> HeroError? {
        guard let code = ErrorReading.code(ofStatus: response.status) else { return nil }
        let cause = "status \(response.status)"
        return HeroError(code: code, subject: subject, cause: cause, retryAfter: response.head.headerFields[.retryAfter])
    }

    fileprivate func badStatus(_ response: IncomingResponse, subject: String) -> HeroError {
        let code: HeroError.Code = response.status >= 500 ? .internalError : .badAnswer
        var what = JSONValue.looksLikeHTML(response.body) ? "an HTML page" : "no readable answer"
        if JSONWeight.isTooHeavy(response.body) { what = "too many values for its size" }
        return HeroError(
            code: code, subject: subject, cause: "\(what) with status \(response.status)", status: response.status)
    }
}

extension HeroConnection: CustomStringConvertible, CustomReflectable {
    /// Without the key, however it is printed.
    package var description: String { "HERO at \(endpoint)" }
    package var customMirror: Mirror { Mirror(self, children: ["endpoint": endpoint.description]) }
}
