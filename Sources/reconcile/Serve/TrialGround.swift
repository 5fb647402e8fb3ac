import Foundation
import Reconciliation
import Sandbox
import Web

/// What a trial on sample data stands on: a temporary directory and the stand-ins, in this process, until it is interrupted. Nothing of the
/// caller's configuration or keys comes in, and nothing stays behind.
struct TrialGround {
    let scene: SandboxScene
    let host: String
    let port: Int
    /// As the caller gave it.
    let console: String
    /// In which others may read, and of a length that leaves room for the name of a socket.
    let directory = FileManager.default.temporaryDirectory.path + "/reconcile-\(UUID().uuidString.prefix(8))"

    /// - Parameter serve: gets the stand-ins' address, and ends when the trial does.
    func run(_ server: SandboxServer, _ serve: (_ base: String) async throws -> Void) async throws -> Exit {
        guard case .tcp? = ListenAddress(console) else {
            throw CommandFailure(
                .usage, "--console-listen takes HOST:PORT, not \(console.debugDescription)", hint: "For example 127.0.0.1:9850.")
        }
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

    /// A file, so that other commands can be used beside the trial.
    /// - Parameters:
    ///   - own: what it says before what all trials say.
    ///   - console: where that is; at first what the caller gave, then where it came to be.
    func configure(_ name: String, _ own: String, _ base: String, console: String) throws {
        let text = """
            hero:
              endpoint: \(base)/api/external/v7/graphql
            lexoffice:
              endpoint: \(base)
              requests-per-second: \(scene.clientRate)
            interval-seconds: 5
            settle-seconds: 5
            listen: 127.0.0.1:0
            console:
              listen: \(console)

            """
        try write(own + text, name)
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
