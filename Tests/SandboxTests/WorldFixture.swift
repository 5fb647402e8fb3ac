import Bookkeeping
import HTTPTypes
import Sandbox
import Synchronization
import TestSupport
import Transport

/// Time that passes only when somebody sleeps.
final class WorldTime: TimeSource {
    private let milliseconds = Mutex<Int64>(1_774_944_909_447)
    let bootID = "world"

    func wallMilliseconds() -> Int64 { milliseconds.withLock { $0 } }
    func monotonicMilliseconds() -> Int64 { wallMilliseconds() }
    func sleep(milliseconds duration: Int64) async throws(CancellationError) {
        if Task.isCancelled { throw CancellationError() }
        milliseconds.withLock { $0 += duration }
    }
    func randomWord() -> UInt64 { 4 }
    var now: Instant { Instant(milliseconds: wallMilliseconds()) }
}

/// A world without a rate limit or lag, and a client in front of it.
struct WorldFixture {
    let world: SandboxWorld
    let time = WorldTime()
    let transport: SandboxTransport

    static let heroKey = "hero-schlüssel"

    init(faults: FaultPlan = .none) {
        var rules = LexofficeRules()
        rules.requestsPerSecond = nil
        rules.indexLagMilliseconds = 0
        world = SandboxWorld(
            hero: HeroStandIn(apiKey: WorldFixture.heroKey),
            lexoffice: LexofficeStandIn(token: LexofficeDesk.token, organizationID: "7d5c2b9a-51f7-4a0c-8f4e-2f0f6f1c9b01", rules: rules),
            faults: faults)
        transport = SandboxTransport(world: world, time: time)
    }

    static func request(_ method: HTTPRequest.Method, _ path: String, _ json: SandboxJSON? = nil, limit: Int = 16 << 20) -> OutgoingRequest
    {
        var head = HTTPRequest(method: method, scheme: "https", authority: "lexoffice.sandbox.invalid", path: path)
        head.headerFields[.authorization] = "Bearer \(LexofficeDesk.token)"
        head.headerFields[.contentType] = "application/json"
        return OutgoingRequest(
            operation: .test, head: head, body: json.map { Array($0.text.utf8) } ?? [], isWrite: method != .get, responseLimit: limit)
    }

    static var createContact: OutgoingRequest { request(.post, "/v1/contacts", LexofficeDesk.company("Bau AG")) }
    static var readProfile: OutgoingRequest { request(.get, "/v1/profile") }

    static func graphQL(_ query: String) -> OutgoingRequest {
        var head = HTTPRequest(method: .post, scheme: "https", authority: "hero.sandbox.invalid", path: "/api/external/v7/graphql")
        head.headerFields[.authorization] = "Bearer \(heroKey)"
        head.headerFields[.contentType] = "application/json"
        let body: SandboxJSON = ["query": .string(query)]
        return OutgoingRequest(operation: .test, head: head, body: Array(body.text.utf8), isWrite: query.hasPrefix("mutation"))
    }

    /// What came back: a status, or the reach and cause of the failure.
    func outcome(_ request: OutgoingRequest) async -> String {
        do {
            return "\(try await transport.send(request).status)"
        } catch {
            return "\(error.reach) \(error.cause)"
        }
    }

    var contacts: Int { world.lexoffice.contacts.count }
}
