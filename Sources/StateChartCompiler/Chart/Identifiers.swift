extension String {
    /// `lowerCamelCase` in ASCII: the only form of name in a chart, so that it is a Swift case and an SQL value as it stands.
    var isIdentifier: Bool {
        guard let first = unicodeScalars.first, ("a"..."z").contains(first) else { return false }
        return unicodeScalars.allSatisfy { $0.isASCII && ($0.properties.isAlphabetic || ("0"..."9").contains($0)) }
    }

    /// The parts of a white-space separated list.
    var words: [String] { split(separator: " ").map(String.init) }

    /// `hero.locked` → `heroLocked`.
    var camelCase: String {
        let tokens = split(separator: ".")
        return tokens.prefix(1).joined() + tokens.dropFirst().map { String($0).capitalisedFirst }.joined()
    }

    /// `startDate` → `StartDate`.
    var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }

    /// `startDate` → `start_date`.
    var snakeCase: String {
        var result = ""
        for character in self {
            if character.isUppercase, !result.isEmpty { result.append("_") }
            result += character.lowercased()
        }
        return result
    }
}

extension String {
    /// The name as Swift code: reserved words in backticks.
    var swiftName: String { Self.reservedWords.contains(self) ? "`\(self)`" : self }

    private static let reservedWords: Set<String> = [
        "associatedtype", "as", "break", "case", "catch", "class", "continue", "default", "defer", "deinit", "do", "else", "enum",
        "extension", "fallthrough", "false", "fileprivate", "for", "func", "guard", "if", "import", "in", "init", "inout", "internal",
        "is", "let", "nil", "operator", "precedencegroup", "private", "protocol", "public", "repeat", "rethrows", "return", "self",
        "static", "struct", "subscript", "super", "switch", "throw", "throws", "true", "try", "typealias", "var", "where", "while",
    ]
}
