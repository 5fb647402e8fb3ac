import Bookkeeping
import HTTPTypes
import Testing
import Transport

@testable import Sandbox

@Suite struct WorldAccountsTests {
    private let first = WorldFixture()
    private let second: SandboxWorld
    private let accounts: SandboxAccounts

    init() {
        var rules = LexofficeRules()
        (rules.requestsPerSecond, rules.seed) = (nil, 2)
        second = SandboxWorld(
            hero: HeroStandIn(apiKey: "hero-two"), lexoffice: LexofficeStandIn(token: "lexoffice-two", organizationID: "two", rules: rules))
        accounts = SandboxAccounts([
            SandboxAccounts.Account(world: first.world, keys: [LexofficeDesk.token]),
            SandboxAccounts.Account(world: second, keys: ["lexoffice-two"]),
        ])
    }

    private func create(_ name: String, key: String) throws -> String {
        var request = WorldFixture.request(.post, "/v1/contacts", LexofficeDesk.company(name))
        request.head.headerFields[.authorization] = "Bearer \(key)"
        let world = try #require(accounts.world(of: request))
        guard case .answer(let response, _) = world.handle(request, now: first.time.now) else { return "" }
        return try #require(try SandboxJSON.parse(response.body)["id"]?.stringValue)
    }

    @Test func `what the first account has all others have, under keys and names of their own`() throws {
        let known = try create("Bau AG", key: LexofficeDesk.token)
        accounts.copyFirst()
        #expect(second.lexoffice.contacts.map(\.id) == [known])
        #expect(second.lexoffice.organizationID == "two")
        #expect(second.hero.settings.apiKey == "hero-two")
        // Each goes its own way from here, with ids of its own.
        let (one, two) = (try create("Eins AG", key: LexofficeDesk.token), try create("Zwei AG", key: "lexoffice-two"))
        #expect(one != two)
        #expect(first.world.lexoffice.contacts.map(\.id) == [known, one])
        #expect(second.lexoffice.contacts.map(\.id) == [known, two])
    }

    @Test func `the summary counts each account's requests and refusals, and says when HERO was asked first`() throws {
        first.world.install(try FaultPlan(json: ["chances": [["system": "lexoffice", "perMille": 1000, "fault": "throttle"]]]))
        for _ in 0..<2 { _ = first.world.handle(WorldFixture.readProfile, now: first.time.now) }
        for moment: Int64 in [1_774_944_909_999, 1_774_944_910_000] {
            _ = first.world.handle(WorldFixture.graphQL("{ __typename }"), now: Instant(milliseconds: moment))
        }
        let summary = try #require(accounts.summary().arrayValue)
        #expect(summary[0]["throttled"] == .int(2) && summary[0]["requests"] == .int(4))
        #expect(summary[0]["heroAt"] == .int(1_774_944_909_999))
        #expect(summary[1]["throttled"] == .int(0) && summary[1]["heroAt"] == .int(0))
    }
}
