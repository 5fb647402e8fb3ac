import StateChartCompiler
import Testing

/// The rules of W3C SCXML §3.13, each on the smallest chart that shows it.
struct InterpreterTests {
    private static func explore(_ body: String, initial: String, events: [String]) throws -> ExploredChart {
        let declared = events.map { "<x:event name=\"\($0)\" says=\"\"/>" }.joined()
        let text = "\(SampleCharts.head) name=\"tiny\" initial=\"\(initial)\"><x:events>\(declared)</x:events>\(body)</scxml>"
        return try ChartCompilation.explore(Array(text.utf8))
    }

    /// What an event does in the configuration with this description: `target [effects]`, `refused reason` or `-`.
    private static func outcome(_ chart: ExploredChart, _ configuration: String, _ event: String) throws -> String {
        let row = try #require(chart.configurations.indices.first { chart.description($0) == configuration })
        let column = try #require(chart.chart.events.firstIndex { $0.name == event })
        return switch chart.cells[row][column] {
        case .unhandled: "-"
        case .moved(let target, let effects): ([chart.description(target)] + effects).joined(separator: " ")
        case .refused(let reason): "refused \(reason)"
        }
    }

    @Test func innerStatesGoFirst() throws {
        let chart = try Self.explore(
            """
            <state id="outer" initial="a">
              <transition event="op.x op.end" target="end"/>
              <state id="a"><transition event="op.x" target="b"/></state>
              <state id="b"/>
            </state><final id="end"/>
            """, initial: "outer", events: ["op.x", "op.end"])
        #expect(try Self.outcome(chart, "a", "op.x") == "b")
        #expect(try Self.outcome(chart, "b", "op.x") == "end")
    }

    @Test func documentOrderDecidesAmongConditions() throws {
        let chart = try Self.explore(
            """
            <parallel id="p">
              <transition event="op.x" cond="In('b')"><raise event="refuse.no"/></transition>
              <transition event="op.x" target="end"/>
              <state id="left" initial="a"><state id="a"><transition event="op.y" target="b"/></state>
                <state id="b"><transition event="op.y" target="a"/></state></state>
              <state id="right" initial="c"><state id="c"/></state>
            </parallel><final id="end"/>
            """, initial: "p", events: ["op.x", "op.y"])
        #expect(try Self.outcome(chart, "a/c", "op.x") == "end")
        #expect(try Self.outcome(chart, "b/c", "op.x") == "refused no")
    }

    /// Both regions want to move without event; one of them would leave the parallel, so only the first in document order does.
    @Test(arguments: [true, false])
    func exitSetsDecideConflicts(leavingRegionFirst: Bool) throws {
        let left = """
            <state id="left" initial="armed">
              <state id="armed" initial="a1">
                <state id="a1"><transition cond="In('x')" target="end"/><transition event="op.next" target="a2"/></state>
                <state id="a2"><transition event="op.next" target="b"/></state>
              </state>
              <state id="b"><transition event="op.next" target="a1"/></state>
            </state>
            """
        let right = """
            <state id="right" initial="c">
              <state id="c"><transition event="op.go" target="d"/><transition event="op.side" target="g"/></state>
              <state id="x" initial="d">
                <state id="d"><transition cond="In('armed')" target="e"/></state>
                <state id="g"><transition event="op.side" target="c"/></state>
              </state>
              <state id="e"><transition event="op.go" target="c"/></state>
            </state>
            """
        let regions = leavingRegionFirst ? left + right : right + left
        let chart = try Self.explore(
            "<parallel id=\"p\"><transition event=\"op.end\" target=\"end\"/>\(regions)</parallel><final id=\"end\"/>",
            initial: "p", events: ["op.next", "op.go", "op.side", "op.end"])
        #expect(try Self.outcome(chart, leavingRegionFirst ? "a1/c" : "c/a1", "op.go") == (leavingRegionFirst ? "end" : "e/a1"))
    }

    @Test func twoRegionsMoveInOneStepAndEffectsKeepTheOrderOfTheStandard() throws {
        let chart = try Self.explore(
            """
            <parallel id="p">
              <onexit><raise event="fx.outOfP"/></onexit>
              <transition event="op.end" target="end"><raise event="fx.ending"/></transition>
              <state id="left" initial="a"><onexit><raise event="fx.outOfLeft"/></onexit>
                <state id="a"><onexit><raise event="fx.outOfA"/></onexit><transition event="op.go" target="b"><raise event="fx.going"/></transition></state>
                <state id="b"><onentry><raise event="fx.intoB"/></onentry></state></state>
              <state id="right" initial="c"><state id="c"><transition cond="In('b')" target="d"><raise event="fx.followed"/></transition></state>
                <state id="d"><onentry><raise event="fx.intoD"/></onentry><onexit><raise event="fx.outOfD"/></onexit></state></state>
            </parallel><final id="end"><onentry><raise event="fx.ended"/></onentry></final>
            """, initial: "p", events: ["op.go", "op.end"])
        #expect(try Self.outcome(chart, "a/c", "op.go") == "b/d outOfA going intoB followed intoD")
        #expect(try Self.outcome(chart, "b/d", "op.end") == "end outOfD outOfLeft outOfP ending ended")
        #expect(try Self.outcome(chart, "a/c", "op.end") == "end outOfA outOfLeft outOfP ending ended")
        #expect(try Self.outcome(chart, "b/d", "op.go") == "-")
        #expect(try Self.outcome(chart, "end", "op.end") == "-")
    }

    @Test func aSelfTransitionLeavesAndEntersAndATargetlessOneDoesNot() throws {
        let chart = try Self.explore(
            """
            <state id="s">
              <onexit><raise event="fx.out"/></onexit>
              <transition event="op.stay"><raise event="fx.stayed"/></transition>
              <transition event="op.again" target="t"/>
            </state>
            <state id="t">
              <onentry><raise event="fx.in"/></onentry><onexit><raise event="fx.out"/></onexit>
              <transition event="op.again" target="t"/><transition event="op.stay"/><transition event="op.end" target="end"/>
            </state><final id="end"/>
            """, initial: "s", events: ["op.stay", "op.again", "op.end"])
        #expect(try Self.outcome(chart, "s", "op.stay") == "s stayed")
        #expect(try Self.outcome(chart, "t", "op.again") == "t out in")
        #expect(try Self.outcome(chart, "t", "op.stay") == "t")
    }

    @Test func aTargetInsideTheSourceReentersTheSource() throws {
        let chart = try Self.explore(
            """
            <state id="outer" initial="a">
              <onexit><raise event="fx.out"/></onexit>
              <transition event="op.deep" target="b"/><transition event="op.end" target="end"/>
              <state id="a"/><state id="b"/>
            </state><final id="end"/>
            """, initial: "outer", events: ["op.deep", "op.end"])
        #expect(try Self.outcome(chart, "a", "op.deep") == "b out")
    }

    @Test func enteringADeepTargetInTheParallelEntersTheOtherRegions() throws {
        let chart = try Self.explore(
            """
            <state id="before"><transition event="op.go" target="b"/></state>
            <parallel id="p">
              <transition event="op.end" target="end"/>
              <state id="left" initial="a"><state id="a"><transition event="op.flip" target="b"/></state>
                <state id="b"><transition event="op.flip" target="a"/></state></state>
              <state id="right" initial="c"><state id="c"/></state>
            </parallel><final id="end"/>
            """, initial: "before", events: ["op.go", "op.flip", "op.end"])
        #expect(try Self.outcome(chart, "before", "op.go") == "b/c")
    }

    @Test func aTransitionOfTheParallelTakesAllRegionsAlong() throws {
        let chart = try Self.explore(
            """
            <parallel id="p">
              <transition event="op.end" target="end"/>
              <state id="left" initial="a"><state id="a"><transition event="op.out" target="after"/></state></state>
              <state id="right" initial="c"><state id="c"><onexit><raise event="fx.outOfC"/></onexit></state></state>
            </parallel>
            <state id="after"><transition event="op.end" target="end"/></state><final id="end"/>
            """, initial: "p", events: ["op.out", "op.end"])
        #expect(try Self.outcome(chart, "a/c", "op.out") == "after outOfC")
    }
}
