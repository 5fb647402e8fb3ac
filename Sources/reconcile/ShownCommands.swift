import Bookkeeping
import Foundation
import Output

/// A command that is shown is one to type: where this one acts on an account of a fleet, the next has to name it, too.
enum ShownCommands {
    /// Commands that are about no account.
    private static let strangers = ["fleet", "sandbox", "demo", "charts", "einvoice"]

    /// What this command was given of it; nil where one account is all there is.
    private static let options = options(in: ProcessInfo.processInfo.arguments)

    static func naming(_ text: String) -> String { options.map { naming($0, in: text) } ?? text }

    static func naming(_ options: String, in text: String) -> String {
        let named = text.replacingExactly("`reconcile ", with: "`reconcile \(options) ")
            .replacingExactly("`reconcile`", with: "`reconcile \(options)`")
        return strangers.reduce(named) { $0.replacingExactly("`reconcile \(options) \($1) ", with: "`reconcile \($1) ") }
    }

    /// Only what needs no quotes is shown; of anything else whoever typed it knows how.
    static func options(in arguments: [String]) -> String? {
        guard let account = value("--account", arguments).flatMap({ AccountName($0) }) else { return nil }
        let fleet = value("--fleet", arguments).flatMap { path in path.utf8.allSatisfy(isPlain) && !path.isEmpty ? path : nil }
        return "--account \(account)" + (fleet.map { " --fleet \($0)" } ?? "")
    }

    private static func value(_ option: String, _ arguments: [String]) -> String? {
        let words = arguments.prefix { $0 != "--" }
        let joined = words.first { $0.hasPrefix(option + "=") }.map { String($0.dropFirst(option.count + 1)) }
        return joined ?? zip(words, words.dropFirst()).first { word, _ in word == option }?.1
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        (97...122).contains(byte | 0x20) || (48...57).contains(byte) || "/._-".utf8.contains(byte)
    }
}
