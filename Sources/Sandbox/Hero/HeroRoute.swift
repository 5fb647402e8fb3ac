internal import HTTPTypes

/// Which part of HERO a request is for.
struct HeroRoute {
    enum Target {
        case graphQL
        case signedFile(uuid: String, query: [String: String])
        case download(uuid: String)
    }

    var target: Target
    /// Scheme, host and whatever path precedes HERO's own.
    var base: String

    /// Nil for a path HERO does not have.
    init?(_ head: HTTPRequest) {
        let parts = (head.path ?? "").split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        guard let path = parts.first else { return nil }
        let prefix: Substring
        if let match = ["/api/external/v7/graphql", "/api/external/v9/graphql"].first(where: path.hasSuffix) {
            target = .graphQL
            prefix = path.dropLast(match.count)
        } else {
            var segments = path.split(separator: "/", omittingEmptySubsequences: false)
            guard let uuid = segments.popLast(), !uuid.isEmpty, let folder = segments.popLast() else { return nil }
            switch folder {
            case "files": target = .signedFile(uuid: String(uuid), query: HeroRoute.query(parts.count == 2 ? parts[1] : ""))
            case "downloads": target = .download(uuid: String(uuid))
            default: return nil
            }
            prefix = Substring(segments.joined(separator: "/"))
        }
        base = "\(head.scheme ?? "http")://\(head.authority ?? "localhost")\(prefix)"
    }

    private static func query(_ text: Substring) -> [String: String] {
        var result: [String: String] = [:]
        for pair in text.split(separator: "&") {
            let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard halves.count == 2 else { continue }
            result[String(halves[0])] = String(halves[1])
        }
        return result
    }
}
