import StateChartCompiler
import StrictXML
import Testing

/// C1: every feature of SCXML outside the subset is an error at its place.
struct SubsetTests {
    @Test(arguments: [
        "datamodel", "data", "assign", "script", "foreach", "if", "send", "cancel", "invoke", "log", "param", "content", "donedata",
        "history", "initial", "unknown", "SCXML",
    ])
    func elementsRefusedInsideAState(name: String) {
        Seed(
            "  <state id=\"lit\">", "  <state id=\"lit\"><\(name)/>", "11:19: C1: <\(name)> is not part of the chart subset inside <state>"
        )
        .check(on: SampleCharts.lamp)
    }

    @Test(arguments: ["if", "foreach", "send", "cancel", "assign", "script", "log"])
    func executableContentRefused(name: String) {
        Seed("<raise event=\"fx.cool\"/>", "<\(name)/>", "12:46: C1: <\(name)> is not part of the chart subset inside <transition>")
            .check(on: SampleCharts.lamp)
        Seed("<raise event=\"fx.probe\"/>", "<raise event=\"fx.probe\"/><\(name)/>", "19:43: C1: <\(name)> is not part").check(
            on: SampleCharts.pump)
    }

    @Test(arguments: ["datamodel", "script", "history", "initial", "transition", "onentry"])
    func elementsRefusedAtTheTop(name: String) {
        Seed("  <final id=\"scrapped\"/>", "  <final id=\"scrapped\"/><\(name)/>", "14:25: C1: <\(name)> is not part").check(
            on: SampleCharts.lamp)
    }

    @Test(arguments: [
        Seed("<state id=\"lit\">", "<state id=\"lit\"><final id=\"out\"/>", "11:19: C1: <final> is not part"),
        Seed("<final id=\"scrapped\"/>", "<final id=\"scrapped\"><onexit/></final>", "14:24: C1: <onexit> is not part"),
        Seed(
            "event=\"op.on\" target", "event=\"op.on\" type=\"internal\" target", "8:31: C1: <transition> may not have the attribute 'type'"
        ),
        Seed("event=\"op.on\" target=\"lit\"", "event=\"op.on\" target=\"lit dark\"", "8:31: C1: a transition has at most one target"),
        Seed("event=\"op.on\"", "event=\"*\"", "8:17: C1: the wildcard '*'"),
        Seed("event=\"op.on\"", "event=\"op.*\"", "8:17: C1: the wildcard 'op.*'"),
        Seed("event=\"op.on\"", "event=\"\"", "8:17: C1: 'event' names no event"),
        Seed("event=\"op.on\"", "event=\"op.on op.on\"", "8:17: C1: an event is named twice"),
        Seed("event=\"op.on\" target", "target", "8:5: C1: a transition without event needs a condition"),
        Seed("event=\"op.on\" target", "event=\"op.on\" cond=\"true\" target", "8:31: C1: a condition must have the form"),
        Seed("event=\"op.on\" target", "event=\"op.on\" cond=\"In(lit)\" target", "8:31: C1: a condition must have the form"),
        Seed("event=\"op.on\" target", "event=\"op.on\" cond=\"!In('lit')\" target", "8:31: C1: a condition must have the form"),
        Seed("<raise event=\"fx.cool\"/>", "<raise/>", "12:46: C1: <raise> lacks the attribute 'event'"),
        Seed("<state id=\"lit\">", "<state>", "11:3: C1: <state> lacks the attribute 'id'"),
        Seed(
            "<state id=\"lit\">", "<state id=\"lit\" x:tag=\"loud\">",
            "11:19: C1: 'x:tag' must be \"attention\" or \"doubt\" or \"pending\""),
        Seed("<state id=\"lit\">", "<state id=\"lit\" xmlns=\"urn:other\">", "11:19: C1: <state> may not have the attribute 'xmlns'"),
        Seed("<state id=\"lit\">", "<state id=\"lit\"><onentry/><onentry/>", "11:29: C1: <state> may contain <onentry> only once"),
        Seed("name=\"lamp\"", "name=\"Lamp\"", "1:1: C1: the name 'Lamp' must be"),
        Seed("x:chartVersion=\"1\"", "x:chartVersion=\"0\"", "1:1: C1: 'x:chartVersion' must be"),
        Seed("datamodel=\"null\"", "datamodel=\"ecmascript\"", "1:97: C1: 'datamodel' must be \"null\""),
        Seed("version=\"1.0\"", "version=\"2.0\"", "1:83: C1: 'version' must be \"1.0\""),
        Seed("2005/07/scxml", "2005/08/scxml", "1:8: C1: 'xmlns' must be"),
        Seed("annotations:1", "annotations:2", "1:48: C1: 'xmlns:x' must be"),
        Seed("datamodel=\"null\"", "binding=\"late\" datamodel=\"null\"", "1:97: C1: <scxml> may not have the attribute 'binding'"),
    ])
    func otherRefusals(seed: Seed) { seed.check(on: SampleCharts.lamp) }

    @Test(arguments: [
        Seed(
            "<final id=\"stopped\"/>", "<final id=\"stopped\"/><parallel id=\"other\"/>",
            "34:24: C1: <scxml> may contain <parallel> only once"),
        Seed("<state id=\"dry\">", "<state id=\"dry\"><parallel id=\"inner\"/>", "25:23: C1: <parallel> is not part"),
        Seed(
            "<parallel id=\"working\">", "<parallel id=\"working\"><state id=\"bare\"/>",
            "11:26: C1: a region of <parallel> needs states inside"),
        Seed(
            "<parallel id=\"working\">", "<parallel id=\"working\" initial=\"motor\">",
            "11:26: C1: <parallel> may not have the attribute 'initial'"),
    ])
    func parallelRefusals(seed: Seed) { seed.check(on: SampleCharts.pump) }

    @Test func anotherRootIsRefused() {
        #expect(SampleCharts.faults("<svg/>").map(\.message) == ["C1: the root element must be <scxml>, not <svg>"])
    }

    @Test func aChartWithoutStatesIsRefused() {
        let faults = SampleCharts.faults("\(SampleCharts.head) name=\"void\" initial=\"x\"/>")
        #expect(faults.map(\.message) == ["C1: the chart has no states", "C2: initial 'x' is not a child of 'void'"])
    }
}
