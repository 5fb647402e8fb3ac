import ConsoleAccess
import Foundation
import Persistence
import Testing
import Transport

@testable import Telemetry

@Suite struct RecordingTests {
    private let registry = MetricRegistry.fresh()

    private static let edges: [(Double, Double)] = [
        (0, 0.05), (0.05, 0.05), (0.05.nextUp, 0.1), (1, 1), (1800, 1800), (1800.0.nextUp, .infinity), (-5, 0.05), (.infinity, .infinity),
    ]

    /// A bound belongs to its bucket.
    @Test(arguments: edges) func histogramBucketEdges(seconds: Double, firstBound: Double) {
        registry.recordPass(.partial, seconds: seconds)
        let page = registry.read()
        for bound in [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1800] {
            #expect(page["reconcile_pass_duration_seconds_bucket{le=\"\(bound)\"}"] == (firstBound <= bound ? "1" : "0"))
        }
        #expect(page[#"reconcile_pass_duration_seconds_bucket{le="+Inf"}"#] == "1")
        #expect(page["reconcile_pass_duration_seconds_count"] == "1")
        #expect(page["reconcile_pass_duration_seconds_sum"] == MetricText.number(max(0, seconds)))
        #expect(page.counted("reconcile_passes_total") == [#"reconcile_passes_total{outcome="partial"}"#: "1"])
    }

    @Test func requestsCountOncePerSeries() {
        registry.recordRequest(RemoteOperation(.lexoffice, "createVoucher"), code: .status(201), seconds: 0.2)
        registry.recordRequest(RemoteOperation(.lexoffice, "createVoucher"), code: .status(418), seconds: 0.2)
        registry.recordRequest(RemoteOperation(.hero, "createVoucher"), code: .status(429), seconds: .nan)
        registry.recordThrottled(.lexoffice)
        let page = registry.read()
        #expect(
            page.counted("reconcile_http_requests_total") == [
                #"reconcile_http_requests_total{system="lexoffice",operation="createVoucher",code="201"}"#: "1",
                #"reconcile_http_requests_total{system="lexoffice",operation="createVoucher",code="other_status"}"#: "1",
                // HERO has no such operation.
                #"reconcile_http_requests_total{system="hero",operation="other",code="429"}"#: "1",
            ])
        #expect(
            page.counted("reconcile_http_request_duration_seconds_count")
                == [#"reconcile_http_request_duration_seconds_count{system="lexoffice",operation="createVoucher"}"#: "2"])
        #expect(
            page.counted("reconcile_throttled_total") == [
                #"reconcile_throttled_total{system="hero"}"#: "1", #"reconcile_throttled_total{system="lexoffice"}"#: "1",
            ])
    }

    @Test func countersNeverFall() {
        for seconds in [1.5, -3, .nan, .infinity, 0, 0.25] { registry.recordRateWait(.lexoffice, seconds: seconds) }
        #expect(
            registry.read().counted("reconcile_rate_wait") == [#"reconcile_rate_wait_seconds_total{system="lexoffice"}"#: "1.75"])
    }

    @Test func aRefusedConfigurationLeavesTheOldOneInForce() {
        registry.recordReload(succeeded: true, at: 1_800_000_100)
        registry.recordReload(succeeded: false, at: 1_800_000_200)
        let page = registry.read()
        #expect(page["reconcile_config_last_reload_successful"] == "0")
        #expect(page["reconcile_config_last_reload_success_timestamp_seconds"] == "1800000100")
    }

    @Test func aBrokenJournalKeepsTheTimeItWasLastWhole() {
        registry.recordJournalCheck(isWhole: true, at: 1_800_000_100)
        registry.recordJournalCheck(isWhole: false, at: 1_800_000_200)
        #expect(registry.read()["reconcile_journal_broken"] == "1")
        #expect(registry.read()["reconcile_journal_last_verified_timestamp_seconds"] == "1800000100")
        registry.recordJournalCheck(isWhole: true, at: 1_800_000_300)
        #expect(registry.read()["reconcile_journal_broken"] == "0")
    }

    @Test func webhooksByResult() {
        for result in WebhookResult.allCases { registry.recordWebhook(result) }
        registry.recordWebhook(.badSignature)
        let counts = registry.read().counted("reconcile_webhooks_total")
        #expect(counts.count == WebhookResult.allCases.count)
        #expect(counts[#"reconcile_webhooks_total{result="bad_signature"}"#] == "2")
    }

    @Test func decisionsByKindAndOutcome() {
        for kind in DecisionKind.allCases {
            for outcome in DecisionOutcome.allCases { registry.recordDecision(kind, outcome) }
        }
        registry.recordDecision(.resolve, .stale)
        let counts = registry.read().counted("reconcile_decisions_total")
        #expect(counts.count == 36)
        #expect(counts[#"reconcile_decisions_total{kind="resolve",outcome="stale"}"#] == "2")
        #expect(counts[#"reconcile_decisions_total{kind="sync",outcome="done"}"#] == "1")
    }

    @Test func consoleLoginsByResult() {
        for result in LoginResult.allCases { registry.recordConsoleLogin(result) }
        registry.recordConsoleLogin(.unknown)
        let counts = registry.read().counted("reconcile_console_logins_total")
        #expect(counts.count == 6)
        #expect(counts[#"reconcile_console_logins_total{result="unknown"}"#] == "2")
        #expect(counts[#"reconcile_console_logins_total{result="throttled"}"#] == "1")
    }

    @Test func notificationsByChannelAndResult() {
        registry.recordNotification(.mail, .sent)
        registry.recordNotification(.ping, .failed)
        registry.recordNotification(.ping, .failed)
        let counts = registry.read().counted("reconcile_notifications_total")
        #expect(counts.count == 2)
        #expect(counts[#"reconcile_notifications_total{channel="mail",result="sent"}"#] == "1")
        #expect(counts[#"reconcile_notifications_total{channel="ping",result="failed"}"#] == "2")
    }

    /// Threads, not only tasks: the counters take both.
    @Test func concurrentIncrementsAddUpExactly() async {
        let rounds = 20_000
        let readings = await withTaskGroup(of: [ReadPage].self) { group in
            for worker in 0..<8 {
                group.addTask {
                    for round in 0..<rounds {
                        registry.recordRequest(RemoteOperation(.hero, "document"), code: .status(200), seconds: Double(round % 2) * 4)
                        if worker == 0 { registry.recordRateWait(.hero, seconds: 0.5) }
                    }
                    return []
                }
            }
            group.addTask { (0..<20).map { _ in registry.read() } }
            DispatchQueue.concurrentPerform(iterations: 4) { _ in
                for _ in 0..<rounds { registry.recordWebhook(.duplicate) }
            }
            return await group.reduce(into: []) { $0 += $1 }
        }
        let duration = "reconcile_http_request_duration_seconds"
        let labels = #"system="hero",operation="document""#
        let page = registry.read()
        #expect(page[#"reconcile_http_requests_total{\#(labels),code="200"}"#] == "160000")
        #expect(page["\(duration)_count{\(labels)}"] == "160000")
        #expect(page["\(duration)_bucket{\(labels),le=\"0.025\"}"] == "80000")
        #expect(page["\(duration)_sum{\(labels)}"] == "320000")
        #expect(page[#"reconcile_rate_wait_seconds_total{system="hero"}"#] == "10000")
        #expect(page[#"reconcile_webhooks_total{result="duplicate"}"#] == "80000")
        // Every page in between was of one moment.
        for page in readings {
            #expect(page["\(duration)_count{\(labels)}"] == page["\(duration)_bucket{\(labels),le=\"+Inf\"}"])
            #expect(page["\(duration)_count{\(labels)}"] == page[#"reconcile_http_requests_total{\#(labels),code="200"}"#])
        }
    }
}
