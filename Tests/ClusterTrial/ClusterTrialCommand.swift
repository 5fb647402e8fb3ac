import ArgumentParser
import Bookkeeping
import Cluster
import Hero
import Persistence
import Reconciliation
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
        /// Only what a pass begins with is announced, and its writes leave on that word.
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
        switch rule {
        case .fence: rules.mark = { _, _ in Unmoved() }
        case .connection: rules.transport = { reads, _, mark in MarkedTransport(reads, mark: mark) }
        case .head: rules.laying = { (_, directory) throws(StoreError) in try Self.forget(directory) }
        case .mark: rules.transport = { AnnouncedPasses(reads: $0, writers: $1, mark: $2) }
        case nil: break
        }
        let stop = VoucherStop(announced: stopAt, before: stopBefore)
        let (mark, transport) = (rules.mark, rules.transport ?? { AnnouncedTransport(reads: $0, writers: $1, mark: $2) })
        rules.mark = { StoppingMark(mark($0, $1), stop) }
        rules.transport = { StoppingTransport(transport($0, $1, $2), stop) }
        return rules
    }

    /// What lies there says of itself how far it must have come.
    private static func forget(_ directory: String) throws(StoreError) {
        try Watermark.lay(nil, directory: directory)
        let store = try Store.view(directory: directory)
        try Watermark.lay(try store.head(at: Instant(milliseconds: SystemTime().wallMilliseconds())), directory: directory)
    }
}

/// Says yes.
private struct Unmoved: Mark {
    func move() {}
}

/// Announces when a pass begins to read HERO's list, before it has noted anything, and not when it writes.
private struct AnnouncedPasses: HTTPTransport {
    private static let first = RemoteOperation(.hero, HeroCall.documentPage.rawValue)

    private let unannounced: AnnouncedTransport
    private let mark: any Mark

    init(reads: any HTTPTransport, writers: WriterPool, mark: any Mark) {
        unannounced = AnnouncedTransport(reads: reads, writers: writers, mark: Unmoved())
        self.mark = mark
    }

    func send(_ request: OutgoingRequest) async throws(RequestFailure) -> IncomingResponse {
        if request.operation == Self.first {
            do {
                try await Blocking.run { [mark] in try mark.move() }
            } catch {
                throw RequestFailure(reach: .notSent, cause: .other, detail: "\(error)", isUnmarked: true)
            }
        }
        return try await unannounced.send(request)
    }
}
