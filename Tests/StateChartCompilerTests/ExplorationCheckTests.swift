import StateChartCompiler
import StrictXML
import Testing

/// C7 to C13: what shows only when the chart is explored.
struct ExplorationCheckTests {
    @Test(
        "C7 eventless transitions come to rest",
        arguments: [
            Seed(
                "event=\"op.on\" target=\"lit\"/>",
                "event=\"op.on\" target=\"lit\"/><transition cond=\"In('dark')\" target=\"dark\"/>",
                "8:45: C7: eventless transitions never come to rest"),
            Seed(
                "event=\"op.on\" target=\"lit\"/>", "event=\"op.on\" target=\"lit\"/><transition cond=\"In('dark')\"/>",
                "8:45: C7: a transition without event and without target never ends"),
        ])
    func rest(seed: Seed) { seed.check(on: SampleCharts.lamp) }

    @Test(
        "C8, C9, C10",
        arguments: [
            Seed(
                "<final id=\"scrapped\"/>",
                "<state id=\"lost\"><transition event=\"op.on\" target=\"dark\"/></state><final id=\"scrapped\"/>",
                "14:3: C8: the state 'lost' can never be reached"),
            Seed("event=\"op.on\" target=\"lit\"", "event=\"op.on\" target=\"dark\"", "11:3: C8: the state 'lit'"),
            Seed(
                "event=\"op.off\" target=\"dark\"", "event=\"op.off\"", "11:3: C10: from 'lit' no final",
                "11:3: C9: no event leads out of 'lit'"),
            Seed(
                "event=\"op.scrap\" target=\"scrapped\"", "event=\"op.scrap\" target=\"lit\"", "7:3: C10: from 'dark' no final",
                "14:3: C8: the state 'scrapped'"),
        ])
    func reachability(seed: Seed) { seed.check(on: SampleCharts.lamp) }

    @Test func c10AChartWithoutAnEndLeadsBack() {
        func endless(_ way: String) -> String { SampleCharts.lamp.replacing("<final id=\"scrapped\"/>", with: way) }
        let repaired = endless("<state id=\"scrapped\"><transition event=\"op.on\" target=\"dark\"/></state>")
        #expect(SampleCharts.faults(repaired) == [])
        let lost = endless(
            "<state id=\"scrapped\"><transition event=\"op.on\" target=\"sunk\"/></state>"
                + "<state id=\"sunk\"><transition event=\"op.on\" target=\"scrapped\"/></state>")
        #expect(SampleCharts.faults(lost).map(\.message) == ["C10: from 'scrapped' nothing leads back"])
    }

    @Test func c12AChartNeedNotKnowRestarts() {
        let chart = SampleCharts.pump.replacing("<x:event name=\"sys.restarted\" says=\"process came up\"/>", with: "")
            .replacing("<transition event=\"sys.restarted\" target=\"asking\"/>", with: "")
        #expect(SampleCharts.faults(chart) == [])
    }

    @Test(
        "C11 facts are decided everywhere",
        arguments: [
            Seed("<transition event=\"lex.wet\"/>", "", "3:5: C11: the fact 'lex.wet' is undecided in 'idle/leaking' and 1 more"),
            Seed(
                "event=\"lex.wet\" target=\"leaking\"", "event=\"lex.wet\" cond=\"In('idle')\" target=\"leaking\"",
                "3:5: C11: the fact 'lex.wet' is undecided in 'asking/dry'"),
        ])
    func totality(seed: Seed) { seed.check(on: SampleCharts.pump) }

    @Test(
        "C12 awaiting states decide every answer",
        arguments: [
            Seed("<transition event=\"sys.restarted\" target=\"asking\"/>", "<!-- -->", "8:5: C3: the event 'sys.restarted' is never used"),
            Seed(
                "event=\"sys.restarted\" target", "event=\"sys.restarted\" cond=\"In('dry')\" target",
                "18:7: C12: 'asking' awaits 'probe' but does not decide 'sys.restarted'"),
            Seed(
                "event=\"reply.done\" target", "event=\"reply.done\" cond=\"In('dry')\" target",
                "18:7: C12: 'asking' awaits 'probe' but does not decide 'reply.done'"),
            Seed(
                "<transition event=\"sys.restarted\" target=\"asking\"/>",
                "<transition event=\"sys.restarted\"><raise event=\"refuse.no\"/></transition>", "18:7: C12: "),
        ])
    func answers(seed: Seed) { seed.check(on: SampleCharts.pump) }

    @Test func c12TwoRequestsAtOnce() {
        Seed(
            "<state id=\"leaking\" x:tag=\"attention\">",
            """
            <state id="leaking" x:awaits="dryer"><onentry><raise event="fx.dryer"/></onentry>\
            <transition event="reply.dry" target="dry"/><transition event="sys.restartedDryer" target="dry"/>
            """,
            "18:7: C12: 'asking/leaking' awaits two requests at once",
            "28:7: C12: 'leaking' awaits 'dryer' but does not decide 'sys.restarted'"
        ).check(
            on: SampleCharts.pump.split(separator: "  </x:events>").joined(
                separator: #"<x:event name="reply.dry" says=""/><x:event name="sys.restartedDryer" says=""/></x:events>"#
                    + #"<x:request name="dryer" replies="reply.dry"/>"#
            ))
    }

    @Test(
        "C13 attention lets a person out",
        arguments: [
            Seed("event=\"op.clear\" target=\"dry\"", "event=\"op.clear\"", "28:7: C13: nobody can lead 'asking/leaking' out of 'leaking'")
        ])
    func attention(seed: Seed) { seed.check(on: SampleCharts.pump) }

    @Test func c13OurOwnEventsAreNoWayOut() {
        let chart = SampleCharts.pump.split(separator: "op.clear", omittingEmptySubsequences: false).joined(separator: "sys.clear")
        let faults = SampleCharts.faults(chart)
        #expect(faults.map(\.message) == ["C13: nobody can lead 'asking/leaking' out of 'leaking'"])
    }
}
