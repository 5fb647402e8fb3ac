import Foundation
import Persistence
import Transport
import Web
import Wording

/// What the program runs on, and where it listens.
struct RuntimeCheck {
    let wiring: Wiring

    func run(_ findings: inout Findings) {
        findings.add(.ok, "version", "reconcile \(Reconcile.version), \(CurlTransport.libraryVersion), SQLite \(Store.libraryVersion)")
        let socket = wiring.environment["NOTIFY_SOCKET"] ?? ""
        let watchdog = wiring.environment["WATCHDOG_USEC"] ?? ""
        findings.add(.ok, "systemd", socket.isEmpty ? DoctorWords.notFromSystemd : DoctorWords.watchdog(watchdog))
        listener(&findings)
    }

    private func listener(_ findings: inout Findings) {
        guard let address = ListenAddress(wiring.configuration[Configuration.listen].value) else {
            let failure = wiring.configuration.invalid(Configuration.listen, "HOST:PORT or unix:PATH")
            return findings.add(.fail(failure.exit), "listener", failure.message, hint: failure.hint)
        }
        guard isAnswered(address) else { return findings.add(.ok, "listener", DoctorWords.addressFree("\(address)")) }
        let holder = InstanceLock.isHeld(directory: wiring.stateDirectory)
        if let holder, holder.contains("serve") { return findings.add(.ok, "listener", DoctorWords.servedByUs("\(address)")) }
        findings.add(.warn, "listener", DoctorWords.servedByOther("\(address)"), hint: DoctorWords.nameAddress)
    }

    private func isAnswered(_ address: ListenAddress) -> Bool {
        guard let descriptor = LocalConnection.open(address, milliseconds: 300) else { return false }
        close(descriptor)
        return true
    }
}
