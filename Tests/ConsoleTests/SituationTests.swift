import Bookkeeping
import StateCharts
import Testing
import Web

@testable import Console

/// Which sentence comes first, by a table: each row has everything of the rows below it as well, and still says its own.
@Suite struct SituationTests {
    private static let now = Instant(milliseconds: 1_796_083_200_000)

    private static func integration(_ phase: IntegrationPhase, _ flow: IntegrationFlow) -> IntegrationConfiguration? {
        IntegrationChart.configurations.first { $0.phase == phase && $0.flow == flow }
    }

    /// From the least to the most urgent: what is added to the facts, and what is said then.
    private static let ladder: [(name: String, tone: String, add: @Sendable (inout Situation.Facts) -> Void)] = [
        ("inStep", "good", { _ in }),
        ("waiting", "warn", { $0.waiting = 3 }),
        ("working", "calm", { $0.service.progress = ServiceProgress(done: 37, total: 120, secondsLeft: 40) }),
        ("unreadable", "warn", { $0.unreadableRows = 2 }),
        ("outOfDate", "warn", { $0.service.isOutOfDate = true }),
        ("firstPass", "calm", { $0.lastComplete = nil }),
        ("relinking", "warn", { $0.isRestored = true }),
        ("trouble", "bad", { $0.service.trouble = .lexofficeUnavailable }),
        ("blocked", "bad", { $0.integration = integration(.active, .blocked) }),
        ("paused", "warn", { $0.integration = integration(.active, .paused) }),
        ("journalBroken", "bad", { $0.service.isJournalBroken = true }),
        ("deleting", "warn", { $0.integration = integration(.draining, .none) }),
    ]

    private static func name(_ situation: Situation) -> String {
        switch situation {
        case .notSetUp: "notSetUp"
        case .deleting: "deleting"
        case .deleted: "deleted"
        case .journalBroken: "journalBroken"
        case .paused: "paused"
        case .blocked: "blocked"
        case .trouble: "trouble"
        case .relinking: "relinking"
        case .firstPass: "firstPass"
        case .outOfDate: "outOfDate"
        case .unreadable: "unreadable"
        case .working: "working"
        case .waiting: "waiting"
        case .inStep: "inStep"
        }
    }

    private static func calm() -> Situation.Facts {
        var facts = Situation.Facts(now: now)
        facts.integration = integration(.active, .running)
        facts.lastComplete = now.adding(milliseconds: -60_000)
        facts.interval = 60_000
        return facts
    }

    @Test func theMostUrgentIsSaid() {
        var facts = Self.calm()
        for step in Self.ladder {
            step.add(&facts)
            let situation = Situation(facts)
            #expect(Self.name(situation) == step.name)
            #expect(situation.tone.rawValue == step.tone, "\(step.name)")
        }
    }

    @Test func eachAloneIsSaid() {
        for step in Self.ladder {
            var facts = Self.calm()
            step.add(&facts)
            #expect(Self.name(Situation(facts)) == step.name)
        }
    }

    /// Green is one case alone, and none of the facts that spoil it may be there.
    @Test func nothingButInStepIsGreen() {
        for bits in 1..<(1 << (Self.ladder.count - 1)) {
            var facts = Self.calm()
            for (place, step) in Self.ladder.dropFirst().enumerated() where bits & (1 << place) != 0 { step.add(&facts) }
            #expect(Situation(facts).tone != .good, "\(bits)")
        }
    }

    @Test(arguments: [(-120_000, "outOfDate"), (0, "inStep"), (899_999, "inStep"), (900_001, "outOfDate")] as [(Int64, String)])
    func ageAloneMakesItOld(age: Int64, name: String) {
        var facts = Self.calm()
        facts.lastComplete = Self.now.adding(milliseconds: -age)
        #expect(Self.name(Situation(facts)) == name)
    }

    @Test(arguments: IntegrationPhase.allCases) func withoutAnActiveIntegrationNothingIsGreen(phase: IntegrationPhase) {
        var facts = Self.calm()
        facts.integration = IntegrationChart.configurations.first { $0.phase == phase }
        #expect(phase == .active || Situation(facts).tone != .good)
    }
}
