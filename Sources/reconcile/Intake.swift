import ArgumentParser
import Bookkeeping
import Foundation
import Lexoffice

/// Where strangers' text comes in before any command runs, for rehearsals from outside this module. Nothing is sent, written or ended.
package enum Intake {
    /// What is wrong with a configuration file, as a command would say it; nil when it is good.
    package static func complaint(configuration path: String, environment: [String: String]) -> String? {
        do throws(CommandFailure) {
            let configuration = try Configuration(file: path, environment: environment)
            for key in [Configuration.settleSeconds, Configuration.timeoutSeconds, Configuration.intervalSeconds] {
                _ = try configuration.milliseconds(key, 0...86_400)
            }
            _ = LexofficeEndpoint(configuration[Configuration.lexofficeEndpoint].value)
            _ = ExactDecimal(configuration[Configuration.requestsPerSecond].value)
            return nil
        } catch {
            return error.message + "\n" + error.hint
        }
    }

    /// What the parser answers to a command line; nil when it would run a command.
    package static func answer(to arguments: [String]) -> String? {
        do {
            _ = try Reconcile.parseAsRoot(arguments)
            return nil
        } catch {
            return "\(Reconcile.exitCode(for: error).rawValue) \(Reconcile.fullMessage(for: error))"
        }
    }

    /// Runs one of the commands that only look at the state; its exit code.
    package static func look(_ arguments: [String]) async -> Int32 {
        do {
            var command = try Reconcile.parseAsRoot(arguments)
            guard var looking = command as? any AsyncParsableCommand else {
                try command.run()
                return 0
            }
            try await looking.run()
            return 0
        } catch {
            return Reconcile.exitCode(for: error).rawValue
        }
    }
}
