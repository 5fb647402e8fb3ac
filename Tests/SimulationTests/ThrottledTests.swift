import Daemon
import HTTPTypes
import Hero
import Logging
import Persistence
import Reconciliation
import Systemd
import Telemetry
import TestSupport
import Testing
import Transport

/// A refusal for too many requests is counted where it is met, and not once more by the pass it ends.
@Suite struct ThrottledTests {
    /// Refuses everything in the one way or the other.
    private struct Refusing: HTTPTransport {
        let status: Int
        let body: String

        func send(_ request: OutgoingRequest) async throws(RequestFailure) -> IncomingResponse {
            IncomingResponse(head: HTTPResponse(status: .init(code: status)), body: Array(body.utf8))
        }
    }

    @Test(arguments: [(429, ""), (200, #"{"errors":[{"message":"Too Many Requests"}]}"#)])
    func aPassThatHEROEndsCountsEachRefusalOnce(status: Int, body: String) async throws {
        let time = VirtualTime(autoAdvancing: true)
        let metrics = MetricRegistry(version: "test", startedAt: 0)
        let watchdog = Watchdog(
            period: nil, notifier: ServiceNotifier(), now: { time.monotonicMilliseconds() },
            sleep: { milliseconds throws(CancellationError) in try await time.sleep(milliseconds: milliseconds) })
        let transport = RequestMeter(
            ObservedTransport(
                Refusing(status: status, body: body), metrics: metrics, watchdog: watchdog, gate: WriteGate(), timeout: 35_000, time: time))
        let hero = HeroConnection(
            endpoint: try #require(HeroEndpoint("https://hero.example/v7/graphql")), apiKey: Company.heroKey, transport: transport,
            time: time, throttled: { metrics.recordThrottled(.hero) })
        var report = PassReport()
        do throws(HeroError) {
            _ = try await HeroReader(hero).document(id: 1)
        } catch {
            report.interruption = PassFailure(error)
        }
        #expect(report.interruption?.kind == .throttled)
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        var news = try PassReporter(store: try Store.inMemory(), logger: logger, metrics: metrics)
        news.tell(report)
        // The first try and three more.
        #expect(transport.requests == 4)
        let page = String(decoding: metrics.page(.text, state: nil, process: nil), as: UTF8.self)
        let counted = page.split(separator: "\n").filter { $0.hasPrefix("reconcile_throttled_total") }
        #expect(counted == [#"reconcile_throttled_total{system="hero"} 4"#, #"reconcile_throttled_total{system="lexoffice"} 0"#])
    }
}
