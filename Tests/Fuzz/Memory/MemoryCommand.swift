import ArgumentParser
import Foundation

/// How much memory the heaviest answers take, each in a process of its own.
struct MemoryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "memory", abstract: "Reads the heaviest answers; 1 when one takes more than a small multiple of its size.")

    /// The body is there once more in the transport and once while its text is checked; the rest is what is made of it.
    static let multiple = 12
    static let besidesMebibytes = 8

    @Option(help: "How many at once.") var jobs = 2

    func run() async throws {
        let names = HeavyAnswer.all.map(\.name)
        let jobs = jobs
        let growths = try await withThrowingTaskGroup(of: (String, Int?).self) { group in
            var waiting = names[...]
            var growths: [String: Int?] = [:]
            for _ in 0..<max(1, jobs) { if let name = waiting.popFirst() { group.addTask { (name, try await Self.growth(name)) } } }
            for try await (name, growth) in group {
                growths[name] = growth
                if let name = waiting.popFirst() { group.addTask { (name, try await Self.growth(name)) } }
            }
            return growths
        }
        let limit = Self.multiple * HeavyAnswer.bytes / 1024 + Self.besidesMebibytes * 1024
        var isBroken = false
        for name in names {
            let growth = growths[name].flatMap(\.self)
            let isGood = growth.map { $0 <= limit } ?? false
            isBroken = isBroken || !isGood
            print("\(isGood ? "good" : "BAD ") \(growth.map { String($0 >> 10) } ?? "ended without a result,") MiB \(name)")
        }
        print("\(names.count) answers of \(HeavyAnswer.bytes >> 20) MiB each; allowed are \(limit >> 10) MiB")
        if isBroken { throw ExitCode(1) }
    }

    /// In KiB; nil when the process did not come to its end.
    private static func growth(_ name: String) async throws -> Int? {
        let file = FileManager.default.temporaryDirectory.appending(path: "fuzz-memory-\(getpid())-\(name.replacing("/", with: "-"))").path
        defer { try? FileManager.default.removeItem(atPath: file) }
        let child = try ChildProcess(["memory-case", name], output: file, errors: "/dev/null")
        let end = Machine.milliseconds() + 120_000
        while Machine.milliseconds() < end {
            if child.ending() != nil {
                return Int((try? String(contentsOfFile: file, encoding: .utf8))?.trimmingCharacters(in: .newlines) ?? "")
            }
            try await Task.sleep(for: .milliseconds(20))
        }
        child.kill()
        return nil
    }
}

struct MemoryCaseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "memory-case", shouldDisplay: false)

    @Argument var name: String

    func run() async throws {
        guard let answer = HeavyAnswer.named(name) else { throw FuzzFailure("no such answer") }
        // What the first answer of any kind needs besides: tables of the libraries.
        try? await answer.read(Array("{}".utf8))
        let body = answer.body
        Machine.forgetPeak()
        let before = Machine.peakKibibytes()
        try? await answer.read(body)
        print(Machine.peakKibibytes() - before)
    }
}
