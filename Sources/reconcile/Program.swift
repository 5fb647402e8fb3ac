import ArgumentParser
import CHeap
import Dispatch
import Foundation
import Output
import Reconciliation

/// Where the process begins and ends. Not asynchronous itself, so that nothing of the runtime opens a file before the gaps are filled.
package enum Program {
    package static func main() {
        guard StandardStreams.fillGaps() else { exit(Exit.outputFailed.rawValue) }
        // A reader that went away is an answer of write(2), not the end in the middle of the work.
        signal(SIGPIPE, SIG_IGN)
        ScreenWidth.bound()
        if !CommandLine.arguments.contains("serve") { keep_heap_small() }
        Secrets.hide(.process(ProcessInfo.processInfo.environment))
        Task { exit(await run(Array(ProcessInfo.processInfo.arguments.dropFirst()))) }
        dispatchMain()
    }

    private static func run(_ arguments: [String]) async -> Int32 {
        do {
            let ordered = ArgumentOrder.commandFirst(arguments)
            var command: any ParsableCommand
            if let alone = alone(ordered) { command = alone } else { command = try await Reconcile.asyncParseAsRoot(ordered) }
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
            return Terminal.verdict(Exit.success.rawValue)
        } catch let code as ArgumentParser.ExitCode {
            return Terminal.verdict(code.rawValue)
        } catch {
            say(error, arguments)
            return Terminal.verdict(Reconcile.exitCode(for: error).rawValue)
        }
    }

    /// A command read by itself: the parser looks into all there are before it reads a line, which was an eighth of what a short one takes.
    /// Nil for whatever it does not take, help included: that is worded with all of them in view.
    private static func alone(_ arguments: [String]) -> (any ParsableCommand)? {
        guard let type = Reconcile.configuration.subcommands.first(where: { $0.configuration.commandName == arguments.first }),
            type.configuration.subcommands.isEmpty
        else { return nil }
        // What it does not take is told by the whole of them.
        guard let command = try? type.parseAsRoot(Array(arguments.dropFirst())), Swift.type(of: command) == type else { return nil }
        return command
    }

    /// Help and what was wrong with the command line, as the parser words it.
    private static func say(_ error: any Error, _ arguments: [String]) {
        let text = Reconcile.fullMessage(for: error)
        guard !text.isEmpty else { return }
        let code = Reconcile.exitCode(for: error).rawValue
        // Help, version and completion scripts are our own words, tabs and all.
        guard code != Exit.success.rawValue else { return Terminal.printOwn(text + "\n") }
        guard !Terminal.isForPrograms else {
            return CommandFailure(Exit(rawValue: code) ?? .unexpected, Reconcile.message(for: error), hint: "reconcile --help").report()
        }
        // An argument that is quoted in it must not begin a line of its own.
        let quoted = arguments.flatMap { [$0] + $0.split(separator: "=", maxSplits: 1).map(String.init) }
        let invisible = Set(quoted.filter { VisibleText.shown($0) != $0 }).sorted { $0.utf8.count > $1.utf8.count }
        let harmless = invisible.reduce(text) { $0.replacingExactly($1, with: VisibleText.shown($1)) }
        Terminal.complain(harmless.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
    }
}
