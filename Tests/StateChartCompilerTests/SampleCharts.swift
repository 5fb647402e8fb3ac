import StateChartCompiler
import StrictXML
import Testing

/// Two small sound charts; the tests break them in one place each.
enum SampleCharts {
    static let head = """
        <scxml xmlns="http://www.w3.org/2005/07/scxml" xmlns:x="urn:charts:annotations:1" version="1.0" datamodel="null" x:chartVersion="1"
        """

    /// Flat, 15 lines.
    static let lamp = """
        \(head) name="lamp" initial="dark">
          <x:events>
            <x:event name="op.off" says="switched off"/>
            <x:event name="op.on" says="switched on"/>
            <x:event name="op.scrap" says="thrown away"/>
          </x:events>
          <state id="dark">
            <transition event="op.on" target="lit"/>
            <transition event="op.scrap" target="scrapped"/>
          </state>
          <state id="lit">
            <transition event="op.off" target="dark"><raise event="fx.cool"/></transition>
          </state>
          <final id="scrapped"/>
        </scxml>
        """

    /// Two regions, a request, a state that asks for a person; 36 lines.
    static let pump = """
        \(head) name="pump" initial="working">
          <x:events>
            <x:event name="lex.wet" says="water on the floor"/>
            <x:event name="reply.done" says="probe answered"/>
            <x:event name="op.stop" says="switched off"/>
            <x:event name="op.ask" says="probe wanted"/>
            <x:event name="op.clear" says="floor mopped"/>
            <x:event name="sys.restarted" says="process came up"/>
          </x:events>
          <x:request name="probe" replies="reply.done"/>
          <parallel id="working">
            <transition event="op.stop" cond="In('asking')"><raise event="refuse.busy"/></transition>
            <transition event="op.stop" target="stopped"/>
            <state id="motor" initial="idle">
              <state id="idle">
                <transition event="op.ask" target="asking"/>
              </state>
              <state id="asking" x:awaits="probe">
                <onentry><raise event="fx.probe"/></onentry>
                <transition event="reply.done" target="idle"/>
                <transition event="sys.restarted" target="asking"/>
              </state>
            </state>
            <state id="tank" initial="dry">
              <state id="dry">
                <transition event="lex.wet" target="leaking"/>
              </state>
              <state id="leaking" x:tag="attention">
                <transition event="lex.wet"/>
                <transition event="op.clear" target="dry"/>
              </state>
            </state>
          </parallel>
          <final id="stopped"/>
          <!-- the end -->
        </scxml>
        """

    static func faults(_ text: String) -> [Fault] {
        do throws(Faults) {
            _ = try ChartCompilation.explore(Array(text.utf8))
            return []
        } catch {
            return error.list
        }
    }
}

/// One change to a sound chart and what the compiler must say about it: `line:column: first words of the message`.
struct Seed: CustomTestStringConvertible, Sendable {
    let change: String
    let old: String
    let new: String
    let expected: [String]

    init(_ old: String, _ new: String, _ expected: String...) {
        change = "\(old) → \(new)"
        (self.old, self.new, self.expected) = (old, new, expected)
    }

    var testDescription: String { change }

    func check(on chart: String, sourceLocation: Testing.SourceLocation = #_sourceLocation) {
        let parts = chart.split(separator: old, omittingEmptySubsequences: false)
        #expect(parts.count == 2, "the change must apply exactly once: \(change)", sourceLocation: sourceLocation)
        let faults = SampleCharts.faults(parts.joined(separator: new))
        let said = faults.map { "\($0.location.line):\($0.location.column): \($0.message)" }
        #expect(said.count == expected.count, "\(said)", sourceLocation: sourceLocation)
        for (actual, wanted) in zip(said, expected) { #expect(actual.hasPrefix(wanted), sourceLocation: sourceLocation) }
    }
}

@Test("the sample charts are sound", arguments: [SampleCharts.lamp, SampleCharts.pump])
func samplesAreSound(chart: String) { #expect(SampleCharts.faults(chart) == []) }
