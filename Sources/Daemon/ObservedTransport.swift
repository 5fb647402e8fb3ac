package import Systemd
package import Telemetry
package import Transport

/// The transport of the service: each request passes the gate, is timed and counted, and shows the watchdog that somebody else is
/// being waited for.
package struct ObservedTransport: HTTPTransport {
    private let inner: any HTTPTransport
    private let metrics: MetricRegistry
    private let watchdog: Watchdog
    private let gate: WriteGate
    private let timeout: Int64
    private let time: any TimeSource

    /// What handling an answer may take on top of the request's own limit, in milliseconds.
    private static let slack: Int64 = 5_000

    /// - Parameter timeout: after which `inner` gives a request up, in milliseconds.
    package init(
        _ inner: any HTTPTransport, metrics: MetricRegistry, watchdog: Watchdog, gate: WriteGate, timeout: Int64, time: any TimeSource
    ) {
        self.inner = inner
        self.metrics = metrics
        self.watchdog = watchdog
        self.gate = gate
        self.timeout = timeout
        self.time = time
    }

    package func send(_ request: OutgoingRequest) async throws(RequestFailure) -> IncomingResponse {
        if request.isWrite { try gate.enter() }
        defer { if request.isWrite { gate.leave() } }
        let began = time.monotonicMilliseconds()
        do {
            let response = try await watchdog.waiting(upTo: timeout + Self.slack) { () async throws(RequestFailure) in
                try await inner.send(request)
            }
            count(request, .status(response.status), since: began)
            return response
        } catch {
            count(request, ResponseCode(error), since: began)
            throw error
        }
    }

    private func count(_ request: OutgoingRequest, _ code: ResponseCode, since began: Int64) {
        let seconds = Double(time.monotonicMilliseconds() - began) / 1000
        metrics.recordRequest(request.operation, code: code, seconds: seconds)
    }
}

/// The machine's time, whose sleeps show the watchdog that they end by themselves.
package struct WatchedTime: TimeSource {
    private let inner: any TimeSource
    private let watchdog: Watchdog

    private static let slack: Int64 = 1_000

    package init(_ inner: any TimeSource, watchdog: Watchdog) {
        self.inner = inner
        self.watchdog = watchdog
    }

    package func wallMilliseconds() -> Int64 { inner.wallMilliseconds() }
    package func monotonicMilliseconds() -> Int64 { inner.monotonicMilliseconds() }
    package var bootID: String { inner.bootID }
    package func randomWord() -> UInt64 { inner.randomWord() }

    package func sleep(milliseconds: Int64) async throws(CancellationError) {
        try await watchdog.waiting(upTo: max(0, milliseconds) + Self.slack) { () async throws(CancellationError) in
            try await inner.sleep(milliseconds: milliseconds)
        }
    }
}
