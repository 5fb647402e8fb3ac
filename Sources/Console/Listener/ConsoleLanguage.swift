internal import HTTPTypes
internal import Hummingbird
internal import Wording

/// Which language a visitor reads: what the switch says, else what the browser asks for, else German.
enum ConsoleLanguage {
    static let cookie = "reconcile-sprache"

    static func of(_ request: Request) -> Language {
        if let chosen = request.cookies[cookie]?.value, let language = Language(rawValue: chosen) { return language }
        return preferred(request.headers[.acceptLanguage] ?? "")
    }

    /// The first one we know counts; browsers put what they like best in front. So many are looked at.
    static func preferred(_ header: String) -> Language {
        for tag in header.split(separator: ",").prefix(20) {
            let code = tag.prefix { $0 != ";" && $0 != "-" }.filter { !$0.isWhitespace }.lowercased()
            if let language = Language(rawValue: code) { return language }
        }
        return .de
    }
}
