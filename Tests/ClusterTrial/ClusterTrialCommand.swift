import ArgumentParser
import Bookkeeping
import Cluster
import Glibc
import Persistence
import Reconciliation
import Synchronization
import Transport

@testable import ReconcileCommand

/// The service of a host of a cluster, built with one of the rules of scale.md §4 broken: a trial that finds nothing then would find
/// nothing ever.
@main
struct ClusterTrialCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "ClusterTrial", subcommands: [BrokenServeCommand.self])
}

struct BrokenServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "serve")

    enum Rule: String, CaseIterable, ExpressibleByArgument {
        /// Nothing is compared before a write: whoever thinks it owns the account writes.
        case fence
        /// The question comes before the connection.
        case connection
        /// Whatever is restored goes on as after a crash.
        case head
        /// Only what a pass begins with is announced.
        case mark
    }

    @Option(name: .customLong("break"), help: "The rule that does not hold.") var rule: Rule?
    @Option(help: "Stops itself (SIGSTOP) after an announcement, once for each time this file is there.") var stopAt: String?
    @Option(help: "The same before a write has a connection.") var stopBefore: String?
    @Option(help: "As the service takes it.") var listen: String?

    func run() async throws {
        let start = ServiceStart(.installation(config: nil), listen: listen, rules: rules)
        do {
            _ = try await start.run()
        } catch {
            start.refused(error)
            throw ArgumentParser.ExitCode((error as? CommandFailure)?.exit.rawValue ?? 1)
        }
    }

    private var rules: ClusterRules {
        var rules = ClusterRules()
        if let stopAt { rules.mark = { mark, _ in StoppingMark(mark, at: stopAt) } }
        if let stopBefore {
            rules.transport = { StoppingTransport(AnnouncedTransport(reads: $0, writers: $1, mark: $2), at: stopBefore) }
        }
        switch rule {
        case .fence: rules.mark = { _, _ in Unmoved() }
        case .connection: rules.transport = { reads, _, mark in MarkedTransport(reads, mark: mark) }
        case .head: rules.laying = { (_, directory) throws(StoreError) in try Self.forget(directory) }
        case .mark: rules.mark = { mark, _ in OnceAMinute(mark) }
        case nil: break
        }
        return rules
    }

    /// What lies there says of itself how far it must have come.
    private static func forget(_ directory: String) throws(StoreError) {
        try Watermark.lay(nil, directory: directory)
        let store = try Store.view(directory: directory)
        try Watermark.lay(try store.head(at: Instant(milliseconds: SystemTime().wallMilliseconds())), directory: directory)
    }
}

/// What is announced is announced, and then the machine stands still: in the good order on a connection that is up, and which is gone
/// when it wakes up.
private struct StoppingMark: Mark {
    private let mark: any Mark
    private let file: String

    init(_ mark: any Mark, at file: String) {
        self.mark = mark
        self.file = file
    }

    func move() throws {
        try mark.move()
        if unlink(file) == 0 { kill(getpid(), SIGSTOP) }
    }
}

/// What was looked up is not there, the write is to leave, and the machine stands still: when it wakes up another one has done it.
private struct StoppingTransport: HTTPTransport {
    private let inner: any HTTPTransport
    private let file: String

    init(_ inner: any HTTPTransport, at file: String) {
        self.inner = inner
        self.file = file
    }

    func send(_ request: OutgoingRequest) async throws(RequestFailure) -> IncomingResponse {
        if request.isWrite, unlink(file) == 0 { kill(getpid(), SIGSTOP) }
        return try await inner.send(request)
    }
}

/// Says yes.
private struct Unmoved: Mark {
    func move() {}
}

/// The first write of a minute is announced, and the others go with it.
private final class OnceAMinute: Mark {
    private let mark: any Mark
    private let last = Mutex<Int64?>(nil)

    init(_ mark: any Mark) { self.mark = mark }

    func move() throws {
        let now = SystemTime().monotonicMilliseconds()
        let isDue = last.withLock { last in
            guard let before = last, now - before < 60_000 else {
                last = now
                return true
            }
            return false
        }
        if isDue { try mark.move() }
    }
}
