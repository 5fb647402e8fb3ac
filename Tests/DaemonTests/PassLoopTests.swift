import Daemon
import Logging
import Persistence
import Reconciliation
import Synchronization
import Systemd
import Telemetry
import TestSupport
import Testing
import Transport
import Web

/// The loop without what it drives: passes are closures, time passes when told to.
@Suite(.timeLimit(.minutes(1))) struct PassLoopTests {
    private let time = VirtualTime()
    private let bell = WakeSignal()
    private let gate = WriteGate()
    private let health: ServiceHealth
    private let passes = Passes()

    init() { health = ServiceHealth(time: time) }

    /// What the passes were asked to be, and how often they came.
    private final class Passes: Sendable {
        private struct State {
            var count = 0
            var next: [PassReport] = []
            var mayContinue: [Bool] = []
            var wishes: [PassEngine.Wish] = []
            var decided = 0
        }

        private let state = Mutex(State())

        var count: Int { state.withLock { $0.count } }
        var asked: [Bool] { state.withLock { $0.mayContinue } }

        var decided: Int { state.withLock { $0.decided } }

        /// What is to follow the decisions of one ring each.
        func wish(_ wishes: PassEngine.Wish...) { state.withLock { $0.wishes += wishes } }

        func decide() -> PassEngine.Wish {
            state.withLock { state in
                state.decided += 1
                return state.wishes.isEmpty ? .asPlanned : state.wishes.removeFirst()
            }
        }

        func plan(_ reports: PassReport...) { state.withLock { $0.next += reports } }

        func run(_ mayContinue: @Sendable () -> Bool) -> PassReport {
            let answer = mayContinue()
            return state.withLock { state in
                state.count += 1
                state.mayContinue.append(answer)
                return state.next.isEmpty ? PassReport() : state.next.removeFirst()
            }
        }

        func reach(_ count: Int) async {
            while self.count < count { await Task.yield() }
        }
    }

    private func loop() throws -> PassLoop {
        let clock = time
        let passes = passes
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        return PassLoop(
            engine: PassEngine(interval: 60_000, decide: { passes.decide() }) { passes.run($0) }, bell: bell, gate: gate, health: health,
            watchdog: Watchdog(
                period: nil, notifier: ServiceNotifier(), now: { clock.monotonicMilliseconds() },
                sleep: { milliseconds throws(CancellationError) in try await clock.sleep(milliseconds: milliseconds) }),
            notifier: ServiceNotifier(),
            news: try PassReporter(
                store: try Store.inMemory(), logger: logger, metrics: MetricRegistry(version: "1", startedAt: 0)),
            logger: logger, time: time)
    }

    /// Runs the loop while `body` turns the clock, then ends it.
    private func living(_ body: () async throws -> Void) async throws {
        let loop = try loop()
        let life = Task { try await loop.run() }
        try await body()
        gate.close()
        bell.ring(.stop)
        try await life.value
    }

    private func trouble(_ kind: PassFailure.Kind) -> PassReport {
        var report = PassReport()
        report.interruption = PassFailure(kind, system: "hero", cause: "no answer", hint: "")
        return report
    }

    @Test func aPassFollowsEveryInterval() async throws {
        try await living {
            for number in 1...4 {
                await passes.reach(number)
                try await time.waitForSleepers(1)
                #expect(passes.count == number)
                time.advance(milliseconds: 59_999)
                #expect(passes.count == number)
                time.advance(milliseconds: 1)
            }
            await passes.reach(5)
        }
        #expect(passes.asked.allSatisfy { $0 })
    }

    @Test func aHintIsFollowedAfterTwoSeconds() async throws {
        try await living {
            await passes.reach(1)
            try await time.waitForSleepers(1)
            bell.ring(.hint)
            while health.readiness(interval: 60_000).isReady == false { await Task.yield() }
            try await time.waitForSleepers(1)
            time.advance(milliseconds: 2_000)
            await passes.reach(2)
        }
    }

    @Test func decisionsAreCarriedOutBetweenPassesAndAPassFollowsAsWished() async throws {
        passes.wish(.asPlanned, .now, .soon)
        try await living {
            await passes.reach(1)
            try await time.waitForSleepers(1)
            bell.ring(.decision)
            while passes.decided < 1 { await Task.yield() }
            try await time.waitForSleepers(1)
            #expect(passes.count == 1)
            bell.ring(.decision)
            await passes.reach(2)
            #expect(passes.decided == 2)
            try await time.waitForSleepers(1)
            bell.ring(.decision)
            while passes.decided < 3 { await Task.yield() }
            try await time.waitForSleepers(1)
            #expect(passes.count == 2)
            time.advance(milliseconds: 2_000)
            await passes.reach(3)
        }
    }

    /// A person who asks for a pass now gets one, although a system was down a moment ago.
    @Test func aPassThatIsAskedForDoesNotWaitForTheBackOff() async throws {
        passes.plan(trouble(.unavailable))
        passes.wish(.soon, .now)
        try await living {
            await passes.reach(1)
            try await time.waitForSleepers(1)
            bell.ring(.decision)
            while passes.decided < 1 { await Task.yield() }
            try await time.waitForSleepers(1)
            #expect(passes.count == 1)
            bell.ring(.decision)
            await passes.reach(2)
        }
    }

    @Test func whatIsLeftIsTakenUpAfterASecond() async throws {
        var report = PassReport()
        report.remaining = 40
        passes.plan(report)
        try await living {
            await passes.reach(1)
            try await time.waitForSleepers(1)
            time.advance(milliseconds: 1_000)
            await passes.reach(2)
        }
    }

    @Test func whileASystemIsDownItSaysSoAndComesBackLaterAndLater() async throws {
        passes.plan(trouble(.unavailable), trouble(.unavailable), trouble(.unavailable))
        try await living {
            var pauses: [Int64] = []
            for number in 1...3 {
                await passes.reach(number)
                try await time.waitForSleepers(1)
                #expect(health.readiness(interval: 60_000).reasons.contains(.heroUnavailable))
                #expect(health.statusLine.hasPrefix("Hero does not answer; next try "))
                let began = time.monotonicMilliseconds()
                // Whoever is woken is no sleeper any more, whether it has run yet or not.
                while time.sleeperCount > 0 { time.advance(milliseconds: 1_000) }
                pauses.append(time.monotonicMilliseconds() - began)
            }
            // 60, 120 and 240 s, the second half of each by chance.
            #expect(pauses[0] >= 30_000 && pauses[0] <= 61_000, "\(pauses)")
            #expect(pauses[1] >= 60_000 && pauses[1] <= 121_000, "\(pauses)")
            #expect(pauses[2] >= 120_000 && pauses[2] <= 241_000, "\(pauses)")
            await passes.reach(4)
            try await time.waitForSleepers(1)
            #expect(health.readiness(interval: 60_000).isReady)
        }
    }

    /// Every kind of trouble of each system: a code of the closed set for `readyz`, a sentence of ours for the status line, and no word of
    /// the remote's in either.
    @Test(arguments: PassFailure.Kind.allCases, ["hero", "lexoffice"])
    func saysWhatIsWrongInItsOwnWords(kind: PassFailure.Kind, system: String) async throws {
        let codes: [PassFailure.Kind: String] = [
            .unavailable: "\(system)_unavailable", .throttled: "\(system)_throttled", .credentialRefused: "credential_refused_\(system)",
            .wrongOrganisation: "wrong_organisation", .state: "state_unwritable", .configuration: "configuration", .defect: "defect",
        ]
        var report = PassReport()
        report.interruption = PassFailure(kind, system: system, cause: "Erika Mustermann is no \(system) user", hint: "Ask Erika.")
        passes.plan(report)
        try await living {
            await passes.reach(1)
            try await time.waitForSleepers(1)
            let reasons = health.readiness(interval: 60_000).reasons
            #expect(reasons.map(\.rawValue) == [codes[kind], "no_complete_pass"])
            #expect(!health.statusLine.contains("Erika"), "\(health.statusLine)")
            #expect(health.statusLine.contains("next try"))
        }
    }

    @Test func readinessCodesAreWordsInLowerCase() {
        for reason in Readiness.Reason.allCases {
            #expect(reason.rawValue.utf8.allSatisfy { (97...122).contains($0) || $0 == UInt8(ascii: "_") }, "\(reason)")
        }
    }

    @Test func aCompletePassThatIsLongAgoIsNotReady() async throws {
        try await living {
            await passes.reach(1)
            try await time.waitForSleepers(1)
            #expect(health.readiness(interval: 60_000).isReady)
        }
        time.advance(milliseconds: 960_000)
        #expect(health.readiness(interval: 60_000).reasons == [.lastCompletePassOld])
        // An hour between passes: three of them are still recent.
        #expect(health.readiness(interval: 3_600_000).isReady)
    }
}
