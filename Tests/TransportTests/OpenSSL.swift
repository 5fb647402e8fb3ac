import Glibc
import TestSupport

/// `openssl s_server` with a certificate made for the test, in a process of its own.
struct OpenSSL {
    static let path = "/usr/bin/openssl"

    let port: UInt16
    /// PEM file
    let certificate: String
    private let directory: String
    private let process: pid_t
    /// Held open: s_server stops at the end of its input.
    private let input: Int32

    /// Returns once it accepts connections.
    init(_ arguments: [String], host: String = "IP:127.0.0.1") async throws {
        var template = Array("/tmp/tls-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw Loopback.Failure() }
        directory = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        certificate = directory + "/certificate.pem"
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw Loopback.Failure() }
        input = ends[1]
        defer { close(ends[0]) }
        let key = directory + "/key.pem"
        let maker = try OpenSSL.run(
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", "/CN=test",
                "-addext", "subjectAltName=\(host)", "-keyout", key, "-out", certificate,
            ], input: ends[0])
        var status: Int32 = 0
        guard waitpid(maker, &status, 0) == maker, status == 0 else { throw Loopback.Failure() }
        port = try Loopback.closedPort()
        process = try OpenSSL.run(
            ["s_server", "-accept", "127.0.0.1:\(port)", "-cert", certificate, "-key", key] + arguments, input: ends[0])
        let (port, process) = (port, process)
        do {
            try await Fact.wait(for: "s_server accepts connections") {
                guard waitpid(process, nil, WNOHANG) == 0 else { throw Loopback.Failure() }
                return Loopback.isListening(port)
            }
        } catch {
            stop()
            throw error
        }
    }

    /// SIGKILL, because a child inherits the blocked signals of the thread that starts it.
    func stop() {
        kill(process, SIGKILL)
        waitpid(process, nil, 0)
        close(input)
        for name in ["certificate.pem", "key.pem"] { unlink("\(directory)/\(name)") }
        rmdir(directory)
    }

    private static func run(_ arguments: [String], input: Int32) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input, 0)
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        // A socket of another test, held open here, would never seem closed there.
        for file in Int32(3)..<512 { posix_spawn_file_actions_addclose(&actions, file) }
        var words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) }
        defer { for word in words { free(word) } }
        words.append(nil)
        var process = pid_t()
        guard posix_spawn(&process, path, &actions, nil, words, environ) == 0 else { throw Loopback.Failure() }
        return process
    }
}
