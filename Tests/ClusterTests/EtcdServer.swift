import Cluster
import Foundation
import Glibc
import TestSupport
import Transport

/// A real etcd of one member on loopback, in a process and a folder of its own.
final class EtcdServer: Sendable {
    static let path = ["/usr/bin/etcd", "/usr/local/bin/etcd"].first { (path: String) in access(path, X_OK) == 0 }
    static let absence = "etcd is not installed here (Debian: etcd-server)"

    struct Absent: Error {}

    let port: UInt16
    private let directory: String
    private let process: Process
    let transport: CurlTransport
    let gateway: EtcdGateway

    /// Returns once it answers: then it has chosen itself as its leader.
    /// - Parameter identity: for TLS on both sides.
    init(identity: TestIdentity? = nil) async throws {
        guard let path = Self.path else { throw Absent() }
        directory = NSTemporaryDirectory() + "reconcile-etcd-" + UUID().uuidString
        transport = try CurlTransport(
            userAgent: "test", timeouts: CurlTimeouts(totalMilliseconds: 5_000, connectMilliseconds: 2_000),
            certificateAuthorities: identity?.authorities, clientCertificate: identity?.client)
        for _ in 1...4 {
            let (process, port) = try Self.begin(path, in: directory, identity: identity)
            let gateway = EtcdGateway(endpoints: EtcdEndpoint.list(Self.address(port, identity)) ?? [], transport: transport)
            // A port that was free a moment ago may be somebody else's by now.
            guard try await Self.answers(gateway, process) else { continue }
            (self.process, self.port, self.gateway) = (process, port, gateway)
            return
        }
        throw Absent()
    }

    private static func begin(_ path: String, in directory: String, identity: TestIdentity?) throws -> (Process, UInt16) {
        let port = try freePort()
        let (client, peer) = (address(port, identity), "http://127.0.0.1:\(try freePort())")
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = [
            "--name", "one", "--data-dir", "\(directory)/\(port)", "--listen-client-urls", client, "--advertise-client-urls", client,
            "--listen-peer-urls", peer, "--initial-advertise-peer-urls", peer, "--initial-cluster", "one=\(peer)",
            "--heartbeat-interval", "10", "--election-timeout", "100", "--log-level", "error",
        ]
        process.arguments? += identity?.serverArguments ?? []
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        return (process, port)
    }

    /// False when it ended instead.
    private static func answers(_ gateway: EtcdGateway, _ process: Process) async throws -> Bool {
        do {
            try await Fact.wait(for: "etcd answers") {
                guard process.isRunning else { return true }
                do { _ = try await gateway.entry("x") } catch { return false }
                return true
            }
        } catch {
            process.terminate()
            throw error
        }
        return process.isRunning
    }

    private static func address(_ port: UInt16, _ identity: TestIdentity?) -> String {
        "\(identity == nil ? "http" : "https")://127.0.0.1:\(port)"
    }

    /// The same server over another transport, such as one that loses answers.
    /// - Parameter times: as if it were so many members.
    func gateway(over transport: any HTTPTransport, times: Int = 1) -> EtcdGateway {
        let addresses = Array(repeating: "http://127.0.0.1:\(port)", count: times).joined(separator: ",")
        return EtcdGateway(endpoints: EtcdEndpoint.list(addresses) ?? [], transport: transport)
    }

    func pause() { kill(process.processIdentifier, SIGSTOP) }
    func resume() { kill(process.processIdentifier, SIGCONT) }

    deinit {
        transport.shutdown()
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        try? FileManager.default.removeItem(atPath: directory)
    }

    private static func freePort() throws -> UInt16 {
        let file = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(file) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { raw in
                bind(file, raw, length) == 0 && getsockname(file, raw, &length) == 0
            }
        }
        guard file >= 0, bound else { throw Absent() }
        return UInt16(bigEndian: address.sin_port)
    }
}
