import Daemon
import HTTPTypes
import Synchronization
import Systemd
import Telemetry
import TestSupport
import Testing
import Transport

struct WriteGateTests {
    private let time = VirtualTime()
    private let gate = WriteGate()

    /// Answers when it is told to.
    private final class Remote: HTTPTransport {
        let answers = Mutex<[Latch]>([])
        let sent = Mutex(0)

        func send(_ request: OutgoingRequest) async throws(RequestFailure) -> IncomingResponse {
            sent.withLock { $0 += 1 }
            let latch = answers.withLock { $0.isEmpty ? nil : $0.removeFirst() }
            do {
                try await latch?.wait()
            } catch {
                throw RequestFailure(reach: .mayHaveBeenSent, cause: .cancelled, detail: "given up")
            }
            return IncomingResponse(head: HTTPResponse(status: .created), body: [])
        }
    }

    private func transport(_ remote: Remote) -> ObservedTransport {
        let clock = time
        let watchdog = Watchdog(
            period: nil, notifier: ServiceNotifier(), now: { clock.monotonicMilliseconds() },
            sleep: { milliseconds throws(CancellationError) in try await clock.sleep(milliseconds: milliseconds) })
        return ObservedTransport(
            remote, metrics: MetricRegistry(version: "1", startedAt: 0), watchdog: watchdog, gate: gate, timeout: 35_000, time: time)
    }

    private func request(isWrite: Bool) -> OutgoingRequest {
        OutgoingRequest(
            operation: .test,
            head: HTTPRequest(method: isWrite ? .post : .get, scheme: "https", authority: "x.example", path: "/v1/vouchers"),
            isWrite: isWrite)
    }

    @Test func afterClosingNoWriteBeginsAndReadsStillMay() async throws {
        let remote = Remote()
        let transport = transport(remote)
        _ = try await transport.send(request(isWrite: true))
        gate.close()
        let failure = await #expect(throws: RequestFailure.self) { try await transport.send(request(isWrite: true)) }
        #expect(failure?.reach == .notSent)
        #expect(remote.sent.withLock { $0 } == 1)
        _ = try await transport.send(request(isWrite: false))
        #expect(remote.sent.withLock { $0 } == 2)
    }

    @Test func theWriteOnItsWayIsWaitedFor() async throws {
        let remote = Remote()
        let answer = Latch()
        remote.answers.withLock { $0 = [answer] }
        let transport = transport(remote)
        let written = Task { try await transport.send(request(isWrite: true)).status }
        while remote.sent.withLock({ $0 }) == 0 { await Task.yield() }
        gate.close()
        let drained = Task { await gate.drain(milliseconds: 3_000, time: time) }
        try await time.waitForSleepers(1)
        answer.open()
        #expect(try await written.value == 201)
        await drained.value
        #expect(time.sleeperCount == 0)
    }

    @Test func waitingForItEndsWithItsTime() async throws {
        let remote = Remote()
        let answer = Latch()
        remote.answers.withLock { $0 = [answer] }
        let transport = transport(remote)
        let written = Task { try? await transport.send(request(isWrite: true)).status }
        while remote.sent.withLock({ $0 }) == 0 { await Task.yield() }
        gate.close()
        let drained = Task { await gate.drain(milliseconds: 3_000, time: time) }
        try await time.waitForSleepers(1)
        time.advance(milliseconds: 3_000)
        await drained.value
        written.cancel()
        #expect(await written.value == nil)
    }

    @Test func whoeverWaitsForTheEndIsTold() async {
        let watcher = Task { await gate.untilClosed() }
        gate.close()
        await watcher.value
        await gate.untilClosed()
        #expect(gate.isClosed)
    }
}
