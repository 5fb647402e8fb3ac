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
        switch address {
        case .tcp(let host, let port): Self.connects(host == "localhost" ? "127.0.0.1" : host, port)
        case .unix(let path): FileManager.default.fileExists(atPath: path) && InstanceLock.isHeld(directory: wiring.stateDirectory) != nil
        }
    }

    /// Only addresses in digits; whatever has a name is not worth a look-up here.
    private static func connects(_ host: String, _ port: Int) -> Bool {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        guard inet_pton(AF_INET, host == "0.0.0.0" ? "127.0.0.1" : host, &address.sin_addr) == 1 else { return false }
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
        }
        if result == 0 { return true }
        guard errno == EINPROGRESS else { return false }
        var state = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        guard poll(&state, 1, 300) == 1 else { return false }
        var (failure, length) = (Int32(0), socklen_t(MemoryLayout<Int32>.size))
        return getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &failure, &length) == 0 && failure == 0
    }
}
