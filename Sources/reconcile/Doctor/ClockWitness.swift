import Foundation
import Synchronization
import Transport
import Wording

/// Compares our clock with the one of a system that answered: a clock that is wrong moves documents over the start date, and
/// sweeps out of their turn.
final class ClockWitness: Sendable {
    private let deviation = Mutex<Int64?>(nil)

    /// Both clocks show seconds, and the answer took a while.
    private static let tolerance: Int64 = 30_000

    /// Milliseconds the answer's date lies before ours.
    func see(_ response: IncomingResponse) {
        guard let date = response.dateMilliseconds else { return }
        deviation.withLock { $0 = SystemTime().wallMilliseconds() - date }
    }

    func report(_ findings: inout Findings) {
        findings.add(.ok, "time zone", DoctorWords.berlinTime)
        guard let deviation = deviation.withLock({ $0 }) else { return }
        let seconds = deviation / 1000
        guard abs(deviation) > Self.tolerance else { return findings.add(.ok, "clock", DoctorWords.clockAgrees) }
        findings.add(.warn, "clock", DoctorWords.clockOff(seconds), hint: DoctorWords.synchroniseTime)
    }
}

struct WitnessedTransport: HTTPTransport {
    let inner: any HTTPTransport
    let witness: ClockWitness

    func send(_ request: OutgoingRequest) async throws(RequestFailure) -> IncomingResponse {
        let response = try await inner.send(request)
        if request.operation.system == .lexoffice { witness.see(response) }
        return response
    }
}
