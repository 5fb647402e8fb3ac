import Systemd
import Testing

/// The machine against its specification, told independently from the whole history of events instead of from a state.
@Suite(.timeLimit(.minutes(2))) struct WatchdogHistoryTests {
    enum Event: CaseIterable { case progress, idleShort, idleLong, waitShort, waitLong, endOldest, endNewest, tick }

    private static let period: Int64 = 1000
    private static let quarter: Int64 = 250
    private static let short: Int64 = 200
    private static let long: Int64 = 2600

    /// Runs one history and says the first event at which machine and specification part.
    private struct Run {
        var machine = WatchdogMachine(period: period)
        var now: Int64 = 0
        var pings: [Int64] = []
        var idle: Int64?
        var waits: [(wait: WatchdogMachine.Wait, until: Int64)] = []

        mutating func agrees(_ event: Event, after pause: Int64) -> Bool {
            now += pause
            let isDue = pings.last.map { now - $0 >= quarter } ?? true
            let expected: Bool
            let actual: Bool
            switch event {
            case .progress:
                idle = nil
                expected = isDue
                actual = machine.progress(at: now)
            case .idleShort, .idleLong:
                let until = now + (event == .idleShort ? short : long)
                idle = until
                expected = isDue
                actual = machine.idle(until: until, at: now)
            case .waitShort, .waitLong:
                let limit = event == .waitShort ? short : long
                let begun = machine.beginWait(upTo: limit, at: now)
                waits.append((begun.wait, now + limit))
                expected = isDue
                actual = begun.feeds
            case .endOldest, .endNewest:
                guard !waits.isEmpty else { return true }
                let ended = event == .endOldest ? waits.removeFirst() : waits.removeLast()
                expected = isDue
                actual = machine.endWait(ended.wait, at: now)
            case .tick:
                let allowed = (idle.map { $0 >= now } ?? false) || waits.contains { $0.until >= now }
                expected = isDue && allowed
                actual = machine.tick(at: now)
            }
            if actual { pings.append(now) }
            return actual == expected && (1...quarter).contains(machine.untilTick(at: now))
        }
    }

    /// Every history of four events with every distance that matters between them.
    @Test func allShortHistories() {
        let pauses: [Int64] = [0, 201, 250]
        let steps = Event.allCases.flatMap { event in pauses.map { (event, $0) } }
        var parted = 0
        func extend(_ run: Run, _ depth: Int) {
            for (event, pause) in steps {
                var next = run
                if !next.agrees(event, after: pause) { parted += 1 }
                if depth > 1 { extend(next, depth - 1) }
            }
        }
        extend(Run(), 4)
        #expect(parted == 0)
    }

    @Test func longHistories() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<2000 {
            var run = Run()
            var history: [String] = []
            for _ in 0..<60 {
                let event = Event.allCases.randomElement(using: &generator) ?? .tick
                let pause = Int64.random(in: 0...400, using: &generator)
                history.append("\(event)+\(pause)")
                guard run.agrees(event, after: pause) else {
                    Issue.record("\(history)")
                    return
                }
            }
            #expect(zip(run.pings, run.pings.dropFirst()).allSatisfy { $1 - $0 >= WatchdogHistoryTests.quarter })
        }
    }

    /// systemd's side: the longest time without a ping, with a timer that comes up to a tenth of the period late.
    private func longestSilence(
        lateness: ClosedRange<Int64>,
        _ scene: (inout WatchdogMachine, inout [(moment: Int64, act: (inout WatchdogMachine, Int64) -> Bool)]) -> Int64
    ) -> Int64 {
        var machine = WatchdogMachine(period: WatchdogHistoryTests.period)
        var acts: [(moment: Int64, act: (inout WatchdogMachine, Int64) -> Bool)] = []
        let end = scene(&machine, &acts)
        acts.sort { $0.moment < $1.moment }
        var generator = SystemRandomNumberGenerator()
        var pings: [Int64] = [0]
        var tick: Int64 = 0
        while true {
            let isAct = (acts.first?.moment ?? Int64.max) <= tick
            let now = isAct ? acts[0].moment : tick
            guard now <= end else { break }
            if isAct {
                if acts.removeFirst().act(&machine, now) { pings.append(now) }
            } else {
                if machine.tick(at: now) { pings.append(now) }
                tick = now + machine.untilTick(at: now) + Int64.random(in: lateness, using: &generator)
            }
        }
        return zip(pings, pings.dropFirst() + [end]).map { $1 - $0 }.max() ?? end
    }

    /// Passes of quick steps and slow requests with rests between them, as the service does them: it lives.
    @Test func aServiceThatWorksIsNeverKilled() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<200 {
            let silence = longestSilence(lateness: 0...100) { _, acts in
                var now: Int64 = 0
                while now < 60_000 {
                    for _ in 0..<Int.random(in: 1...8, using: &generator) {
                        acts.append((now, { $0.progress(at: $1) }))
                        now += Int64.random(in: 0...640, using: &generator)
                        let limit: Int64 = 3500
                        let took = Int64.random(in: 0...limit, using: &generator)
                        let box = WaitBox()
                        acts.append((now, { box.begin(&$0, limit, $1) }))
                        acts.append((now + took, { box.end(&$0, $1) }))
                        now += took
                        now += Int64.random(in: 0...640, using: &generator)
                    }
                    let rest = Int64.random(in: 0...6000, using: &generator)
                    let until = now + rest
                    acts.append((now, { $0.idle(until: until, at: $1) }))
                    now += rest
                }
                return now
            }
            #expect(silence < WatchdogHistoryTests.period)
        }
    }

    /// One thing never comes back: within one period after its limit systemd has acted.
    @Test(
        arguments: [
            ("a step", 0), ("a request beyond its limit", 3500), ("the next pass", 6000),
        ] as [(String, Int64)]) func aServiceThatHangsIsKilled(_ what: String, _ limit: Int64)
    {
        let silence = longestSilence(lateness: 0...100) { _, acts in
            acts.append((100, { $0.progress(at: $1) }))
            switch limit {
            case 3500: acts.append((200, { $0.beginWait(upTo: limit, at: $1).feeds }))
            case 6000: acts.append((200, { $0.idle(until: $1 + limit, at: $1) }))
            default: break
            }
            return 200 + limit + WatchdogHistoryTests.period
        }
        #expect(silence >= WatchdogHistoryTests.period, "\(what)")
    }
}

/// Keeps the token of a wait between its two ends.
private final class WaitBox {
    private var wait: WatchdogMachine.Wait?

    func begin(_ machine: inout WatchdogMachine, _ limit: Int64, _ moment: Int64) -> Bool {
        let begun = machine.beginWait(upTo: limit, at: moment)
        wait = begun.wait
        return begun.feeds
    }

    func end(_ machine: inout WatchdogMachine, _ moment: Int64) -> Bool {
        wait.map { machine.endWait($0, at: moment) } ?? false
    }
}
