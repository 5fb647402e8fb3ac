import Foundation
import Persistence
import Reconciliation

/// Ends a command: one clear sentence, what to do next, and the exit code that says the same.
struct CommandFailure: Error, Sendable {
    var exit: Exit
    var message: String
    var hint: String
    /// The configuration key at fault, if it is one.
    var setting: String?

    init(_ exit: Exit, _ message: String, hint: String) {
        self.exit = exit
        self.message = message
        self.hint = hint
    }

    init(_ error: StoreError) {
        let exit: Exit =
            switch error.code {
            case .cannotOpen, .cannotWrite: .cannotWriteState
            case .heldByAnother: .temporary
            case .newerVersion, .missing: .configuration
            case .altered, .corrupt: .cannotWriteState
            case .illegalMove: .unexpected
            }
        self.init(exit, "\(error.code.rawValue): \(error.subject): \(error.cause)", hint: error.hint)
    }

    init(_ interruption: Interruption) {
        self.init(interruption.exit, interruption.cause, hint: interruption.hint)
    }

    func report() {
        var text = "reconcile: \(message)\n"
        if !hint.isEmpty { text += "  \(hint)\n" }
        FileHandle.standardError.write(Data(text.utf8))
    }
}

/// Runs a command's work; whatever it throws becomes a message and an exit code.
func running(_ work: () async throws -> Exit) async throws {
    let exit: Exit
    do {
        exit = try await work()
    } catch let failure as CommandFailure {
        failure.report()
        exit = failure.exit
    } catch let error as StoreError {
        let failure = CommandFailure(error)
        failure.report()
        exit = failure.exit
    } catch let interruption as Interruption {
        let failure = CommandFailure(interruption)
        failure.report()
        exit = failure.exit
    }
    if exit != .success { throw exit.shell }
}
