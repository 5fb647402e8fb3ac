import Foundation

/// Watches over the workers of one target: begins a new one behind each input that ended its worker, and keeps that input.
struct Supervisor {
    /// Nothing that is read here may take longer; the slowest machine needs a thousandth of it.
    static let hangMilliseconds = 20_000
    /// Then the target is broken enough to be looked at.
    static let findingsMaximum = 10

    let target: FuzzTarget
    let seed: UInt64
    let count: Int
    let seconds: Int?
    /// Where inputs that broke something are kept.
    let folder: URL
    var hangMilliseconds = Supervisor.hangMilliseconds

    struct Report {
        var inputs = 0
        var milliseconds = 0
        var peakKibibytes = 0
        var findings: [Finding] = []
    }

    func run() async throws -> Report {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let base = folder.appending(path: "\(target.name).\(getpid())")
        let (page, errors) = (base.path + ".progress", base.path + ".stderr")
        defer { for path in [page, errors] { try? FileManager.default.removeItem(atPath: path) } }
        guard let progress = ProgressPage(path: page) else { throw FuzzFailure("cannot make \(page)") }
        let start = Machine.milliseconds()
        var report = Report()
        var next = 0
        while next < count, report.findings.count < Self.findingsMaximum {
            let left = seconds.map { $0 - (Machine.milliseconds() - start) / 1000 }
            if let left, left <= 0 { break }
            progress.clear(from: next)
            var arguments = ["worker", target.name, "--seed", String(seed), "--first", String(next), "--count", String(count)]
            arguments += ["--progress", page] + (left.map { ["--seconds", String($0)] } ?? [])
            let end = try await watch(try ChildProcess(arguments, errors: errors), progress)
            report.peakKibibytes = max(report.peakKibibytes, progress.peak)
            let said = (try? String(contentsOfFile: errors, encoding: .utf8)) ?? ""
            report.inputs += progress.done - next
            guard let kind = kind(of: end) else { break }
            guard progress.began > 0 else { throw FuzzFailure("\(target.name): the worker ended before its first input: \(said)") }
            // The input that asked for too much memory is counted as done already.
            let index = kind == .memory ? progress.done - 1 : progress.done
            report.findings.append(
                try Finding(kind: kind, target: target.name, seed: seed, index: index, input: progress.input, said: said, folder: folder))
            next = index + 1
        }
        report.milliseconds = Machine.milliseconds() - start
        return report
    }

    /// Nil when the worker did all it was to do.
    private func kind(of ending: ChildProcess.Ending?) -> Finding.Kind? {
        switch ending {
        case .exit(0)?: nil
        case .exit(Worker.memoryExit)?: .memory
        case nil: .hang
        default: .trap
        }
    }

    /// How it ended; nil when it hung and was killed.
    private func watch(_ child: ChildProcess, _ progress: ProgressPage) async throws -> ChildProcess.Ending? {
        while true {
            if let ending = child.ending() { return ending }
            let began = progress.began
            if began > 0, Machine.milliseconds() - began > hangMilliseconds {
                child.kill()
                return nil
            }
            do {
                try await Task.sleep(for: .milliseconds(20))
            } catch {
                child.kill()
                throw error
            }
        }
    }
}
