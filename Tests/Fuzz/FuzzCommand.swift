import ArgumentParser
import Foundation

/// Gives the doors of the program what no sane sender would send.
@main
struct FuzzCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "Fuzz", abstract: "Tries the program's doors with seeded nonsense; 1 when something broke.",
        discussion: "Targets: all, \(FuzzTarget.all.map(\.name).joined(separator: ", ")).",
        subcommands: [Try.self, WorkerCommand.self, MemoryCommand.self, MemoryCaseCommand.self], defaultSubcommand: Try.self)

    struct Try: AsyncParsableCommand {
        @Argument(help: "A target, or all.") var target: String
        @Option(help: "How many inputs for each target, the kept ones included.") var count = Int.max
        @Option(help: "Which inputs: the same number gives the same ones.") var seed: UInt64 = 1
        @Option(help: "How long in all.") var seconds: Int?
        @Option(help: "How many workers at once.") var jobs = 2
        @Option(help: "Try this file alone, in this process.") var input: String?
        @Option(help: "Where inputs that broke something are kept.") var findings = ".build-fuzz/findings"
        @Option(help: "How long one input may take.") var hangSeconds = Supervisor.hangMilliseconds / 1000

        func validate() throws {
            guard target == "all" || FuzzTarget.named(target) != nil else { throw ValidationError("There is no target \(target).") }
            if target == "all", input != nil { throw ValidationError("--input goes with one target.") }
            if input == nil, seconds == nil, count == .max { throw ValidationError("Say --count or --seconds.") }
        }

        func run() async throws {
            if let input, let target = FuzzTarget.named(target) { return try await again(target, input) }
            let targets = target == "all" ? FuzzTarget.all : FuzzTarget.named(target).map { [$0] } ?? []
            let share = seconds.map { max(1, $0 * min(jobs, targets.count) / targets.count) }
            let broken = try await withThrowingTaskGroup(of: Bool.self) { group in
                var waiting = targets[...]
                for _ in 0..<max(1, jobs) { if let target = waiting.popFirst() { group.addTask { try await attempt(target, share) } } }
                var broken = false
                for try await isBroken in group {
                    broken = broken || isBroken
                    if let target = waiting.popFirst() { group.addTask { try await attempt(target, share) } }
                }
                return broken
            }
            if broken { throw ExitCode(1) }
        }

        private func attempt(_ target: FuzzTarget, _ share: Int?) async throws -> Bool {
            let folder = URL(filePath: findings)
            let report = try await Supervisor(
                target: target, seed: seed, count: count, seconds: share, folder: folder, hangMilliseconds: hangSeconds * 1000
            ).run()
            let rate = report.inputs * 1000 / max(1, report.milliseconds)
            print(
                "\(target.name): \(report.inputs) inputs of seed \(seed) in \(report.milliseconds / 1000) s, \(rate) a second, "
                    + "peak \(report.peakKibibytes >> 10) of \(target.mebibytesMaximum) MiB, \(report.findings.count) findings")
            for line in report.findings.flatMap(\.lines) { print(line) }
            return !report.findings.isEmpty
        }

        private func again(_ target: FuzzTarget, _ path: String) async throws {
            let bytes = Array(try Data(contentsOf: URL(filePath: path)))
            let prepared = try await target.prepare()
            await prepared.run(bytes)
            let peak = Machine.peakKibibytes()
            print("\(target.name): \(bytes.count) bytes, peak \(peak >> 10) of \(target.mebibytesMaximum) MiB")
            if peak > target.mebibytesMaximum << 10 { throw ExitCode(1) }
        }
    }

    /// What the supervisor starts.
    struct WorkerCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(commandName: "worker", shouldDisplay: false)

        @Argument var target: String
        @Option var seed: UInt64
        @Option var first: Int
        @Option var count: Int
        @Option var seconds: Int?
        @Option var progress: String

        func run() async throws {
            guard let target = FuzzTarget.named(target), let page = ProgressPage(path: progress) else {
                throw FuzzFailure("no such target, or no progress page")
            }
            try await Worker(target: target, seed: seed, first: first, count: count, seconds: seconds, progress: page).run()
        }
    }
}
