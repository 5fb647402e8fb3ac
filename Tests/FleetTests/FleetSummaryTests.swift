import Bookkeeping
import Fleet
import Telemetry
import Testing
import Web

struct FleetSummaryTests {
    private func standings(_ count: Int) -> [AccountStanding] {
        (0..<count).map { number in
            var standing = AccountStanding(name: "account-\(number)")
            standing.condition = .inStep
            return standing
        }
    }

    @Test func oneLineTellsHowManyAndWhichNot() {
        var all = standings(1_000)
        all[0].name = "alpha"
        all[0].condition = .heldBack(.keyRefused)
        all[1].name = "beta"
        all[1].condition = .heldBack(.stateDamaged)
        // 2026-03-31T12:32:00Z, in Berlin's summer.
        all[2].condition = .relinking(until: Instant(milliseconds: 1_774_960_320_000))
        #expect(
            FleetSummary(all).line
                == "997 of 1000 in step; 2 held back (alpha: key refused, beta: state damaged); 1 relinking until 14:32")
    }

    @Test func noMoreNamesThanALineHolds() {
        var all = standings(10)
        for index in all.indices { all[index].condition = .heldBack(.heroSilent) }
        #expect(FleetSummary(all).line.hasSuffix("account-2: hero does not answer and 7 more)"))
    }

    @Test func whatElseThereIsHasItsWord() {
        var all = standings(3)
        all[0].condition = .paused
        all[1].condition = .ahead
        all[2].refusedSetting = "interval-seconds"
        #expect(
            FleetSummary(all).line
                == "1 of 3 in step; 1 paused; 1 before the first pass; 1 with the old configuration (account-2: interval-seconds)")
        #expect(FleetSummary([]).line == "No account yet")
    }

    @Test func whatIsElsewhereIsNotCountedHere() {
        var all = standings(5)
        all[3].condition = .elsewhere(host: "h2")
        all[4].condition = .elsewhere(host: nil)
        #expect(FleetSummary(all).line == "3 of 3 in step; 2 on other hosts")
    }

    @Test func anAccountThatLeavesTakesWhatWasSaidOfItAlong() {
        let board = FleetBoard()
        for name in ["alpha", "beta"] { board.enter(name) }
        board.change("alpha") { standing, _ in
            standing.condition = .inStep
            (standing.held, standing.lastCompleteAt) = (3, Instant(milliseconds: 1))
        }
        board.collected("alpha", CollectedState())
        board.leave("alpha", .elsewhere(host: "h2"))
        #expect(board.readings.map(\.account) == ["beta"])
        let left = board.standing("alpha")
        #expect(left?.condition == .elsewhere(host: "h2") && left?.held == 0 && left?.lastCompleteAt == nil)
        // A host with nothing of its own does its work as well.
        board.remove("beta")
        #expect(board.readiness.isReady)
    }

    @Test func theBoardTellsProgramsTheSame() {
        let board = FleetBoard()
        for name in ["alpha", "beta"] { board.enter(name) }
        #expect(!board.readiness.isReady)
        board.holdBack("alpha", .keyRefused)
        board.change("beta") { standing, reading in
            standing.condition = .inStep
            reading[.passes] += 1
        }
        #expect(board.readiness.isReady)
        #expect(board.readings.map(\.trouble) == ["credential_refused", nil])
        #expect(board.readings.map { $0[.inStep] } == [0, 1])
        #expect(board.readings.map { $0[.passes] } == [0, 1])
        board.remove("beta")
        #expect(board.standings.map(\.name) == ["alpha"])
        board.stopping()
        #expect(board.readiness.reasons == [.stopping])
    }

    @Test func anAccountCostsThePageNoMoreThanTwentySeries() {
        let registry = MetricRegistry(version: "1", startedAt: 0)
        func lines(_ accounts: [AccountReading]) -> Int {
            let page = registry.page(.openMetrics, state: nil, process: nil, accounts: accounts)
            return String(decoding: page, as: UTF8.self).split(separator: "\n").count { !$0.hasPrefix("#") }
        }
        var reading = AccountReading(account: "alpha")
        reading.trouble = "hung"
        let cost = lines([reading]) - lines([])
        #expect(cost > 10 && cost <= 20)
        let text = String(decoding: registry.page(.openMetrics, state: nil, process: nil, accounts: [reading]), as: UTF8.self)
        #expect(text.contains("\nreconcile_account_trouble{account=\"alpha\",reason=\"hung\"} 1\n"))
        #expect(text.hasSuffix("# EOF\n"))
    }

    @Test func severalStatesAreOne() {
        var (one, two) = (CollectedState(), CollectedState())
        (one.journalEntries, two.journalEntries) = (3, 4)
        (one.lastCompletePass, two.lastCompletePass) = (100, 50)
        (one.oldestPendingAge, two.oldestPendingAge) = (["invoice": 5], ["invoice": 7])
        (one.entities, two.entities) = (["invoice": ["unjudged": 1]], ["invoice": ["unjudged": 2]])
        let sum = CollectedState(sum: [one, two])
        #expect(sum.journalEntries == 7)
        #expect(sum.lastCompletePass == 50)
        #expect(sum.oldestPendingAge["invoice"] == 7)
        #expect(sum.entities["invoice"]?["unjudged"] == 3)
    }

    @Test func booksBelongToOneAccount() {
        let claims = OrganisationClaims()
        #expect(claims.claim("AA-1", for: "alpha") == nil)
        #expect(claims.claim("aa-1", for: "beta") == "alpha")
        #expect(claims.account(of: "aa-1") == "alpha")
        // The account has other books now; what it had is free.
        #expect(claims.claim("bb-2", for: "alpha") == nil)
        #expect(claims.claim("AA-1", for: "beta") == nil)
        claims.release("alpha")
        #expect(claims.account(of: "bb-2") == nil)
        #expect(claims.account(of: "aa-1") == "beta")
        // Again and again, with each pass.
        #expect(claims.claim("aa-1", for: "beta") == nil)
        #expect(claims.account(of: "AA-1") == "beta")
    }
}
