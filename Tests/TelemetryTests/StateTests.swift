import StateCharts
import Testing

@testable import Telemetry

/// What a page says of the state, and of machines that move.
@Suite struct StateTests {
    /// Every state of every chart, the other way round: from the enums rather than from the configurations.
    @Test func statesAreThoseOfTheCharts() {
        func names<S: CaseIterable & RawRepresentable>(_ type: S.Type) -> Set<String> where S.RawValue == String {
            Set(S.allCases.map(\.rawValue))
        }
        let invoice = names(InvoiceTransfer.self).union(names(InvoicePhase.self)).subtracting(["-", "tracked"])
        let integration = names(IntegrationPhase.self).union(names(IntegrationFlow.self)).subtracting(["-", "active"])
        let expected = [
            ("integration", integration), ("invoice", invoice), ("contact", names(ContactState.self)),
            ("payment", names(PaymentState.self)), ("contactImport", names(ContactImportState.self)),
        ]
        #expect(ChartVocabularies.all.map(\.kind) == expected.map(\.0))
        for (chart, (_, states)) in zip(ChartVocabularies.all, expected) {
            #expect(Set(chart.states) == states && chart.states.count == states.count)
        }
        #expect(ChartVocabularies.all.map(\.kind) == Charts.all.map { $0.name })
    }

    /// The label tells one machine from another in every configuration, so that the counts add up to all machines.
    @Test func everyConfigurationHasOneLabel() {
        #expect(
            Set(InvoiceChart.configurations.map { ChartVocabularies.invoice.label($0.description) })
                == Set(ChartVocabularies.invoice.states))
        for configuration in InvoiceChart.configurations {
            let label = ChartVocabularies.invoice.label(configuration.description)
            #expect(label == (configuration.phase == .tracked ? configuration.transfer.rawValue : configuration.phase.rawValue))
        }
        for configuration in IntegrationChart.configurations {
            let label = ChartVocabularies.integration.label(configuration.description)
            #expect(label == (configuration.phase == .active ? configuration.flow.rawValue : configuration.phase.rawValue))
        }
    }

    @Test func thePageEqualsTheState() {
        let page = MetricRegistry.fresh().read(Eventful.state())
        #expect(page.counted("reconcile_integration_state") == [#"reconcile_integration_state{state="running"}"#: "1"])
        #expect(
            page.counted("reconcile_entities") == [
                #"reconcile_entities{kind="invoice",state="fileComplete"}"#: "99990",
                #"reconcile_entities{kind="invoice",state="uncertain"}"#: "1",
                #"reconcile_entities{kind="invoice",state="blocked"}"#: "9",
                #"reconcile_entities{kind="invoice",state="released"}"#: "4",
                #"reconcile_entities{kind="contact",state="linked"}"#: "4321",
                #"reconcile_entities{kind="payment",state="mirrored"}"#: "88000",
                #"reconcile_entities{kind="payment",state="toWithdraw"}"#: "2",
                #"reconcile_entities{kind="contactImport",state="imported"}"#: "12",
            ])
        #expect(
            page.counted("reconcile_discrepancies") == [
                #"reconcile_discrepancies{class="BLOCKED"}"#: "9", #"reconcile_discrepancies{class="MISSING_IN_LEXOFFICE"}"#: "1",
            ])
        #expect(page[#"reconcile_oldest_pending_age_seconds{kind="invoice"}"#] == "90061.5")
        #expect(page[#"reconcile_oldest_uncertain_age_seconds{kind="invoice"}"#] == "30")
        #expect(page["reconcile_last_complete_pass_timestamp_seconds"] == "1800000055.5")
        #expect(page["reconcile_journal_entries_total"] == "400000")
        #expect(page["reconcile_state_readable"] == "1")
    }

    @Test func nothingOfAnEarlierScrapeStays() {
        let registry = MetricRegistry.fresh()
        _ = registry.read(Eventful.state())
        #expect(registry.read() == MetricRegistry.fresh().read())
    }

    @Test func anAgeIsNeverNegative() {
        var state = CollectedState()
        state.oldestPendingAge = ["payment": -3600]
        #expect(MetricRegistry.fresh().read(state)[#"reconcile_oldest_pending_age_seconds{kind="payment"}"#] == "0")
    }

    /// Missing rather than zero: nobody must take an unreadable state for an empty one.
    @Test func anUnreadableStateIsLeftOut() async {
        struct Unreadable: Error {}
        let registry = Eventful.registry()
        let page = await MetricsEndpoint(registry: registry) { throw Unreadable() }.page(accept: nil)
        let read = ReadPage(page.body)
        #expect(read["reconcile_state_readable"] == "0")
        for name in CollectedState.names { #expect(!read.values.keys.contains { $0.hasPrefix(name.rawValue) }, "\(name)") }
        #expect(read[#"reconcile_passes_total{outcome="complete"}"#] == "2")
        #expect(read["process_threads"] != nil)
    }

    @Test func theEndpointAnswersInTheFormatAskedFor() async {
        let endpoint = MetricsEndpoint(registry: Eventful.registry()) { Eventful.state() }
        let text = await endpoint.page(accept: "text/plain")
        #expect(text.contentType == ExpositionFormat.text.contentType && !text.body.suffix(6).elementsEqual("# EOF\n".utf8))
        let openMetrics = await endpoint.page(accept: "application/openmetrics-text; version=1.0.0")
        #expect(openMetrics.contentType == ExpositionFormat.openMetrics.contentType)
        #expect(openMetrics.body.suffix(6).elementsEqual("# EOF\n".utf8))
    }
}
