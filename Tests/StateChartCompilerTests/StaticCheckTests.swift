import StateChartCompiler
import Testing

/// C2 to C6, C12 and C14: what the written chart alone shows.
struct StaticCheckTests {
    @Test(
        "C2 ids, targets, initial",
        arguments: [
            Seed("<state id=\"lit\">", "<state id=\"dark\">", "8:31: C2: the target 'lit'", "11:3: C2: the id 'dark' is used twice"),
            Seed("event=\"op.on\" target=\"lit\"", "event=\"op.on\" target=\"lid\"", "8:31: C2: the target 'lid' is not a state"),
            Seed("event=\"op.on\" target", "event=\"op.on\" cond=\"In('lid')\" target", "8:31: C2: the condition 'lid' is not a state"),
            Seed("<state id=\"lit\">", "<state id=\"lit\" initial=\"dark\">", "11:19: C2: 'lit' has no states inside"),
            Seed("<state id=\"lit\">", "<state id=\"lit\"><state id=\"bright\"/>", "11:3: C2: 'lit' must name its 'initial'"),
            Seed("initial=\"dark\"", "initial=\"dusk\"", "1:145: C2: initial 'dusk' is not a child of 'lamp'"),
            Seed("<final id=\"scrapped\"/>", "<final id=\"scrapped\"/><final id=\"none\"/>", "14:25: C2: the id 'none' must be"),
            Seed("<final id=\"scrapped\"/>", "<final id=\"scrapped\"/><final id=\"too-late\"/>", "14:25: C2: the id 'too-late' must be"),
        ])
    func names(seed: Seed) { seed.check(on: SampleCharts.lamp) }

    @Test func initialMustBeAChildNotAGrandchild() {
        Seed("name=\"pump\" initial=\"working\"", "name=\"pump\" initial=\"motor\"", "1:145: C2: initial 'motor' is not a child").check(
            on: SampleCharts.pump)
    }

    @Test(
        "C3 declared events are the used events",
        arguments: [
            Seed(
                "event=\"op.on\"", "event=\"op.up\"", "4:5: C3: the event 'op.on' is never used",
                "8:5: C3: the event 'op.up' is not declared"),
            Seed("name=\"op.on\"", "name=\"op.off\"", "4:5: C3: 'op.off' is declared twice", "8:5: C3: the event 'op.on' is not declared"),
            Seed("name=\"op.on\"", "name=\"on\"", "4:5: C3: 'on' must have the form", "4:5: C3: the event 'on'", "8:5: C3: the event"),
            Seed("name=\"op.on\"", "name=\"my.on\"", "4:5: C3: the class of 'my.on'", "4:5: C3: the event", "8:5: C3: the event"),
        ])
    func declarations(seed: Seed) { seed.check(on: SampleCharts.lamp) }

    @Test(
        "C4 no name matches another",
        arguments: [
            Seed(
                "<x:event name=\"op.on\" says=\"switched on\"/>",
                "<x:event name=\"op.on\" says=\"\"/><x:event name=\"op.on.slowly\" says=\"\"/>",
                "4:36: C3: the event 'op.on.slowly' is never used", "4:36: C4: 'op.on' is a token prefix of 'op.on.slowly'"),
            Seed(
                "<x:event name=\"op.on\" says=\"switched on\"/>",
                "<x:event name=\"op.on\" says=\"\"/><x:event name=\"op.scRap\" says=\"\"/><x:event name=\"op.sc.rap\" says=\"\"/>",
                "4:36: C3: the event", "4:70: C3: the event", "4:70: C4: 'op.sc.rap' and another event are both written 'opScRap'"),
        ])
    func prefixes(seed: Seed) { seed.check(on: SampleCharts.lamp) }

    @Test(
        "C5 determinism",
        arguments: [
            Seed(
                "<transition event=\"op.on\" target=\"lit\"/>", "<transition event=\"op.on\" target=\"lit\"/><transition event=\"op.on\"/>",
                "8:45: C5: 'op.on' is already decided"),
            Seed(
                "<transition event=\"op.on\" target=\"lit\"/>",
                "<transition event=\"op.on\" cond=\"In('dark')\"/><transition event=\"op.on\" cond=\"In('dark')\" target=\"lit\"/>",
                "8:50: C5: 'op.on' is already decided"),
            Seed(
                "<transition event=\"op.on\" target=\"lit\"/>",
                "<transition event=\"op.on\" cond=\"In('lit')\"/><transition event=\"op.on\" target=\"lit\"/>",
                "8:5: C5: this transition for 'op.on' is never taken"),
            Seed(
                "<transition event=\"op.on\" target=\"lit\"/>",
                "<transition cond=\"In('lit')\" target=\"lit\"/><transition event=\"op.on\" target=\"lit\"/>",
                "8:5: C5: this eventless transition is never taken"),
        ])
    func determinism(seed: Seed) { seed.check(on: SampleCharts.lamp) }

    @Test(
        "C6 one region per event",
        arguments: [
            Seed(
                "<transition event=\"lex.wet\"/>", "<transition event=\"lex.wet op.ask\"/>",
                "29:9: C6: 'op.ask' belongs to both 'motor' and 'tank'"),
            Seed(
                "<transition event=\"lex.wet\"/>", "<transition event=\"lex.wet op.stop\"/>",
                "29:9: C6: 'op.stop' belongs to both 'working' and 'tank'"),
            Seed(
                "event=\"op.clear\" target=\"dry\"", "event=\"op.clear\" target=\"idle\"",
                "30:9: C6: the target 'idle' lies in another region"),
        ])
    func ownership(seed: Seed) { seed.check(on: SampleCharts.pump) }

    @Test(
        "C12 requests",
        arguments: [
            Seed("x:awaits=\"probe\"", "", "10:3: C12: no state awaits the request 'probe'", "20:9: C12: 'asking' awaits no request"),
            Seed("<onentry><raise event=\"fx.probe\"/></onentry>", "", "18:7: C12: 'asking' awaits 'probe' but does not raise"),
            Seed(
                "replies=\"reply.done\"", "replies=\"reply.none\"",
                "10:3: C12: 'reply.none' is not a declared reply", "20:9: C12: 'asking' awaits no request"),
            Seed("replies=\"reply.done\"", "replies=\"\"", "10:3: C12: 'probe' has no replies", "20:9: C12: 'asking' awaits no request"),
            Seed(
                "<x:request name=\"probe\"", "<x:request name=\"test\"",
                "10:3: C12: no state awaits", "18:7: C12: the request 'probe' is not declared", "20:9: C12: 'asking' awaits no request"),
            Seed(
                "<transition event=\"lex.wet\"/>", "<transition event=\"lex.wet reply.done\"/>", "29:9: C12: 'leaking' awaits no",
                "29:9: C6: "),
            Seed(
                "<state id=\"motor\"", "<state x:awaits=\"probe\" id=\"motor\"", "14:5: C12: 'motor' awaits",
                "14:5: C12: only a state without"),
            Seed("<state id=\"tank\"", "<state x:tag=\"attention\" id=\"tank\"", "24:5: C13: only a state without"),
        ])
    func requests(seed: Seed) { seed.check(on: SampleCharts.pump) }

    @Test(
        "C14 what is raised is for the outside",
        arguments: [
            Seed("event=\"op.on\" target", "event=\"op.on fx.cool\" target", "8:5: C14: 'fx.cool' is raised for the outside"),
            Seed("event=\"op.on\" target", "event=\"op.on refuse.x\" target", "8:5: C14: 'refuse.x' is raised for the outside"),
            Seed("<raise event=\"fx.cool\"/>", "<raise event=\"op.on\"/>", "12:46: C14: 'op.on' must have the form"),
            Seed("<raise event=\"fx.cool\"/>", "<raise event=\"fx.cool.down\"/>", "12:46: C14: 'fx.cool.down' must have the form"),
            Seed("<raise event=\"fx.cool\"/>", "<raise event=\"refuse.hot\"/>", "12:5: C14: a refusal has an event, no target"),
            Seed(
                "<state id=\"lit\">", "<state id=\"lit\"><onentry><raise event=\"refuse.x\"/></onentry>",
                "11:28: C14: only a transition can refuse"),
            Seed(
                "<state id=\"dark\">", "<state id=\"dark\"><onentry><raise event=\"fx.x\"/></onentry>",
                "7:29: C14: the initial configuration"),
        ])
    func raising(seed: Seed) { seed.check(on: SampleCharts.lamp) }
}
