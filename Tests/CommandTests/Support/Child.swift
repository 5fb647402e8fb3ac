import Foundation
import Glibc
import Synchronization

/// A program started by a test, in a process group of its own. Whoever is not waited for is killed with the last reference.
final class Child: Sendable {
    struct Ending: Sendable {
        /// Nil when a signal ended it.
        var exit: Int32?
        var signal: Int32?
        var output: String
        var errors: String

        var text: String { output + errors }
        var lines: [String] { output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init).dropLast() }
    }

    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    let pid: pid_t
    private let streams: [Int32]
    private let isReaped = Mutex(false)
    /// Output that was read before the end.
    private let early = Mutex<[UInt8]>([])

    /// - Parameters:
    ///   - environment: all of it; nothing is inherited.
    ///   - terminal: where a person sits: read from, and told errors and questions.
    init(_ path: String, _ arguments: [String], environment: [String: String], terminal: PseudoTerminal? = nil) throws {
        if path == Installation.reconcile { try CommandLog.add(arguments) }
        let (output, outputEnd) = try Child.makePipe()
        let (errors, errorsEnd) = try Child.makePipe()
        defer {
            close(outputEnd)
            close(errorsEnd)
        }
        streams = [output, errors]
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, terminal?.path ?? "/dev/null", terminal == nil ? O_RDONLY : O_RDWR | O_NOCTTY, 0)
        posix_spawn_file_actions_adddup2(&actions, outputEnd, 1)
        posix_spawn_file_actions_adddup2(&actions, terminal == nil ? errorsEnd : 0, 2)
        // A socket of another test, held open here, would never seem closed there.
        for file in Int32(3)..<512 { posix_spawn_file_actions_addclose(&actions, file) }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // Neither blocked nor ignored signals of the test process reach the child.
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        for signal in [SIGPIPE, SIGTERM, SIGINT, SIGHUP] { sigaddset(&signals, signal) }
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP))
        let words = Child.cStrings([path] + arguments)
        let variables = Child.cStrings(environment.map { "\($0.key)=\($0.value)" })
        defer { for text in words + variables { free(text) } }
        var started = pid_t()
        let failure = posix_spawn(&started, path, &actions, &attributes, words, variables)
        guard failure == 0 else {
            close(output)
            close(errors)
            throw Failure(description: "\(path): \(String(cString: strerror(failure)))")
        }
        pid = started
    }

    deinit {
        kill()
        let mustReap = isReaped.withLock { !$0 }
        if mustReap { waitpid(pid, nil, 0) }
        for stream in streams { close(stream) }
    }

    /// SIGKILL to the child and whatever it started.
    func kill() {
        isReaped.withLock { isReaped in
            if !isReaped { _ = Glibc.kill(-pid, SIGKILL) }
        }
    }

    /// To the child alone.
    func signal(_ number: Int32) {
        isReaped.withLock { isReaped in
            if !isReaped { _ = Glibc.kill(pid, number) }
        }
    }

    /// Waits for the end; kills the child and throws when it takes longer. Once only.
    func wait(seconds: Int = 60) async throws -> Ending {
        // A thread of its own: a blocked one of the pool would hold up the stand-ins the child is talking to.
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { continuation.resume(with: Result { try self.collect(seconds: seconds) }) }
        }
    }

    /// The first line of output with this text, while the child goes on.
    func line(with text: String, seconds: Int = 60) async throws -> String {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { continuation.resume(with: Result { try self.awaitLine(text, seconds: seconds) }) }
        }
    }

    private func awaitLine(_ text: String, seconds: Int) throws -> String {
        let deadline = Child.milliseconds() + Int64(seconds) * 1000
        while true {
            let output = early.withLock { String(decoding: $0, as: UTF8.self) }
            // What follows the last line break may still grow.
            let lines = output.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            if let line = lines.first(where: { $0.contains(text) }) { return String(line) }
            var polled = pollfd(fd: streams[0], events: Int16(POLLIN), revents: 0)
            poll(&polled, 1, try left(until: deadline, [Array(output.utf8)]))
            var bytes = [UInt8](repeating: 0, count: 65_536)
            let count = read(streams[0], &bytes, bytes.count)
            guard count > 0 else { throw Failure(description: "ended without \(text): \(output)") }
            early.withLock { $0 += bytes.prefix(count) }
        }
    }

    static func run(_ path: String, _ arguments: [String], environment: [String: String], seconds: Int = 60) async throws -> Ending {
        try await Child(path, arguments, environment: environment).wait(seconds: seconds)
    }

    private func collect(seconds: Int) throws -> Ending {
        let deadline = Child.milliseconds() + Int64(seconds) * 1000
        var texts: [[UInt8]] = [early.withLock { $0 }, []]
        var open = streams
        while open.contains(where: { $0 >= 0 }) {
            // Poll passes over negative descriptors.
            var polled = open.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
            poll(&polled, nfds_t(polled.count), try left(until: deadline, texts))
            for index in polled.indices where polled[index].revents != 0 {
                var bytes = [UInt8](repeating: 0, count: 65_536)
                let count = read(open[index], &bytes, bytes.count)
                if count > 0 { texts[index] += bytes.prefix(count) } else { open[index] = -1 }
            }
        }
        var status: Int32 = 0
        while waitpid(pid, &status, WNOHANG) == 0 { poll(nil, 0, min(2, try left(until: deadline, texts))) }
        isReaped.withLock { $0 = true }
        let signal = status & 0x7F
        return Ending(
            exit: signal == 0 ? (status >> 8) & 0xFF : nil, signal: signal == 0 ? nil : signal,
            output: String(decoding: texts[0], as: UTF8.self), errors: String(decoding: texts[1], as: UTF8.self))
    }

    private func left(until deadline: Int64, _ texts: [[UInt8]]) throws -> Int32 {
        let left = deadline - Child.milliseconds()
        guard left > 0 else {
            kill()
            throw Failure(description: "still running: \(texts.map { String(decoding: $0, as: UTF8.self) })")
        }
        return Int32(left)
    }

    private static func milliseconds() -> Int64 { Int64(ProcessInfo.processInfo.systemUptime * 1000) }

    private static func makePipe() throws -> (Int32, Int32) {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw Failure(description: "pipe: \(String(cString: strerror(errno)))") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }

    private static func cStrings(_ texts: [String]) -> [UnsafeMutablePointer<CChar>?] { texts.map { strdup($0) } + [nil] }
}
