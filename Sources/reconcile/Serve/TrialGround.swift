import Foundation
import Reconciliation
import Sandbox

/// What a trial on sample data stands on: a temporary directory and the stand-ins, in this process, until it is interrupted. Nothing of the
/// caller's configuration or keys comes in, and nothing stays behind.
struct TrialGround {
    let host: String
    let port: Int
    /// In which others may read, and of a length that leaves room for the name of a socket.
    let directory = FileManager.default.temporaryDirectory.path + "/reconcile-\(UUID().uuidString.prefix(8))"

    /// - Parameter serve: gets the stand-ins' address, and ends when the trial does.
    func run(_ server: SandboxServer, _ serve: (_ base: String) async throws -> Void) async throws -> Exit {
        signal(SIGPIPE, SIG_IGN)
        let directory = directory
        // Whoever closes the terminal has seen enough, too. SQLite may be making a file while its directory goes.
        let signals = EndingSignals([SIGINT, SIGTERM, SIGHUP]) { for _ in 0..<3 { Self.remove(directory) } }
        defer {
            signals.done()
            Self.remove(directory)
        }
        try FileManager.default.createDirectory(
            atPath: directory, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        let (bound, port) = AsyncStream<Int>.makeStream()
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                defer { port.finish() }
                try await server.run { port.yield($0) }
            }
            guard let number = await bound.first(where: { _ in true }) else {
                throw CommandFailure(.unavailable, "cannot serve on \(host):\(self.port)", hint: "Choose a free port with --listen.")
            }
            try await serve("http://\(host):\(number)")
            group.cancelAll()
            return .success
        }
    }

    func write(_ text: String, _ name: String, mode: Int = 0o644) throws {
        let path = directory + "/" + name
        try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    }

    private static func remove(_ directory: String) {
        // What stays behind where it cannot be removed is sample data.
        try? FileManager.default.removeItem(atPath: directory)
    }
}
