import ArgumentParser

/// Options that every command understands may stand before its name: `reconcile --config FILE status`.
enum ArgumentOrder {
    private static let shared = ["--config", "--account", "--fleet", "--format", "--lang"]

    /// The same arguments with the name of the command first.
    static func commandFirst(_ arguments: [String]) -> [String] {
        var names: [String] = []
        var options: [String] = []
        var rest = arguments[...]
        var command: any ParsableCommand.Type = Reconcile.self
        while let word = rest.first {
            if let count = length(of: word, rest) {
                options += rest.prefix(count)
                rest = rest.dropFirst(count)
            } else if let next = command.configuration.subcommands.first(where: { $0.configuration.commandName == word }) {
                names.append(word)
                command = next
                rest = rest.dropFirst()
            } else {
                break
            }
        }
        // Later ones win, so what stands behind the name does.
        return names.isEmpty ? arguments : names + options + rest
    }

    /// How many words the shared option takes that begins here; nil for anything else.
    private static func length(of word: String, _ rest: ArraySlice<String>) -> Int? {
        if shared.contains(where: { word.hasPrefix($0 + "=") }) { return 1 }
        guard shared.contains(word), let value = rest.dropFirst().first, !value.hasPrefix("-") else { return nil }
        return 2
    }
}
