import Foundation
import Glibc

/// This program once more, with other arguments.
struct ChildProcess {
    let pid: pid_t

    /// - Parameter errors: a file for what it says on standard error; standard output goes nowhere unless `output` names a file.
    init(_ arguments: [String], output: String = "/dev/null", errors: String) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0o600)
        // A trap says where it was in one line; the way there is found by trying the input again.
        let environment = ProcessInfo.processInfo.environment.merging(["SWIFT_BACKTRACE": "enable=no"]) { _, new in new }
        let words = ([CommandLine.arguments.first ?? "Fuzz"] + arguments).map { strdup($0) } + [nil]
        let variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in words + variables { free(text) } }
        var started = pid_t()
        let failure = posix_spawn(&started, "/proc/self/exe", &actions, nil, words, variables)
        guard failure == 0 else { throw FuzzFailure("cannot start a worker: \(String(cString: strerror(failure)))") }
        pid = started
    }

    /// Nil while it runs.
    func ending() -> Ending? {
        var status: Int32 = 0
        guard waitpid(pid, &status, WNOHANG) == pid else { return nil }
        let signal = status & 0x7F
        return signal == 0 ? .exit((status >> 8) & 0xFF) : .signal(signal)
    }

    /// Kills it and waits for its end.
    func kill() {
        Glibc.kill(pid, SIGKILL)
        waitpid(pid, nil, 0)
    }

    enum Ending: Equatable {
        case exit(Int32)
        case signal(Int32)
    }
}

struct FuzzFailure: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
