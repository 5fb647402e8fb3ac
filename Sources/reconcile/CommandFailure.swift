import ArgumentParser
import Foundation
import Persistence
import Reconciliation
import Reporting

/// Ends a command: one clear sentence, what to do next, and the exit code that says the same.
struct CommandFailure: Error, Sendable {
    var exit: Exit
    /// For programs: stays the same when the sentence is reworded.
    var code: String
    var message: String
    var hint: String
    /// The configuration key at fault, if it is one.
    var setting: String?

    init(_ exit: Exit, code: String? = nil, _ message: String, hint: String) {
        self.exit = exit
        self.code = code ?? exit.word
        self.message = message
        self.hint = hint
    }

    init(_ error: StoreError) {
        let exit: Exit =
            switch error.code {
            case .cannotOpen, .cannotWrite, .altered, .corrupt: .cannotWriteState
            case .heldByAnother: .temporary
            case .newerVersion, .missing: .configuration
            case .illegalMove: .unexpected
            }
        self.init(exit, code: error.code.rawValue, "\(error.code.rawValue): \(error.subject): \(error.cause)", hint: error.hint)
    }

    init(_ interruption: PassFailure) {
        self.init(interruption.exit, code: interruption.kind.rawValue, interruption.cause, hint: interruption.hint)
    }

    /// On standard error, in the form that was asked for.
    func report() {
        guard Terminal.isForPrograms else { return Terminal.complain(["reconcile: \(message)"] + (hint.isEmpty ? [] : ["  \(hint)"])) }
        let line = JSONLine("diagnostic").adding([
            "code": code, "message": message, "hint": hint.isEmpty ? nil : ShownCommands.naming(hint), "setting": setting, "exit": exit,
        ])
        Terminal.complain([line.text])
    }
}

extension Exit {
    /// Whether the command came to its end, whatever it found: nothing failed.
    var isOutcome: Bool {
        switch self {
        case .success, .discrepancies, .peopleNeeded, .deferred: true
        case .unexpected, .usage, .unavailable, .cannotWriteState, .outputFailed, .temporary, .refused, .configuration: false
        }
    }

    var word: String {
        switch self {
        case .success: "success"
        case .unexpected: "unexpected"
        case .discrepancies: "discrepancies"
        case .peopleNeeded: "people_needed"
        case .deferred: "deferred"
        case .usage: "usage"
        case .unavailable: "unavailable"
        case .cannotWriteState: "cannot_write_state"
        case .outputFailed: "output_failed"
        case .temporary: "temporary"
        case .refused: "refused"
        case .configuration: "configuration"
        }
    }
}

/// One that does something of its own.
protocol Command: AsyncParsableCommand { func work() async throws -> Exit }

extension Command {
    func run() async throws { try await running(work) }
}

/// Runs a command's work; whatever it throws becomes a message and an exit code.
func running(_ work: () async throws -> Exit) async throws {
    let exit: Exit
    do {
        exit = try await work()
    } catch {
        let failure: CommandFailure
        switch error {
        case let known as CommandFailure: failure = known
        case let known as StoreError: failure = CommandFailure(known)
        case let known as PassFailure: failure = CommandFailure(known)
        default: throw error
        }
        failure.report()
        exit = failure.exit
    }
    if exit != .success { throw ArgumentParser.ExitCode(exit.rawValue) }
}
