/// A search text as lexoffice reads it (lexoffice-api.md §2.4, §3.1): found anywhere, without regard to case; `_` is any
/// character, `%` any run of them, `\` takes the next one literally.
struct LexofficePattern: Sendable {
    private enum Token: Sendable, Equatable {
        case literal(Character)
        case anyCharacter
        case anyRun
    }

    private let tokens: [Token]

    /// Nil when `&`, `<` or `>` came without HTML escaping: such a search finds nothing, silently.
    init?(_ text: String) {
        guard let plain = LexofficePattern.unescaped(text) else { return nil }
        var tokens: [Token] = [.anyRun]
        var isLiteral = false
        for character in plain.lowercased() {
            switch character {
            case "\\" where !isLiteral:
                isLiteral = true
                continue
            case "_" where !isLiteral: tokens.append(.anyCharacter)
            case "%" where !isLiteral: tokens.append(.anyRun)
            default: tokens.append(.literal(character))
            }
            isLiteral = false
        }
        self.tokens = tokens + [.anyRun]
    }

    /// The text behind `&amp;` `&lt;` `&gt;`; nil when one of the three characters stands bare.
    static func unescaped(_ text: String) -> String? {
        guard !text.contains("<"), !text.contains(">") else { return nil }
        let parts = text.split(separator: "&", omittingEmptySubsequences: false)
        var result = String(parts[0])
        for part in parts.dropFirst() {
            guard let name = ["amp;", "lt;", "gt;"].first(where: { part.hasPrefix($0) }) else { return nil }
            result += (name == "amp;" ? "&" : name == "lt;" ? "<" : ">") + part.dropFirst(name.count)
        }
        return result
    }

    func matches(_ text: String) -> Bool {
        let characters = Array(text.lowercased())
        var position = 0
        var token = 0
        // Where to take up again when the last run has to swallow one character more.
        var retry: (token: Int, position: Int)?
        while position < characters.count {
            if token < tokens.count, tokens[token] == .anyRun {
                retry = (token, position)
                token += 1
            } else if token < tokens.count, tokens[token] == .anyCharacter || tokens[token] == .literal(characters[position]) {
                token += 1
                position += 1
            } else if let last = retry {
                retry = (last.token, last.position + 1)
                token = last.token + 1
                position = last.position + 1
            } else {
                return false
            }
        }
        return tokens[token...].allSatisfy { $0 == .anyRun }
    }
}
