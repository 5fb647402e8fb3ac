import Foundation
import Reconciliation
import Synchronization
import Transport

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
        let rule = Wording("Tage nach Berliner Zeit, gerechnet ohne tzdata", "days by Berlin time, computed without tzdata")
        findings.add(.ok, "time zone", rule)
        guard let deviation = deviation.withLock({ $0 }) else { return }
        let seconds = deviation / 1000
        guard abs(deviation) > Self.tolerance else {
            return findings.add(.ok, "clock", Wording("stimmt mit lexoffice überein", "agrees with lexoffice"))
        }
        findings.add(
            .warn, "clock", Wording("weicht \(seconds) s von lexoffice ab", "\(seconds) s off from lexoffice"),
            hint: Wording("Zeitabgleich (NTP) einschalten.", "Switch on time synchronisation (NTP)."))
    }
}

struct WitnessedTransport: HTTPTransport {
    let inner: any HTTPTransport
    let witness: ClockWitness

    func send(_ request: OutgoingRequest) async throws(RequestFailure) -> IncomingResponse {
        let response = try await inner.send(request)
        witness.see(response)
        return response
    }
}
