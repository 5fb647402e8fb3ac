import ArgumentParser
import Foundation
import Wording

extension Language: ExpressibleByArgument {}

enum OutputFormat: String, ExpressibleByArgument, CaseIterable { case text, json }

/// What every command understands.
struct Options: ParsableArguments {
    // No group in this group: a debug build checks each one anew for each validator of the one around it, and that was a third of what a
    // short command takes.
    @Option(help: Installation.configHelp) var config: String?
    @Option(help: Installation.accountHelp) var account: String?
    @Option(help: Installation.fleetHelp) var fleet: String?

    @Option(help: "Output for people or for programs.")
    var format: OutputFormat = .text

    @Option(help: "Language of the text output; default by the locale.")
    var lang: Language?

    var installation: Installation {
        get {
            var installation = Installation()
            (installation.config, installation.account, installation.fleet) = (config, account, fleet)
            return installation
        }
        set { (config, account, fleet) = (newValue.config, newValue.account, newValue.fleet) }
    }

    func validate() throws { try installation.validate() }

    var language: Language { lang ?? Options.localeLanguage(ProcessInfo.processInfo.environment) }

    /// The first of the POSIX variables that is set decides.
    static func localeLanguage(_ environment: [String: String]) -> Language {
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
        return locale.lowercased().hasPrefix("de") ? .de : .en
    }
}

extension OutputFormat {
    /// Also where the rest of the command line cannot be read: its error is to come in the form that was asked for.
    static func isJSON(_ arguments: [String]) -> Bool {
        let words = arguments.prefix { $0 != "--" }
        return words.contains("--format=json") || zip(words, words.dropFirst()).contains { $0 == "--format" && $1 == "json" }
    }
}
