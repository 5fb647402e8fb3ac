import Bookkeeping
import HTTPTypes
import Sandbox
import Testing
import Transport

@Suite struct WorldFaultTests {
    private static let write = FaultPlan.Selector(.lexoffice, isWrite: true)

    static let faults: [(Fault, String, Int)] = [
        (Fault(.refuse), "notSent refused", 0),
        (Fault(.dropBefore), "mayHaveBeenSent closed", 0),
        (Fault(.dropAfter), "mayHaveBeenSent closed", 1),
        (Fault(.throttle), "429", 0),
        (Fault(.serverError), "500", 0),
        (Fault(.serverErrorAfter), "500", 1),
        (Fault(.unavailable), "503", 0),
        (Fault(.gatewayTimeoutAfter), "504", 1),
        (Fault(.html), "200", 0),
        (Fault(.htmlAfter), "200", 1),
        (Fault(.truncatedBody), "200", 1),
        (Fault(.brokenBody), "answered(status: 200) closed", 1),
        (Fault(.slowAnswer, milliseconds: 34_999), "200", 1),
        (Fault(.slowAnswer, milliseconds: 35_000), "mayHaveBeenSent timeout", 1),
        (Fault(.slowRequest, milliseconds: 34_999), "200", 1),
        (Fault(.slowRequest, milliseconds: 35_001), "mayHaveBeenSent timeout", 0),
    ]

    @Test(arguments: faults)
    func `each fault tells the client its part of the truth, and is carried out or not`(
        fault: Fault, outcome: String, executions: Int
    ) async {
        let fixture = WorldFixture(faults: FaultPlan(appointments: [.init(Self.write, nth: 1, fault)]))
        #expect(await fixture.outcome(WorldFixture.createContact) == outcome)
        #expect(fixture.contacts == executions)
        #expect(fixture.world.executedWrites(in: .lexoffice) == executions)
        let entry = fixture.world.log.first
        #expect(entry?.isExecuted == (executions == 1))
        #expect(entry?.fault == fault.kind)
        #expect(await fixture.outcome(WorldFixture.createContact) == "200")
    }

    @Test func `every kind of fault is tried above`() {
        #expect(Set(WorldFaultTests.faults.map(\.0.kind)) == Set(Fault.Kind.allCases))
    }

    @Test func `a late request is carried out after the client gave up, once`() async {
        let plan = FaultPlan(appointments: [.init(Self.write, nth: 1, Fault(.slowRequest, milliseconds: 60_000))])
        let fixture = WorldFixture(faults: plan)
        let start = fixture.time.now
        #expect(await fixture.outcome(WorldFixture.createContact) == "mayHaveBeenSent timeout")
        #expect(fixture.time.now == start.adding(seconds: 35))
        #expect(await fixture.outcome(WorldFixture.readProfile) == "200")
        #expect(fixture.contacts == 0)
        fixture.world.settle(now: start.adding(milliseconds: 59_999))
        #expect(fixture.contacts == 0)
        fixture.world.settle(now: start.adding(seconds: 120))
        fixture.world.settle(now: start.adding(seconds: 240))
        #expect(fixture.contacts == 1)
        #expect(fixture.world.lexoffice.contacts.first?.createdAt == start.adding(seconds: 60))
        #expect(fixture.world.log.first?.outcome == .closed)
    }

    @Test func `half a body is no JSON, a page is HTML`() async throws {
        let plan = FaultPlan(appointments: [
            .init(.init(.lexoffice), nth: 1, Fault(.truncatedBody)), .init(.init(.lexoffice), nth: 2, Fault(.html)),
        ])
        let fixture = WorldFixture(faults: plan)
        let half = try await fixture.transport.send(WorldFixture.readProfile)
        #expect(throws: JSONFailure.self) { try SandboxJSON.parse(half.body) }
        let page = try await fixture.transport.send(WorldFixture.readProfile)
        #expect(page.head.headerFields[.contentType]?.hasPrefix("text/html") == true)
        let whole = try await fixture.transport.send(WorldFixture.readProfile)
        #expect(whole.body.starts(with: half.body))
        #expect(half.body.count == whole.body.count / 2)
    }

    @Test func `appointments count what they select, each on its own`() async {
        let plan = FaultPlan(appointments: [
            .init(.init(.lexoffice, isWrite: false), nth: 2, Fault(.throttle)),
            .init(.init(.lexoffice, method: "POST", path: "/v1/contacts"), nth: 2, Fault(.unavailable)),
            .init(.init(.hero), nth: 1, Fault(.refuse)),
        ])
        let fixture = WorldFixture(faults: plan)
        let requests = [
            WorldFixture.readProfile, WorldFixture.createContact, WorldFixture.graphQL("{ __typename }"), WorldFixture.readProfile,
            WorldFixture.createContact, WorldFixture.readProfile, WorldFixture.graphQL("{ __typename }"),
        ]
        var outcomes: [String] = []
        for request in requests { outcomes.append(await fixture.outcome(request)) }
        #expect(outcomes == ["200", "200", "notSent refused", "429", "503", "200", "200"])
    }

    @Test func `chances follow the seed`() async {
        func run(seed: UInt64, perMille: Int) async -> [String] {
            let plan = FaultPlan(chances: [.init(Self.write, perMille: perMille, Fault(.dropAfter))], seed: seed)
            let fixture = WorldFixture(faults: plan)
            var outcomes: [String] = []
            for _ in 0..<100 {
                outcomes.append(await fixture.outcome(WorldFixture.createContact))
                outcomes.append(await fixture.outcome(WorldFixture.readProfile))
            }
            #expect(fixture.contacts == 100)
            return outcomes
        }
        let first = await run(seed: 7, perMille: 300)
        #expect(await run(seed: 7, perMille: 300) == first)
        #expect(await run(seed: 8, perMille: 300) != first)
        let drops = first.count { $0 == "mayHaveBeenSent closed" }
        // 100 draws at 0.3: outside 10…50 only with a probability below one in 100 000.
        #expect((10...50).contains(drops))
        #expect(first.count { $0 == "200" } == 200 - drops)
        #expect(await run(seed: 7, perMille: 0).allSatisfy { $0 == "200" })
        #expect(await run(seed: 7, perMille: 1000).count { $0 == "200" } == 100)
    }

    @Test func `an answer larger than the client takes is refused`() async {
        let fixture = WorldFixture()
        #expect(await fixture.outcome(WorldFixture.request(.get, "/v1/profile", limit: 10)) == "answered(status: 200) tooLarge")
    }

    @Test func `a cancelled client sends nothing`() async {
        let fixture = WorldFixture()
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return await fixture.outcome(WorldFixture.createContact)
        }
        #expect(await task.value == "notSent cancelled")
        #expect(fixture.world.requests(to: .lexoffice) == 0)
    }
}

@Suite struct WorldLogTests {
    @Test func `paths tell the systems apart, and the log keeps no secret`() async {
        let fixture = WorldFixture()
        _ = await fixture.outcome(WorldFixture.request(.get, "/v1/contacts?name=Geheimnis"))
        _ = await fixture.outcome(WorldFixture.graphQL("{ __typename }"))
        _ = await fixture.outcome(WorldFixture.graphQL("mutation { nothing }"))
        var file = WorldFixture.graphQL("")
        file.head.method = .get
        file.head.path = "/files/0c9d2f6e?signature=Geheimnis"
        _ = await fixture.outcome(file)
        let log = fixture.world.log
        #expect(log.map(\.request.system) == [.lexoffice, .hero, .hero, .hero])
        #expect(log.map(\.request.path) == ["/v1/contacts", "/api/external/v7/graphql", "/api/external/v7/graphql", "/files/…"])
        #expect(log.map(\.request.isWrite) == [false, false, true, false])
        #expect(log.map(\.sequence) == [1, 2, 3, 4])
        #expect(log.map(\.status) == [200, 200, 200, log[3].status])
        // HERO knows no such mutation and says so with 200.
        #expect(log.map(\.isExecuted).prefix(3) == [true, true, false])
        #expect(fixture.world.executedWrites(in: .hero) == 0)
    }

    @Test func `a refused write counts as not carried out`() async {
        let fixture = WorldFixture()
        #expect(await fixture.outcome(WorldFixture.request(.post, "/v1/contacts", [:])) == "406")
        #expect(fixture.world.log.first?.isExecuted == false)
        #expect(fixture.world.requests(to: .lexoffice) == 1)
        #expect(fixture.world.executedWrites(in: .lexoffice) == 0)
    }

    @Test func `a reset goes back to the beginning and ends faults`() async {
        let fixture = WorldFixture(faults: FaultPlan(chances: [.init(.init(.lexoffice), perMille: 1000, Fault(.throttle))]))
        #expect(await fixture.outcome(WorldFixture.createContact) == "429")
        fixture.world.reset()
        #expect(await fixture.outcome(WorldFixture.createContact) == "200")
        #expect(fixture.contacts == 1)
        fixture.world.reset()
        #expect(fixture.contacts == 0)
        #expect(fixture.world.log.isEmpty)
    }
}
