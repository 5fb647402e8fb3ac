import Testing

@testable import Telemetry

/// What the catalogue promises of names, and that every series is there from the start.
@Suite struct CatalogueTests {
    private static let definitions = MetricName.allCases.map { $0.definition(version: "1.2.3") }

    /// contract.md, Metrics.
    @Test func everyMetricOfTheContractIsThere() {
        let labels = Dictionary(uniqueKeysWithValues: Self.definitions.map { ($0.name, $0.labels.names) })
        let contract: [String: [String]] = [
            "reconcile_build_info": ["version"], "reconcile_integration_state": ["state"], "reconcile_entities": ["kind", "state"],
            "reconcile_transitions_total": ["kind", "from", "to"], "reconcile_discrepancies": ["class"],
            "reconcile_oldest_pending_age_seconds": ["kind"], "reconcile_passes_total": ["outcome"], "reconcile_pass_duration_seconds": [],
            "reconcile_last_complete_pass_timestamp_seconds": [], "reconcile_uncertain_total": ["kind"],
            "reconcile_uncertain_resolved_total": ["kind", "how"], "reconcile_http_requests_total": ["system", "operation", "code"],
            "reconcile_http_request_duration_seconds": ["system", "operation"], "reconcile_throttled_total": ["system"],
            "reconcile_rate_wait_seconds_total": ["system"], "reconcile_webhooks_total": ["result"],
            "reconcile_decisions_total": ["kind", "outcome"], "reconcile_console_logins_total": ["result"],
            "reconcile_notifications_total": ["channel", "result"],
            "reconcile_journal_entries_total": [],
        ]
        for (name, expected) in contract { #expect(labels[name] == expected, "\(name)") }
        let extra = Set(labels.keys).subtracting(contract.keys).filter { !$0.hasPrefix("process_") }
        #expect(
            extra == [
                "reconcile_oldest_uncertain_age_seconds", "reconcile_state_readable", "reconcile_journal_broken", "reconcile_unanswered",
                "reconcile_journal_last_verified_timestamp_seconds", "reconcile_config_last_reload_successful",
                "reconcile_config_last_reload_success_timestamp_seconds",
            ])
    }

    @Test(arguments: definitions) func isNamedByTheRules(_ metric: MetricDefinition) {
        let family = metric.kind == .counter ? String(metric.name.dropLast(6)) : metric.name
        #expect(metric.name.hasSuffix("_total") == (metric.kind == .counter))
        #expect(metric.name.hasSuffix("_info") == (metric.kind == .info))
        // OpenMetrics reserves these for samples of a family.
        #expect(!["_count", "_sum", "_bucket", "_created", "_gcount", "_gsum"].contains { family.hasSuffix($0) })
        for unit in ["seconds", "bytes"] { #expect(family.hasSuffix("_\(unit)") == (metric.unit?.rawValue == unit)) }
        #expect(!metric.labels.names.contains("le") && Set(metric.labels.names).count == metric.labels.names.count)
        #expect(metric.labels.rows.allSatisfy { $0.count == metric.labels.names.count && $0.allSatisfy { !$0.isEmpty } })
        #expect(Set(metric.labels.rows).count == metric.labels.rows.count && !metric.labels.rows.isEmpty)
        if case .histogram(let bounds) = metric.kind { #expect(bounds == bounds.sorted() && Set(bounds).count == bounds.count) }
    }

    @Test func everySeriesIsThereFromTheStart() throws {
        let page = MetricRegistry.fresh().read()
        #expect(page.duplicates.isEmpty)
        var expected = 0
        for metric in Self.definitions where !metric.name.hasPrefix("process_") {
            var suffixes = [("", "")]
            if case .histogram(let bounds) = metric.kind {
                suffixes = bounds.map { ("_bucket", "\($0)") } + [("_bucket", "+Inf"), ("_sum", ""), ("_count", "")]
            }
            for row in metric.labels.rows {
                for (suffix, bound) in suffixes {
                    var labels = zip(metric.labels.names, row).map { "\($0)=\"\($1)\"" }
                    if !bound.isEmpty { labels.append("le=\"\(bound)\"") }
                    let series = metric.name + suffix + (labels.isEmpty ? "" : "{\(labels.joined(separator: ","))}")
                    #expect(page[series] != nil, "\(series)")
                    expected += 1
                }
            }
        }
        #expect(page.values.count == expected)
        let notZero = page.values.filter { $0.value != "0" }
        #expect(
            notZero == [
                #"reconcile_build_info{version="1.2.3"}"#: "1", #"reconcile_integration_state{state="incomplete"}"#: "1",
                "reconcile_state_readable": "1", "reconcile_config_last_reload_successful": "1",
                "reconcile_config_last_reload_success_timestamp_seconds": "1800000000.25",
            ])
    }

    @Test func recordingBeginsNoSeries() {
        let page = Eventful.registry().read(Eventful.state())
        #expect(Set(page.values.keys) == Set(MetricRegistry.fresh().read().values.keys))
    }
}
