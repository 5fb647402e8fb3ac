import StateCharts
import Testing

@testable import Telemetry

/// The journal's entries become counters.
@Suite struct TransitionTests {
    private let registry = MetricRegistry.fresh()

    @Test func onlyChangesOfStateCount() {
        func record(_ kind: String, _ from: String, _ event: String, _ to: String, _ effects: String = "") {
            registry.recordTransition(kind: kind, from: from, event: event, to: to, effects: effects)
        }
        record("invoice", "draft/sound/unjudged/unbooked", "hero.locked", "locked/sound/unjudged/unbooked", "takeSnapshot")
        record("invoice", "locked/sound/unjudged/unbooked", "sys.scopeIncluded", "locked/sound/waiting/unbooked")
        record("invoice", "locked/sound/waiting/unbooked", "op.waive", "locked/sound/waiting/unbooked")
        record("invoice", "draft/sound/unjudged/unbooked", "sys.unlink", "released")
        record("payment", "uncertain", "reply.lookupFailed", "uncertain", "resolveEntry")
        record("payment", "-", "begun", "toMirror")
        record("setting", "-", "changed", "-")
        record("nonsense", "a", "b", "c")
        record("integration", "running/open", "op.pause", "paused/open")
        record("integration", "paused/open", "op.delete", "draining")
        let page = registry.read()
        #expect(
            page.counted("reconcile_transitions_total") == [
                #"reconcile_transitions_total{kind="invoice",from="unjudged",to="waiting"}"#: "1",
                #"reconcile_transitions_total{kind="invoice",from="unjudged",to="released"}"#: "1",
                #"reconcile_transitions_total{kind="integration",from="running",to="paused"}"#: "1",
                #"reconcile_transitions_total{kind="integration",from="paused",to="draining"}"#: "1",
            ])
        #expect(page.counted("reconcile_uncertain").isEmpty)
    }

    /// Feeds every cell of every chart: each change of state has a series, and each doubt that ends has a word for how.
    @Test func everyCellOfEveryChartIsCounted() {
        var moves = 0
        var begun: [String: Int] = [:]
        var ended: [String: [String: Int]] = [:]
        func feed<C: StateChart>(_ chart: C.Type, _ label: (C.Configuration) -> String, adopted: Set<String>, clash: Set<String>) {
            for configuration in C.configurations {
                for event in C.Event.allCases {
                    guard case .moved(let target, let effects) = C.step(configuration, event) else { continue }
                    let (from, to) = (label(configuration), label(target))
                    registry.recordTransition(
                        kind: C.name, from: configuration.description, event: event.rawValue, to: target.description,
                        effects: effects.map(\.rawValue).joined(separator: " "))
                    guard from != to else { continue }
                    moves += 1
                    if to == "uncertain" { begun[C.name, default: 0] += 1 }
                    guard from == "uncertain" else { continue }
                    // Told from where the machine went, not from the effects as the registry does.
                    let found = adopted.contains(to) ? "adopted" : clash.contains(to) ? "clash" : "absent"
                    let how = event.eventClass == .op ? "person" : to == "releasedUnresolved" ? "released" : found
                    ended[C.name, default: [:]][how, default: 0] += 1
                    if how == "absent" { #expect(event.rawValue.hasSuffix("Settled"), "\(C.name) \(configuration) \(event)") }
                }
            }
        }
        feed(
            InvoiceChart.self, { $0.phase == .tracked ? $0.transfer.rawValue : $0.phase.rawValue }, adopted: ["fileDue"], clash: ["clash"])
        feed(ContactChart.self, { $0.state.rawValue }, adopted: ["linked"], clash: ["ambiguous"])
        feed(PaymentChart.self, { $0.state.rawValue }, adopted: ["mirrored"], clash: ["clash"])
        feed(ContactImportChart.self, { $0.state.rawValue }, adopted: ["imported"], clash: ["ambiguous"])
        feed(IntegrationChart.self, { $0.phase == .active ? $0.flow.rawValue : $0.phase.rawValue }, adopted: [], clash: [])

        let page = registry.read()
        #expect(page.counted("reconcile_transitions_total").values.compactMap(Int.init).reduce(0, +) == moves)
        #expect(page.counted("reconcile_transitions_total").count == ChartVocabularies.all.map(\.moves.count).reduce(0, +))
        for kind in ChartVocabularies.entities.map(\.kind) {
            #expect(page["reconcile_uncertain_total{kind=\"\(kind)\"}"].flatMap(Int.init) == begun[kind])
            for how in DoubtEnd.allCases.map(\.rawValue) {
                let series = "reconcile_uncertain_resolved_total{kind=\"\(kind)\",how=\"\(how)\"}"
                #expect(page[series].flatMap(Int.init) == ended[kind]?[how] ?? 0, "\(series)")
            }
        }
    }
}
