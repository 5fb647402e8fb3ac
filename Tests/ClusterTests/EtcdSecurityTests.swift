import Cluster
import Foundation
import Glibc
import HTTPTypes
import TestSupport
import Testing
import Transport

/// A real etcd that speaks TLS alone, asks for a certificate, and lets in who has a password and a role.
@Suite(
    .timeLimit(.minutes(2)), .serialized,
    .enabled(if: EtcdServer.path != nil && access(TestIdentity.openssl, X_OK) == 0, "\(EtcdServer.absence), or openssl"))
struct EtcdSecurityTests {
    private func gateway(_ etcd: EtcdServer, _ transport: CurlTransport, password: String? = nil) throws -> EtcdGateway {
        EtcdGateway(
            endpoints: try #require(EtcdEndpoint.list("https://127.0.0.1:\(etcd.port)")),
            credentials: password.map { EtcdGateway.Credentials(user: "reconcile", password: $0) }, transport: transport)
    }

    private func failure(_ gateway: EtcdGateway, _ key: String) async -> EtcdError.Code? {
        do throws(EtcdError) { _ = try await gateway.entry(key) } catch { return error.code }
        return nil
    }

    /// What the page has an administrator say.
    private func close(_ etcd: EtcdServer) async throws {
        let range = ["key": Data("/reconcile/".utf8).base64EncodedString(), "range_end": Data("/reconcile0".utf8).base64EncodedString()]
        let steps: [(String, [String: Any])] = [
            ("user/add", ["name": "root", "password": "r"]), ("user/grant", ["user": "root", "role": "root"]),
            ("user/add", ["name": "reconcile", "password": "good"]), ("role/add", ["name": "reconcile"]),
            ("role/grant", ["name": "reconcile", "perm": range.merging(["permType": "READWRITE"]) { $1 }]),
            ("user/grant", ["user": "reconcile", "role": "reconcile"]), ("enable", [:]),
        ]
        for (page, body) in steps {
            let head = HTTPRequest(method: .post, scheme: "https", authority: "127.0.0.1:\(etcd.port)", path: "/v3/auth/\(page)")
            let bytes = Array(try JSONSerialization.data(withJSONObject: body))
            let answer = try await etcd.transport.send(OutgoingRequest(operation: .test, head: head, body: bytes, isWrite: false))
            #expect(answer.status == 200, "\(page)")
        }
    }

    @Test func whoIsLetIn() async throws {
        let identity = try TestIdentity()
        let etcd = try await EtcdServer(identity: identity)
        try await close(etcd)
        let good = try gateway(etcd, etcd.transport, password: "good")
        #expect(await failure(good, "/reconcile/main/head") == nil)
        #expect(await failure(good, "/others/secret") == .refused)
        #expect(await failure(try gateway(etcd, etcd.transport, password: "wrong"), "/reconcile/main/head") == .refused)
        #expect(await failure(try gateway(etcd, etcd.transport), "/reconcile/main/head") == .refused)
        let keys = try #require(AccountKeys("main"))
        let lease = try await HostLease.take(good, seconds: 60, time: SystemTime())
        let owner = try #require(try await Ownership.take(keys, host: "h1", lease: lease, good))
        await lease.keepAlive()
        #expect(lease.standing == .held && lease.trouble == nil)
        #expect(try await owner.handBack(good))
        try await lease.handBack()
    }

    /// Neither a stranger's certificate nor none, and no server of another authority.
    @Test func noTLSNoAnswer() async throws {
        let (identity, stranger) = (try TestIdentity(), try TestIdentity())
        let etcd = try await EtcdServer(identity: identity)
        let timeouts = CurlTimeouts(totalMilliseconds: 5_000, connectMilliseconds: 2_000)
        let pairs: [(String?, ClientCertificate?)] = [
            (identity.authorities, nil), (identity.authorities, stranger.client), (stranger.authorities, identity.client),
            (nil, identity.client),
        ]
        for (authorities, client) in pairs {
            let transport = try CurlTransport(
                userAgent: "test", timeouts: timeouts, certificateAuthorities: authorities, clientCertificate: client)
            #expect(await failure(try gateway(etcd, transport), "/reconcile/main/head") == .unreachable)
            transport.shutdown()
        }
    }
}

/// An authority with a certificate for a server on loopback and one for a client, in a folder of its own.
final class TestIdentity: Sendable {
    static let openssl = "/usr/bin/openssl"

    private let directory: String

    init() throws {
        directory = NSTemporaryDirectory() + "reconcile-identity-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        let key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
        try run(["req", "-x509"] + key + ["-days", "2", "-subj", "/CN=authority", "-keyout", "ca.key", "-out", "ca.pem"])
        try "subjectAltName=IP:127.0.0.1\nextendedKeyUsage=serverAuth,clientAuth\n".write(
            toFile: directory + "/extensions", atomically: true, encoding: .utf8)
        for name in ["server", "client"] {
            // Without a common name: etcd's gateway refuses a client that has one.
            try run(["req"] + key + ["-subj", "/O=\(name)", "-keyout", "\(name).key", "-out", "\(name).csr"])
            try run([
                "x509", "-req", "-in", "\(name).csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "2", "-extfile",
                "extensions", "-out", "\(name).pem",
            ])
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: directory) }

    var authorities: String { directory + "/ca.pem" }
    var client: ClientCertificate { ClientCertificate(certificate: directory + "/client.pem", key: directory + "/client.key") }
    var serverArguments: [String] {
        [
            "--cert-file", directory + "/server.pem", "--key-file", directory + "/server.key", "--client-cert-auth", "--trusted-ca-file",
            authorities,
        ]
    }

    private func run(_ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Self.openssl)
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: directory)
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw EtcdServer.Absent() }
    }
}
