/// Turns HERO's error texts into codes. The texts are the standard wordings of webonyx/graphql-php and those seen by
/// public clients (hero-api.md §1.5, §1.7, §5.9); anything unknown is ``HeroError/Code/rejected``, with the words kept.
enum ErrorReading {
    private static let patterns: [(HeroError.Code, [String])] = [
        (.complexity, ["query complexity"]),
        (.internalError, ["internal server error"]),
        (
            .schemaDrift,
            [
                "cannot query field", "unknown argument", "unknown type", "unknown field", "is not defined by type",
                "expected type", "of type", "must have a selection of subfields",
            ]
        ),
        (.throttled, ["too many requests", "rate limit"]),
        (.unauthorized, ["unauthorized", "unauthenticated", "not authenticated", "invalid token", "invalid api key"]),
        (.forbidden, ["forbidden", "access denied", "permission"]),
    ]

    static func code(ofMessage message: String) -> HeroError.Code {
        let text = message.lowercased()
        return patterns.first { $0.1.contains { text.contains($0) } }?.0 ?? .rejected
    }

    /// The code a status line alone decides; nil when the body has to be read.
    static func code(ofStatus status: Int) -> HeroError.Code? {
        switch status {
        case 401: .unauthorized
        case 403: .forbidden
        case 404, 410: .notFound
        case 429: .throttled
        default: nil
        }
    }

    /// One line of at most 200 characters without the key.
    static func quotable(_ message: String, hiding secret: String) -> String {
        var line = message.split(whereSeparator: \.isNewline).joined(separator: " ")
        if !secret.isEmpty { line = line.split(separator: secret, omittingEmptySubsequences: false).joined(separator: "***") }
        return line.count <= 200 ? line : String(line.prefix(200)) + "…"
    }
}
