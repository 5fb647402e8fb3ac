import Glibc

/// Gives a target one input after the other until something breaks, the count is reached or the time is over.
struct Worker {
    static let memoryExit: Int32 = 3

    let target: FuzzTarget
    let seed: UInt64
    let first: Int
    let count: Int
    let seconds: Int?
    let progress: ProgressPage

    func run() async throws {
        Machine.limitMemory(mebibytes: target.mebibytesMaximum * 4)
        let prepared = try await target.prepare()
        let mutator = Mutator(corpus: Corpus.kept(target.name) + prepared.seeds, tokens: target.tokens)
        let end = seconds.map { Machine.milliseconds() + $0 * 1000 } ?? .max
        progress.clear(from: first)
        let supervisor = getppid()
        for index in first..<max(first, count) {
            // Nobody is there to hear of a finding once the supervisor is gone.
            guard Machine.milliseconds() < end, getppid() == supervisor else { return }
            let input = mutator.input(index, seed: seed)
            // What earlier inputs were told is of no use to anybody.
            ftruncate(2, 0)
            progress.begin(input)
            await prepared.run(input)
            progress.end()
            progress.peak = Machine.quickPeakKibibytes()
            if progress.peak > target.mebibytesMaximum << 10 { exit(Worker.memoryExit) }
        }
    }
}
